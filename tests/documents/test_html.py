import time

import pytest
import trafilatura

from gipcrawler.documents.html import read_html
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Grid, Paragraph
from tests.press import as_html, as_page, sheets

HEAD = "一、总体情况"
PROSE = "全镇全年公开各类信息十二条，栏目按时更新。"


def read(body: str, head: str = "") -> list:
    return list(read_html(f"<html><head>{head}</head><body>{body}</body></html>".encode()).blocks)


def texts(body: str) -> list[str]:
    blocks = read(f"<div id='zoom'><p>{HEAD}</p>{body}<p>六、其他需要报告的事项</p></div>")
    return [block.text for block in blocks if isinstance(block, Paragraph)][1:-1]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<p>甲</p><p>无。</p>", ["甲", "无。"]),
        ("甲<br>乙<br/>丙", ["甲", "乙", "丙"]),
        ("<div>甲<div>乙</div>丙</div>", ["甲", "乙", "丙"]),
        ("<p>　　甲&nbsp;&nbsp;</p>", ["甲"]),
        ("<p><span>总</span><span>体</span><font>情</font><b>况</b></p>", ["总体情况"]),
        ("<p>甲<o:p></o:p></p><p><o:p>&nbsp;</o:p></p><p>乙</p>", ["甲", "乙"]),
        ("<p>中华人民\n    共和国</p>", ["中华人民共和国"]),
        ("<p>公开 2020\n年 A\nB</p>", ["公开 2020 年 A B"]),
        ("<p>甲\u200b乙\ufeff</p>", ["甲乙"]),
        ("<ul><li>甲</li><li>乙</li></ul>", ["甲", "乙"]),
        ("<ol><li>甲</li><li>乙</li></ol>", ["1.甲", "2.乙"]),
        ("<ol start=3 type=A><li>甲</li><li value=7>乙</li><li>丙</li></ol>", ["C.甲", "G.乙", "H.丙"]),
        ("<ol reversed><li>甲</li><li>乙</li></ol>", ["2.甲", "1.乙"]),
        (
            "<ol style='list-style: cjk-ideographic inside'><li><p>甲</p><p>乙</p></li><li>丙</li></ol>",
            ["一、甲", "乙", "二、丙"],
        ),
        ("<ol><li style='list-style-type:upper-roman'>甲</li></ol><p>乙</p>", ["I.甲", "乙"]),
        ("<ol style='list-style:none'><li>甲</li></ol>", ["甲"]),
        ("<ol style='list-style-type:disc'><li>甲</li></ol>", ["甲"]),
        ("<ol><li>一、甲</li><li>（二）乙</li><li>丙</li></ol>", ["一、甲", "（二）乙", "3.丙"]),
        ("<ol><li>甲<ol><li>乙</li></ol>丙</li><li>丁</li></ol>", ["1.甲", "1.乙", "丙", "2.丁"]),
        ("<ol><li>12</li><li>0</li><li></li></ol><p>乙</p>", ["12", "0", "乙"]),
        ("<ol start=-1 style='list-style:cjk-decimal'><li>甲</li><li>乙</li><li>丙</li></ol>", ["甲", "乙", "一、丙"]),
        ("<pre>甲\n乙</pre>", ["甲", "乙"]),
        ("<section><article>甲</article>乙</section>", ["甲", "乙"]),
        ("<ucap-content>甲<p>乙</p></ucap-content>", ["甲", "乙"]),
        ("<p>甲<!--[if supportEmptyParas]>&nbsp;错<![endif]-->乙</p>", ["甲乙"]),
        ("<p><![if !supportLists]><span>（一）</span><![endif]>主动公开</p>", ["（一）主动公开"]),
        ("<p>甲<script>document.write('错')</script>乙</p><style>p{}</style>", ["甲乙"]),
        ("<p>甲<span style='display:none'>错</span>乙</p><div hidden>错</div>", ["甲乙"]),
        (
            "<p>办理<a href='/flk/1.html'>条例</a>第五十条所列事项，详见<a href='http://www.x.gov.cn'>门户网站</a>。</p>",
            ["办理条例第五十条所列事项，详见门户网站。"],
        ),
        ("<p>2021年1月20日</p>", ["2021年1月20日"]),
        ("<p>关闭</p><p>【打印】【关闭】</p><p>分享到：</p><p>甲</p>", ["甲"]),
        (
            "<p>下一步打算：公开更多。</p><p>来源于群众的建议采纳3件。</p>",
            ["下一步打算：公开更多。", "来源于群众的建议采纳3件。"],
        ),
        ("<div class='share'>分享 微信 微博</div><p>甲</p>", ["甲"]),
        ("<p>甲</p><p>附件：<a href='/P0201.docx'>某镇2020年报告.docx</a></p>", ["甲"]),
        ("<p>相关附件</p><ul><li>1.<a href='a.pdf'>年报.pdf</a></li></ul><p>甲</p>", ["甲"]),
        ("<ul>" + "<li><a href='/1.html'>某项通知</a> 2021-01-01</li>" * 5 + "</ul><p>甲</p>", ["甲"]),
        (
            "<div class='print-content nav'><p>（一）主动公开政府信息情况。</p><p>行政复议0件。</p></div>",
            ["（一）主动公开政府信息情况。", "行政复议0件。"],
        ),
    ],
)
def test_paragraphs_are_kept_as_printed(body, lines):
    assert texts(body) == lines


