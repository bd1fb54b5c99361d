"""A Word file with what reports have beside plain paragraphs: lists, changes, hidden text, fields, boxes, tables."""

import io

import docx
from docx.oxml import parse_xml

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
)
LEVELS = (("chineseCounting", "%1、", "nothing"), ("chineseCounting", "（%2）", "nothing"), ("decimal", "%3.", "space"))


def features() -> bytes:
    """The .docx; its text says what must be read and what not."""
    word = docx.Document()
    body = word.element.body
    numbering = word.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:suff w:val="{after}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (kind, text, after) in enumerate(LEVELS)
    )
    numbering.append(parse_xml(f'<w:abstractNum {NAMESPACES} w:abstractNumId="1">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {NAMESPACES} w:numId="1"><w:abstractNumId w:val="1"/></w:num>'))
    word.add_heading("某县水务局2023年政府信息公开工作年度报告", level=1)
    for xml in (
        _listed("总体情况", 0),
        _listed("主动公开", 1),
        _listed("第一条内容。", 2),
        _listed("第二条内容。", 2),
        _listed("依申请公开", 1),
        _paragraph(_run("明面文字") + _run("隐藏文字", "<w:vanish/>") + _run("继续。")),
        _paragraph(_run("见") + _field("县政府网站") + _run("专栏𠮷。")),
        _paragraph(
            '<w:del w:author="a" w:id="5"><w:r><w:delText>删掉的</w:delText></w:r></w:del>'
            f'<w:ins w:author="a" w:id="6">{_run("插入的“引号”—破折号…文字 ABC 12.5%")}</w:ins>'
            "<w:r><w:br/><w:t>换行后</w:t><w:tab/><w:t>制表后</w:t></w:r>"
        ),
        _paragraph(
            '<w:r><w:pict><v:shape id="s1" style="width:200pt;height:50pt"><v:textbox><w:txbxContent>'
            f"<w:p>{_run('框中文字')}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>{_run('框旁文字')}"
        ),
        _listed("主动公开政府信息情况", 0),
        _table(),
        _paragraph(_run("结尾段落。")),
        _listed("其他需要报告的事项", 0),
        _paragraph(_run("无。")),
    ):
        body.insert(len(body) - 1, parse_xml(xml.replace(">", f" {NAMESPACES}>", 1)))
    word.sections[0].header.paragraphs[0].text = "页眉文字"
    word.sections[0].footer.paragraphs[0].text = "页脚文字"
    held = io.BytesIO()
    word.save(held)
    return held.getvalue()


def _run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _paragraph(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def _listed(text: str, level: int) -> str:
    return _paragraph(_run(text), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')


def _field(shown: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    told = '<w:r><w:instrText xml:space="preserve"> HYPERLINK "http://www.example.com" </w:instrText></w:r>'
    return mark.format("begin") + told + mark.format("separate") + _run(shown) + mark.format("end")


def _cell(inside: str, width: int = 2000, properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{inside}</w:tc>'


def _text(text: str) -> str:
    return _paragraph(_run(text))


def _table() -> str:
    begins, wide = '<w:vMerge w:val="restart"/>', '<w:gridSpan w:val="2"/>'
    columns = '<w:gridCol w:w="{0}"/>'
    inner = (
        f'<w:tbl><w:tblPr><w:tblW w:w="1400" w:type="dxa"/></w:tblPr><w:tblGrid>{columns.format(700) * 2}</w:tblGrid>'
        f"<w:tr>{_cell(_text('内甲'), 700)}{_cell(_text('内乙'), 700)}</w:tr></w:tbl><w:p/>"
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="6000" w:type="dxa"/></w:tblPr><w:tblGrid>{columns.format(2000) * 3}</w:tblGrid>'
        f"<w:tr>{_cell(_text('甲'), 2000, begins)}{_cell(_text('乙丙'), 4000, wide)}</w:tr>"
        f"<w:tr>{_cell(_text(''), 2000, '<w:vMerge/>')}{_cell(_text('1'))}{_cell(_text('2'))}</w:tr>"
        f"<w:tr>{_cell(_text('丁'))}{_cell(_text('两') + _text('段'))}{_cell(inner)}</w:tr></w:tbl>"
    )
