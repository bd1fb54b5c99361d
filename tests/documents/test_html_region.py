import pytest

from gipcrawler.documents.html import read_html
from gipcrawler.model import Grid, Paragraph

SECTIONS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
PROSE = "全镇全年公开各类信息十二条，栏目按时更新，接受群众监督。"
ROWS = (("规章", 0, 1, 2), ("收费", 3, 4, 5))
TABLE = f"<table>{''.join('<tr>' + ''.join(f'<td>{cell}</td>' for cell in row) + '</tr>' for row in ROWS)}</table>"
MENU = "<ul>" + "".join(f"<li><a href='/{n}/'>栏目{n}</a></li>" for n in range(40)) + "</ul>"
NEWS = (
    "<div><h3>热点</h3>"
    + "".join(f"<p><a href='/{n}.html'>关于第{n}项工作的通知</a> 2021-01-0{n}</p>" for n in range(9))
    + "</div>"
)
FOOT = "<div><p>主办：某县人民政府办公室</p><p>网站标识码：3700000000 鲁ICP备00000000号</p></div>"


def sections(tag: str = "p", end: str = "</p>") -> list[str]:
    return [
        f"<{tag}>{title}{end}<{tag}>{PROSE * 4}{end}" + (TABLE if 0 < n < 4 else "") for n, title in enumerate(SECTIONS)
    ]


def check(page: str) -> None:
    blocks = read_html(f"<html><body>{page}</body></html>".encode()).blocks
    lines = [block.text for block in blocks if isinstance(block, Paragraph)]
    assert [line for line in lines if line in SECTIONS] == list(SECTIONS)
    assert lines.count(PROSE * 4) == 6
    assert sum(isinstance(block, Grid) for block in blocks) == 3
    assert not any(word in line for line in lines for word in ("栏目1", "通知", "主办", "ICP"))


REPORT = "".join(sections())


@pytest.mark.parametrize(
    "container", ["id='zoom'", "id='Zoom'", "class='TRS_Editor'", "id=UCAP-CONTENT", "class='x view'"]
)
def test_a_known_container_is_the_region(container):
    check(f"{MENU}{NEWS}<div {container}>{REPORT}</div>{NEWS}{FOOT}")


def test_of_several_containers_the_one_with_the_report_is_taken():
    news = f"<div class='TRS_Editor'>{'某地召开会议部署工作，各部门参加。' * 90}</div>"
    check(f"{news}<div class='content'>{MENU}{NEWS}<div id='zoom'>{REPORT}</div>{NEWS}</div>{news}{FOOT}")


def test_a_report_over_two_inner_containers_keeps_both():
    first, second = "".join(sections()[:3]), "".join(sections()[3:])
    check(f"<div id='zoom'><div class='TRS_Editor'>{first}</div><div class='TRS_Editor'>{second}</div></div>{FOOT}")


def test_a_preamble_beside_the_inner_container_stays():
    page = (
        f"<html><body><div class='content'><p>{PROSE * 3}</p><div class='TRS_Editor'>{REPORT}</div></div></body></html>"
    )
    assert read_html(page.encode()).blocks[0] == Paragraph(PROSE * 3)


@pytest.mark.parametrize(
    "page",
    [
        f"{MENU}{NEWS}<div class='c1'>{REPORT}</div>{NEWS}{FOOT}",
        f"{MENU}<div>{NEWS}<div>{''.join(f'<div>{part}</div>' for part in sections())}</div></div>{FOOT}",
        f"{MENU}{NEWS}<div class='c1'>{''.join(sections('span', '</span><br>'))}</div>{FOOT}",
        f"<table><tr><td>{MENU}</td></tr></table><table><tr><td>{NEWS}</td><td>{REPORT}</td></tr></table><table><tr><td>{FOOT}</td></tr></table>",
        f"<form id='form1'>{MENU}<div class='c1'>{REPORT}</div>{FOOT}</form>",
    ],
)
def test_without_a_known_container_the_report_is_found(page):
    check(page)


def test_one_layout_table_around_the_whole_page_is_looked_into():
    rows = (MENU, f"<div class='nr'>{REPORT}</div>", "地址：人民路1号　邮编：225800")
    check(f"<table>{''.join(f'<tr><td>{row}</td></tr>' for row in rows)}</table>")
    page = f"<html><body><table>{''.join(f'<tr><td>{row}</td></tr>' for row in rows)}</table></body></html>"
    assert read_html(page.encode()).blocks[-1] == Paragraph(PROSE * 4)


def test_prose_and_tables_in_different_boxes_are_both_kept():
    prose = f"<p>{SECTIONS[0]}</p><p>{PROSE * 30}</p>"
    blocks = read_html(
        f"<html><body>{MENU}<div><div>{prose}</div><div>{TABLE}</div></div>{FOOT}</body></html>".encode()
    ).blocks
    assert [type(block) for block in blocks] == [Paragraph, Paragraph, Grid]


def test_a_page_that_is_no_report_gives_its_text():
    line = "定于下周一召开会议，请各单位派员参加。"
    article = f"<div class='c1'><h1>会议通知</h1>{f'<p>{line}</p>' * 9}</div>"
    blocks = read_html(f"<html><body>{MENU}{article}{FOOT}</body></html>".encode()).blocks
    assert [block.text for block in blocks].count(line) == 9
