"""Who issued a report that does not say it itself: what its listing, its page and its site say, in this order."""

from urllib.parse import quote

import pytest

from gipcrawler.reading import Hint, read

HEADINGS = ("一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "六、其他需要报告的事项")
SECTIONS = "".join(f"<p>{heading}</p><p>全年办结若干件。</p>" for heading in HEADINGS)


def identified(title="2023年政府信息公开工作年度报告", site="", source="", signed="", **hint):
    metas = {"ArticleTitle": title, "PubDate": "2024-01-26", "SiteName": site, "ContentSource": source}
    head = "".join(f'<meta name="{name}" content="{value}">' for name, value in metas.items() if value)
    body = f"<html><head>{head}</head><body><h1>{title}</h1><div id=zoom>{SECTIONS}<p>{signed}</p></div></body></html>"
    report = read(body.encode(), "text/html", Hint(**hint))
    return report.issuer, report.place


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"title": "浙江省财政厅2023年政府信息公开工作年度报告"}, ("浙江省财政厅", "330000")),
        ({"title": "省财政厅2023年政府信息公开工作年度报告", "place": "330000"}, ("浙江省财政厅", "330000")),
        ({"title": "市教育局2023年政府信息公开工作年度报告", "organ": "杭州市"}, ("杭州市教育局", "330100")),
        ({"title": "市教育局2023年政府信息公开工作年度报告", "site": "杭州市教育局"}, ("杭州市教育局", "330100")),
        ({"signed": "桐庐县财政局", "organ": "杭州市", "place": "330000"}, ("桐庐县财政局", "330122")),
        ({"organ": "省财政厅", "place": "330000"}, ("浙江省财政厅", "330000")),
        ({"organ": "省政府办公厅", "site": "浙江省人民政府", "place": "330000"}, ("浙江省政府办公厅", "330000")),
        ({"organ": "杭州市", "place": "330000"}, ("杭州市人民政府", "330100")),
        ({"site": "浙江省财政厅"}, ("浙江省财政厅", "330000")),
        ({"site": "杭州市人民政府门户网站"}, ("杭州市人民政府", "330100")),
        ({"source": "桐庐县分水镇", "organ": "桐庐县", "place": "330100"}, ("桐庐县分水镇", "330122109")),
        ({"source": "省政府办公厅", "organ": "省财政厅", "place": "330000"}, ("浙江省财政厅", "330000")),
        ({"source": "水务局", "site": "首都之窗"}, ("水务局", None)),
        ({"site": "某门户网站", "place": "330000"}, (None, None)),
        ({"title": "市教育局2023年政府信息公开工作年度报告", "place": "330000"}, ("市教育局", None)),
    ],
)  # fmt: skip
def test_the_issuer_is_told_by_the_best_evidence(said, expected):
    assert identified(**said) == expected


def test_an_organ_of_the_state_council_is_told_by_its_site_and_has_no_place():
    assert identified(site="中华人民共和国民政部") == ("中华人民共和国民政部", None)


PREAMBLES = [
    ("本报告由浙江省桐庐县财政局编制。", ("浙江省桐庐县财政局", "330122")),
    (
        "根据《中华人民共和国政府信息公开条例》要求，桐庐县财政局编制2023年度政府信息公开工作年度报告。",
        ("桐庐县财政局", "330122"),
    ),
    (
        "按照条例规定，现公布桐庐县分水镇人民政府2023年政府信息公开工作年度报告，欢迎查阅。",
        ("桐庐县分水镇人民政府", "330122109"),
    ),
    ("本报告由桐庐县分水镇人民政府政务公开办公室组织编制，数据截至年底。", ("桐庐县分水镇人民政府", "330122109")),
    ("本报告由桐庐县人民政府办公室编制。", ("桐庐县人民政府办公室", "330122")),
    ("根据条例要求，我局编制了2023年政府信息公开工作年度报告。", (None, None)),
    ("本报告按照浙江省人民政府办公厅编制的格式写成，由本机关编制。", (None, None)),
    ("根据《浙江省人民政府办公厅关于编制2023年政府信息公开工作年度报告的通知》，现予公布。", (None, None)),
]


