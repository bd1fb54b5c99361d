"""Tell a report's title from its neighbours in the same list, and take the issuer and the report year out of it."""

import re
from dataclasses import dataclass

from gipcrawler.text.dates import find_year
from gipcrawler.text.spaces import fold

# The wording of the law and its variants (PORTALS section 6): 政府信息公开工作年度报告, 政务公开年报 …
SUBJECT = r"(?:政府信息|政务信息|信息|政务)公开(?:政府信息)?"
REPORT = re.compile(
    rf"{SUBJECT}(?:工作|情况|制度执行)*(?:的)?(?:20\d\d)?年?度?(?:工作|情况)*(?:年度)?(?:工作)?(?:报告|年报)"
)
# What stands in the same menus and is no report
DECOY = re.compile(
    r"网站(?:工作)?年|网站.{0,6}报表|法治政府|依法行政|工作要点|工作总结|通知|通告|提示|解读|问答|答记者问|方案|指南|目录|制度$|规定|办法|考核|评估"
    r"|意见$|的函|培训|部署|会议|新闻发布|公开年报汇总|统计报表$|任务分解|清单"
)
# Another edition of a report whose text stands beside it
GRAPHIC = re.compile(r"图解|图表版|图文版|图片版|视频版|动漫|H5|长图|一图读懂|数读|电子书", re.IGNORECASE)
# A page about a report, which repeats its headings
ABOUT = re.compile(r"解读|问答|答记者问")
# Names nobody: 全省, 我镇, 本局
RELATIVE = re.compile(r"(?:全|我|本)(?:省|市|区|县|州|旗|镇|乡|街道|局|委|办|厅|院|机关|单位|部门|系统)+")
# When a page was put there: [2024-01-29]某镇2023年政府信息公开工作年度报告
DAY = re.compile(r"[(\[]?20\d\d(?:年|[-/.])\d{1,2}(?:月|[-/.])\d{1,2}日?[)\]]?")
YEAR_WORDS = re.compile(r"\(?(?:20\d\d|二[〇○零O][〇○零O一二三四五六七八九]{2})\)?(?:年度?)?\)?")
LEADING = re.compile(
    r"^(?:附件\d*[:：.、]?|【[^】]*】|\[[^\]]*\]|关于|公开|公布|发布|图解|一图读懂|图说|[:：.、,\-—_\s])+"
)
TRAILING = re.compile(r"(?:关于|年度?|本级|的|[:：.、,\-—_(\[\s])+$")


@dataclass(frozen=True, slots=True)
class ReportTitle:
    """What a report's title says of it; `graphic` is true for picture and video editions."""

    issuer: str | None
    year: int | None
    graphic: bool = False


def read_title(text: str) -> ReportTitle | None:
    """The issuer and year that a title names, or null where the title is not that of a disclosure report."""
    folded = fold(text)
    if "公开" not in folded or "报" not in folded:  # as most lines that are asked about
        return None
    folded = DAY.sub("", folded)
    match = REPORT.search(YEAR_WORDS.sub("", folded)) or REPORT.search(folded)
    if match is None or DECOY.search(folded):
        return None
    issuer = _issuer(match.string[: match.start()])
    return ReportTitle(issuer, find_year(folded), bool(GRAPHIC.search(folded)))


def is_about(text: str) -> bool:
    """Whether a title is that of a page about a disclosure report, such as its 解读: no report stands on it."""
    folded = fold(text)
    return ABOUT.search(folded) is not None and REPORT.search(YEAR_WORDS.sub("", folded)) is not None


def _issuer(before: str) -> str | None:
    name = TRAILING.sub("", LEADING.sub("", YEAR_WORDS.sub("", before)))
    name = LEADING.sub("", name.removesuffix("政府信息公开"))
    if name.endswith("人民"):  # 某县人民|政府信息公开: one 政府 serves both words
        name += "政府"
    return name if len(name) > 1 and not RELATIVE.fullmatch(name) else None
