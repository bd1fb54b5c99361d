"""What an export says of itself, whatever is in it: its title, what it is, and whose it is."""

TITLE = "政府信息公开工作年度报告数据 (yearly reports on the disclosure of government information)"
SAYS = (
    "Figures and texts of yearly reports on the disclosure of government information, as Chinese government organs"
    " published them: sections, the cells of the official form, what a check says of them, and for each row the"
    " WARC record that it was read from. 各行均可追溯至其来源网页的存档记录。"
)
# No licence is named, for nobody here may grant one for the texts
RIGHTS = (
    "The reports are official documents that organs must publish (政府信息公开条例 第四十九、五十条); their texts are"
    " their issuers'. Figures are facts. Cite the organ, the address and the time of capture of a row; the compiler"
    " claims no right in the arrangement."
)