def with_preamble(preamble, signed="", period=""):
    title = "<h1>政府信息公开工作年度报告</h1>"
    body = f"<html><body><div id=zoom>{title}<p>{preamble}{period}</p>{SECTIONS}<p>{signed}</p></div></body></html>"
    return read(body.encode(), "text/html")


@pytest.mark.parametrize(("preamble", "expected"), PREAMBLES)
def test_the_preamble_names_the_issuer_where_the_title_does_not(preamble, expected):
    report = with_preamble(preamble)
    assert (report.issuer, report.place) == expected
    assert report.evidence.get("issuer") == (expected[0] and "preamble")


def test_an_office_that_wrote_a_report_is_not_its_issuer_where_another_signs():
    report = with_preamble("本报告由桐庐县人民政府办公室编制。", signed="桐庐县人民政府")
    assert (report.issuer, report.evidence["issuer"]) == ("桐庐县人民政府", "signature")


@pytest.mark.parametrize(
    ("period", "year"),
    [
        ("统计期限为2021年1月1日至2021年12月31日。", 2021),
        ("统计期限自2021年01月01日起至12月31日止。", 2021),
        ("数据统计时段：2021.1.1-2021.12.31。", 2021),
        ("统计期限自202011日至20201231日止。", 2020),
    ],
)
def test_the_year_is_told_by_the_period_however_it_is_written(period, year):
    report = with_preamble("", period=period)
    assert (report.year, report.evidence["year"]) == (year, "period")


@pytest.mark.parametrize(
    ("trail", "source", "expected"),
    [
        ("当前位置：首页 > 政府信息公开 > 桐庐县财政局 > 政府信息公开年报", "", ("桐庐县财政局", "breadcrumb")),
        (
            "您现在的位置：<a>首页</a>›<a>桐庐县分水镇人民政府</a>›<a>年报</a>",
            "",
            ("桐庐县分水镇人民政府", "breadcrumb"),
        ),
        ("所在位置：首页 / 桐庐县人民政府 / 桐庐县财政局", "杭州市教育局", ("杭州市教育局", "metadata")),
        ("当前位置：首页 > 政府信息公开 > 年报", "", (None, None)),
    ],
)
def test_the_breadcrumb_names_the_issuer_where_the_page_does_not(trail, source, expected):
    title = "2023年政府信息公开工作年度报告"
    meta = f'<meta name="ContentSource" content="{source}">' if source else ""
    top = f"<div class='weizhi'>{trail}</div>"
    page = f"<html><head>{meta}</head><body>{top}<h1>{title}</h1><div id=zoom>{SECTIONS}</div></body></html>"
    report = read(page.encode(), "text/html")
    assert (report.issuer, report.evidence.get("issuer")) == expected


@pytest.mark.parametrize("word", ["解读", "解读材料", "政策解读", "有关问答"])
def test_a_page_about_a_report_is_none(word):
    title = f"《桐庐县2023年政府信息公开工作年度报告》{word}"
    page = f"<html><body><h1>{title}</h1><div id=zoom><p>{title}</p>{SECTIONS}</div></body></html>"
    report = read(page.encode(), "text/html")
    assert (report.title, report.sections, report.cells) == (None, (), ())


SHEET = """<table><tr><td colspan=3>{head}</td></tr><tr><td>统计指标</td><td>单位</td><td>统计数</td></tr>
<tr><td>（一）主动公开政府信息数</td><td>条</td><td>61</td></tr>
<tr><td>其中：主动公开规范性文件数</td><td>条</td><td>5</td></tr>{foot}</table>"""