def test_headings_keep_their_level_and_lines():
    blocks = read(
        "<div id='zoom'><h1>某镇<br>2020年报告</h1><h2>一、总体情况</h2><p>二、主动公开政府信息情况</p></div>"
    )
    assert blocks[:2] == [Paragraph("某镇\n2020年报告", 1), Paragraph("一、总体情况", 2)]
    assert blocks[2].heading is None


def test_deep_nests_of_tags_that_were_never_closed():
    assert texts("<font>" * 1500 + "甲" + "<p>乙")[:2] == ["甲", "乙"]


@pytest.mark.parametrize("blank", ["&nbsp;", "　", " ", "<br>", "<o:p>&nbsp;</o:p>"])
def test_a_blank_paragraph_in_a_run_of_cells_is_a_blank_cell(blank):
    cells = ["一、本年新收", "0", "0", "0", "", "0", "0", "0", "二、上年结转", "1", "2", "3"]
    lines = texts("".join(f"<p>{cell or blank}</p>" for cell in cells))
    assert lines[:12] == [cell or " " for cell in cells]


def test_a_blank_paragraph_in_prose_goes():
    assert texts(f"<p>{PROSE}</p><p>&nbsp;</p><p>{PROSE}</p>") == [PROSE, PROSE]


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<html><head><script>var _0x=1;</script></head><body></body></html>",
        "<div id='zoom'><img src='1.jpg'><img src='2.jpg'></div>",
        "<html><body><script>document.location='/'</script><noscript>请开启脚本</noscript></body></html>",
    ],
)
def test_a_page_that_prints_nothing_is_unreadable(page):
    with pytest.raises(UnreadableError):
        read_html(page.encode())


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
@pytest.mark.parametrize("style", ["clean", "word"])
@pytest.mark.parametrize("printer", [as_html, as_page])
@pytest.mark.parametrize("known", [True, False])
def test_reports_lose_nothing_and_gain_nothing(printer, style, charset, known):
    for sheet in sheets.values():
        body = printer(sheet, style, charset)
        if not known:
            body = body.replace(b'id="content" class="content"', b'class="c1"')
        document = read_html(body)
        found = [line for block in document.blocks if isinstance(block, Paragraph) for line in block.text.split("\n")]
        printed = [*sheet.title_lines, *sheet.preamble]
        for section in sheet.sections:
            printed += [section.heading, *section.paragraphs]
        printed += sheet.signature
        assert ["".join(line.split()) for line in found] == ["".join(line.split()) for line in printed]
        assert sum(isinstance(block, Grid) for block in document.blocks) == 3
        assert document.metadata.charset == charset


def test_a_known_container_is_read_in_half_the_time_of_a_plain_extraction():
    sheet = sheets["000"]
    prose = "".join(f"<p>{number}.{PROSE * 8}</p>" for number in range(60))
    page = as_page(sheet).decode().replace('<h2 id="part2">', prose + '<h2 id="part2">')
    body = page.encode()
    plain = _best(lambda: trafilatura.extract(page, include_tables=True))
    ours = _best(lambda: read_html(body))
    assert ours < 0.5 * plain


def _best(call) -> float:
    times = []
    for _ in range(5):
        start = time.process_time()
        call()
        times.append(time.process_time() - start)
    return min(times)


def test_a_page_of_more_tags_than_any_report_is_refused():
    with pytest.raises(UnreadableError, match="enormous"):
        read_html(b"<p>" * 300_001)