@pytest.mark.parametrize(
    ("above", "head", "foot", "expected"),
    [
        ("政府信息公开情况统计表", "（2016年度）", "", (None, 2016)),
        ("政府信息公开情况统计表（2016年度）", "填报单位：桐庐县财政局", "", ("桐庐县财政局", 2016)),
        (
            "桐庐县2016年度政府信息公开情况统计表",
            "",
            "<tr><td>填报单位（盖章）：</td><td>桐庐县财政局</td><td>填报日期：2017年1月6日</td></tr>",
            ("桐庐县财政局", 2016),
        ),
        ("桐庐县分水镇二〇一七年度政府信息公开情况统计表", "", "", ("桐庐县分水镇", 2017)),
        (
            "填报单位（盖章）：桐庐县分水镇人民政府 填报日期：2015年1月9日",
            "统计年度：2014年",
            "",
            ("桐庐县分水镇人民政府", 2014),
        ),
        ("政府信息公开情况统计表", "填报单位：本单位", "", (None, None)),
    ],
)
def test_a_statistics_sheet_says_who_filled_it_in_and_for_which_year(above, head, foot, expected):
    page = f"<html><body><div id=zoom><p>{above}</p>{SHEET.format(head=head, foot=foot)}</div></body></html>"
    report = read(page.encode(), "text/html")
    assert (report.issuer, report.year) == expected
    assert {"issuer": report.issuer, "year": report.year} == {"issuer": expected[0], "year": expected[1]}
    assert report.evidence == {name: "sheet" for name, said in zip(("issuer", "year"), expected, strict=True) if said}


BARE = f"<html><body><div id=zoom>{SECTIONS}</div></body></html>".encode()


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("桐庐县财政局2021年政府信息公开工作年度报告.docx",), ("桐庐县财政局", 2021, "name", "name")),
        (("附件1", f"https://a.gov.cn/att/{quote('2021年政府信息公开年报')}.docx"), (None, 2021, None, "name")),
        (("03.桐庐县分水镇.docx",), ("桐庐县分水镇", None, "name", None)),
        (("桐庐县分水镇人民政府/年报.docx",), ("桐庐县分水镇人民政府", None, "name", None)),
        (("https://a.gov.cn/zwgk/2022nb/index.html",), (None, 2022, None, "url")),
        (("https://a.gov.cn/xxgknb2022/art_1.html",), (None, 2022, None, "url")),
        (("https://a.gov.cn/xxgknb/202301/t20230118_4411.html",), (None, 2022, None, "url")),
        (("https://a.gov.cn/art/2023/1/18/art_12_3456.html",), (None, 2022, None, "url")),
        (("https://a.gov.cn/art/202311223/index2021.html",), (None, None, None, None)),
        (("https://a.gov.cn/col/20213344/20221.html",), (None, None, None, None)),
        (("附件2.docx", "https://a.gov.cn/files/W0202301185123.docx"), (None, 2022, None, "url")),
    ],
)  # fmt: skip
def test_what_a_document_is_called_outside_is_the_last_evidence(names, expected):
    report = read(BARE, "text/html", Hint(names=names))
    assert (report.issuer, report.year, report.evidence.get("issuer"), report.evidence.get("year")) == expected


def test_the_documents_own_year_stands_against_a_listing_and_an_old_file_name():
    page = f"<html><body><h1>2022年政府信息公开工作年度报告</h1><div id=zoom>{SECTIONS}</div></body></html>".encode()
    listed = "桐庐县财政局2021年政府信息公开工作年度报告"
    report = read(page, "text/html", Hint(title=listed, names=("2020年政府信息公开年报.html",)))
    assert (report.year, report.issuer) == (2022, "桐庐县财政局")
    assert report.evidence == {"issuer": "listing", "year": "title"}
    period = page.replace(b"<p>", "<p>统计期限为2021年1月1日至2021年12月31日。</p><p>".encode(), 1)
    assert read(period, "text/html", Hint(title=listed)).year == 2021
