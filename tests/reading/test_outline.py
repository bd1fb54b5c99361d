"""Headings as clerks write them: which line opens which section, and whose text is whose."""

import pytest

from gipcrawler.model import Document, Grid, Metadata, Paragraph
from gipcrawler.reading import report_of
from tests.reading.official import active, applications, review

PROSE = "本机关按规定开展政府信息公开各项工作，全年平稳有序。"


def document(*blocks: str | Grid, metadata: Metadata | None = None) -> Document:
    made = tuple(Paragraph(block) if isinstance(block, str) else block for block in blocks)
    return Document("text/html", made, metadata or Metadata())


def sections(*blocks: str | Grid) -> list[tuple[str | None, str | None, str]]:
    return [(one.key, one.number, one.text) for one in report_of(document(*blocks)).sections]


def keys(*blocks: str | Grid) -> list[str | None]:
    return [one.key for one in report_of(document(*blocks)).sections]


SIX = ["overview", "active_disclosure", "applications", "review_litigation", "problems", "other_matters"]
TITLES = [
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
]


def report(headings: list[str]) -> list[str | Grid]:
    one, two, three, four, five, six = headings
    return [one, PROSE, two, active(), three, applications(), four, review(), five, PROSE, six, "无。"]


NUMBERINGS = {
    "chinese": [f"{mark}、{title}" for mark, title in zip("一二三四五六", TITLES, strict=True)],
    "arabic": [f"{mark}、{title}" for mark, title in enumerate(TITLES, 1)],
    "mixed": [
        f"{mark} {title}" for mark, title in zip(["1、", "二、", "三、", "四、", "5、", "六、"], TITLES, strict=True)
    ],
    "dots": [f"{mark}．{title}" for mark, title in zip("一二三四五六", TITLES, strict=True)],
    "none": TITLES,
    "bracketed": [f"（{mark}）{title}" for mark, title in zip("一二三四五六", TITLES, strict=True)],
    "spaced out": [f"　　{mark}、{' '.join(title)}　" for mark, title in zip("一二三四五六", TITLES, strict=True)],
    "full stop": [f"{mark}、{title}。" for mark, title in zip("一二三四五六", TITLES, strict=True)],
    "all one": [f"一、{title}" for title in TITLES],
}


@pytest.mark.parametrize("style", NUMBERINGS)
def test_six_sections_however_numbered(style):
    read = sections(*report(NUMBERINGS[style]))
    assert [key for key, _, _ in read] == SIX
    assert [text for _, _, text in read] == [PROSE, "", "", "", PROSE, "无。"]


VARIANTS = {
    "overview": ["概述", "基本情况", "2020年总体情况"],
    "active_disclosure": ["行政机关主动公开政府信息情况", "主动公开情况", "我镇主动公开政府信息情况"],
    "applications": ["行政机关收到和处理政府信息公开申请情况", "依申请公开情况"],
    "review_litigation": [
        "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "政府信息公开行政复议和行政诉讼情况",
        "政府信息公开行政复议及行政诉讼情况",
    ],
    "problems": [
        "政府信息公开工作存在的主要问题及改进情况",
        "存在问题及改进情况",
        "存在的主要问题及整改措施",
        "面临的困难和改进方向",
        "不足之处及努力方向",
        "问题与改进",
    ],
    "other_matters": ["其他报告事项", "需要说明的事项", "其他需要报告的事项情况", "其他有关事项"],
}


@pytest.mark.parametrize(("key", "title"), [(key, title) for key, titles in VARIANTS.items() for title in titles])
def test_variants_of_the_titles(key, title):
    headings = [
        f"{mark}、{title if key == own else official}"
        for mark, own, official in zip("一二三四五六", SIX, TITLES, strict=True)
    ]
    assert keys(*report(headings)) == SIX


def test_subheads_with_the_titles_of_sections_stay_text():
    """Section one repeats, as sub-heads, what sections three and four are called."""
    blocks = report(NUMBERINGS["chinese"])
    blocks[1:2] = [
        "（三）依申请公开",
        "1.收到和处理政府信息公开申请情况",
        PROSE,
        "3.政府信息公开行政复议、行政诉讼情况",
        PROSE,
    ]
    read = sections(*blocks)
    assert [key for key, _, _ in read] == SIX
    assert read[0][2].count(PROSE) == 2


def test_promoted_subheads_before_the_numbers_begin_again():
    blocks: list[str | Grid] = [
        *("一、主动公开", PROSE, "二、依申请公开", PROSE, "三、政府信息管理", PROSE),
        *("一、主动公开政府信息情况", active(), "二、收到和处理政府信息公开申请情况", applications()),
        *("三、政府信息公开行政复议、行政诉讼情况", review(), "四、存在的主要问题及改进情况", PROSE),
    ]
    read = report_of(document(*blocks)).sections
    assert [(one.key, one.title) for one in read][-4:] == [
        ("active_disclosure", "主动公开政府信息情况"),
        ("applications", "收到和处理政府信息公开申请情况"),
        ("review_litigation", "政府信息公开行政复议、行政诉讼情况"),
        ("problems", "存在的主要问题及改进情况"),
    ]


def test_a_heading_that_no_form_knows_keeps_its_own_name():
    blocks = report([f"{mark}、{title}" for mark, title in zip("一三四五六七", TITLES, strict=True)])
    blocks[2:2] = ["二、年度工作要点落实情况", PROSE]
    read = report_of(document(*blocks)).sections
    assert [(one.key, one.number, one.title, one.text) for one in read][1] == (
        *(None, "二", "年度工作要点落实情况", PROSE),
    )
    assert [one.key for one in read if one.key] == SIX


def test_a_numbered_list_inside_a_section_stays_its_text():
    blocks = report(NUMBERINGS["chinese"])
    blocks[9:10] = ["一、主要问题", PROSE, "二、改进措施", PROSE]
    read = sections(*blocks)
    assert [key for key, _, _ in read] == SIX
    assert read[4][2].split("\n") == ["一、主要问题", PROSE, "二、改进措施", PROSE]


def test_a_heading_with_its_text_on_the_same_line():
    blocks = report(NUMBERINGS["chinese"])
    blocks[:2] = [f"一、总体情况。{PROSE}"]
    assert sections(*blocks)[0] == ("overview", "一", PROSE)


def test_a_heading_broken_over_two_lines():
    blocks = report(NUMBERINGS["chinese"])
    blocks[4] = "三、收到和处理政府信息公开\n申请情况"
    assert keys(*blocks) == SIX


@pytest.mark.parametrize("heading", ["六、其他", "六、其他有关事项", "六、需说明的问题"])
def test_that_there_is_nothing_else_to_report_is_no_heading(heading):
    said = "无其他需要报告的事项。"
    read = report_of(document(*report(NUMBERINGS["chinese"])[:-2], heading, said)).sections
    assert [(one.number, one.title, one.text) for one in read][-1] == ("六", heading[2:], said)
    assert [one.key for one in read][:-1] == SIX[:-1]


def test_a_sentence_with_the_words_of_a_section_is_no_heading():
    blocks = report(NUMBERINGS["chinese"])
    blocks[1] = "一是查找问题，落实整改措施\n二、针对群众反映的问题制定改进措施，逐条销号。"
    assert sections(*blocks)[-2][:2] == ("problems", "五")


def test_signature_and_portal_furniture_are_not_the_last_section():
    tail = ["某市青石区云溪镇人民政府", "2021年1月20日", "主办：某市人民政府办公室", "网站标识码：1234567890"]
    read = report_of(document(*report(NUMBERINGS["chinese"]), *tail))
    assert read.sections[-1].text == "无。"
    assert str(read.published) == "2021-01-20"


BASIS = "根据《中华人民共和国政府信息公开条例》和省政府办公厅的要求，现公布某局2021年政府信息公开工作年度报告。"
COMPOSED = "本报告由总体情况、主动公开政府信息情况等六个部分组成，所列数据的统计期限为2021年1月1日至2021年12月31日。"
ASKED = "报告电子版可在本局门户网站下载。如有疑问，请与某局办公室联系，电话：0000-1234567。"


@pytest.mark.parametrize("preamble", [(), (BASIS,), (BASIS, COMPOSED, ASKED), (BASIS + COMPOSED + ASKED,)])
@pytest.mark.parametrize("account", [(PROSE,), ("（一）主动公开", PROSE, "（二）平台建设", PROSE)])
def test_prose_without_its_heading_is_the_overview_and_the_preamble_is_not(preamble, account):
    title = "某局2021年政府信息公开工作年度报告"
    blocks = report(NUMBERINGS["chinese"])[2:]
    read = sections(title, *preamble, *account, *blocks)
    assert [key for key, _, _ in read] == SIX
    assert read[0] == ("overview", None, "\n".join(account))


def test_a_preamble_alone_is_no_overview():
    blocks = report(NUMBERINGS["chinese"])[2:]
    assert keys("某局2021年政府信息公开工作年度报告", BASIS, COMPOSED, ASKED, *blocks) == SIX[1:]


def test_a_report_without_headings_still_gives_its_cells_and_its_prose():
    below = "存在的不足是宣传方式单一，今后逐步改正。"
    tail = ["某市青石区云溪镇人民政府", "2021年1月20日"]
    read = report_of(document(BASIS, PROSE, active(), applications(), review(), below, *tail))
    assert [(one.key, one.title, one.text) for one in read.sections] == [("overview", "", PROSE), (None, "", below)]
    assert len(read.cells) == 200


LONG = [f"第{at}季度我局公开各类信息若干条，均在形成之日起二十个工作日内上网，未发生差错。" for at in "一二三四"]


def test_a_report_of_prose_alone_is_kept_where_its_title_says_that_it_is_one():
    tail = ["某市财政局", "2012年3月1日"]
    read = report_of(document("某市财政局2011年政府信息公开年度报告", BASIS, *LONG, *tail))
    assert [(one.key, one.text) for one in read.sections] == [(None, "\n".join(LONG))]
    assert report_of(document("某市财政局工作简报", BASIS, *LONG, *tail)).sections == ()
    assert report_of(document("某市财政局2011年政府信息公开年度报告", BASIS, COMPOSED, ASKED, *tail)).sections == ()


IDENTITIES = [
    (["资阳市雁江区丹山镇政府2020年政府信息公开工作年度报告"], "资阳市雁江区丹山镇人民政府", 2020, "512002107"),
    (["高青县田镇街道办事处", "2022年政府信息公开工作年度报告"], "高青县田镇街道办事处", 2022, "370322001"),
    (
        ["附件1", "北京市密云区穆家峪镇", "2020年政府信息公开", "工作年度报告"],
        "北京市密云区穆家峪镇",
        2020,
        "110118106",
    ),
    (["2021年政务信息公开年度报告"], None, 2021, None),
    (["关于公布《沂水县2020年政府信息公开工作年度报告》的通知"], "沂水县", 2020, "371323"),
    (["[2022-01-19]沂水县2021年政府信息公开工作年度报告"], "沂水县", 2021, "371323"),
    (["田镇街道办事处2021年政府信息公开工作年度报告"], "田镇街道办事处", 2021, None),
    (
        ["首页 > 政府信息公开年报", "淮安市2023年政府信息公开工作年度报告", "发布时间：2024-03-29"],
        "淮安市",
        2023,
        "320800",
    ),
]


@pytest.mark.parametrize(("before", "issuer", "year", "place"), IDENTITIES)
def test_who_and_when_from_the_title(before, issuer, year, place):
    read = report_of(document(*before, *report(NUMBERINGS["chinese"])))
    assert (read.issuer, read.year, read.place) == (issuer, year, place)


@pytest.mark.parametrize(
    ("issuer", "place"),
    [
        ("高青县田镇街道办事处", "370322001"),
        ("阿里地区行政公署", "542500"),
        ("山西省人民政府外事办", "140000"),
        ("福建省发展改革委", "350000"),
    ],
)
def test_the_signature_names_the_issuer_where_the_title_does_not(issuer, place):
    tail = [issuer, "2022年1月20日"]
    read = report_of(document("2021年政府信息公开工作年度报告", *report(NUMBERINGS["chinese"]), *tail))
    assert (read.issuer, read.place, read.year) == (issuer, place, 2021)


def test_the_year_of_the_period_where_the_title_has_none():
    before = ["高青县田镇街道办事处政府信息公开工作年度报告", "统计期限自2019年1月1日起至2019年12月31日止。"]
    read = report_of(document(*before, *report(NUMBERINGS["chinese"])))
    assert read.year == 2019


def test_metadata_fills_what_the_text_leaves_open():
    metadata = Metadata(title="高青县田镇街道办事处2021年政府信息公开工作年度报告")
    read = report_of(document(*report(NUMBERINGS["chinese"]), metadata=metadata))
    assert (read.issuer, read.year) == ("高青县田镇街道办事处", 2021)


def test_a_sentence_over_the_table_that_repeats_the_heading_is_text():
    lead = "2023年收到和处理政府信息公开申请情况如下表："
    none = "本年度未发生因政府信息公开引起的行政复议、行政诉讼。"
    one, two, three, four, *rest = NUMBERINGS["chinese"]
    read = sections(one, PROSE, two, active(), three, lead, applications(), four, none, review(), *rest)
    assert [(key, number) for key, number, _ in read] == list(zip(SIX, "一二三四五六", strict=True))
    assert [text for _, _, text in read][2:4] == [lead, none]


@pytest.mark.parametrize("number", ["{}", "{}、", "第{}部分"])
@pytest.mark.parametrize("apart", [True, False])
def test_a_number_may_stand_in_a_box_of_its_own_or_without_its_mark(number, apart):
    pairs = [(number.format(mark), title) for mark, title in zip("一二三四五六", TITLES, strict=True)]
    headings = [[mark, title] if apart else [f"{mark} {title}"] for mark, title in pairs]
    tables = [[PROSE], [active()], [applications()], [review()], [PROSE], ["无。"]]
    read = sections(*(block for heading, body in zip(headings, tables, strict=True) for block in [*heading, *body]))
    assert [(key, sign) for key, sign, _ in read] == list(zip(SIX, "一二三四五六", strict=True))
    assert [text for _, _, text in read] == [PROSE, "", "", "", PROSE, "无。"]


@pytest.mark.parametrize(
    "below", [["（责任编辑：王五）"], ["江苏省宝应县人民政府", "2023年1月15日", "地址：安宜路1号　邮编：225800"]]
)
def test_what_stands_below_the_last_section_is_not_of_it(below):
    read = report_of(document(*report(NUMBERINGS["chinese"]), *below))
    assert read.sections[-1].text == "无。"


def test_the_year_alone_in_brackets_ends_a_title():
    lines = ["江苏省宝应县人民政府政府信息公开工作年度报告", "（2023年度）"]
    read = report_of(document(*lines, *report(NUMBERINGS["chinese"])))
    assert (read.title, read.year) == ("".join(lines), 2023)


@pytest.mark.parametrize("number", ["【{}】", "{}丶", "{}､", "{} ", "{}", "★"])
def test_numbers_in_other_marks(number):
    headings = [number.format(mark) + title for mark, title in zip("一二三四五六", TITLES, strict=True)]
    read = report_of(document(*report(headings))).sections
    assert [(one.key, one.title) for one in read] == list(zip(SIX, TITLES, strict=True))
    assert {one.number for one in read} == ({None} if number == "★" else set("一二三四五六"))


@pytest.mark.parametrize("line", ["{}、{}……………{}", "{}、{}\t{}", "{}、{}"])
def test_a_table_of_contents_opens_no_section(line):
    listed = [line.format(*row) for row in zip("一二三四五六", TITLES, "123456", strict=True)]
    read = sections("目　录", *listed, PROSE, *report(NUMBERINGS["chinese"]))
    assert [key for key, _, _ in read] == SIX
    assert [text for _, _, text in read] == [PROSE, "", "", "", PROSE, "无。"]


def test_a_heading_does_not_run_on_over_a_table():
    one, two, three, *rest = report(NUMBERINGS["chinese"])[:3]
    read = sections(one, two, three, "见下表", active(), *report(NUMBERINGS["bracketed"])[4:], *rest)
    assert [(key, text) for key, _, text in read][1:3] == [("active_disclosure", "见下表"), ("applications", "")]


G, A, P, R, X, M = "overview", "active_disclosure", "applications", "review_litigation", "problems", "other_matters"
OLD = [
    [
        ("一、概述", G),
        ("二、主动公开政府信息情况", A),
        ("三、依申请公开政府信息情况", P),
        ("四、咨询处理情况", None),
        ("五、复议、诉讼和申诉情况", R),
        ("六、政府支出与收费情况", None),
        ("七、主要问题和改进措施", X),
        ("八、附表", None),
    ],
    [
        ("一、组织领导和制度建设情况", None),
        ("二、主动公开情况", A),
        ("三、依申请公开情况和不予公开政府信息的情况", P),
        ("四、收费减免情况", None),
        ("五、申请行政复议、提起行政诉讼的情况", R),
        ("六、存在的不足和改进措施", X),
        ("七、需要说明的事项及附表", M),
    ],
    [
        ("（一）基本情况", G),
        ("（二）主动公开政府信息的情况", A),
        ("（三）依申请公开和不予公开政府信息的情况", P),
        ("（四）收费及减免情况", None),
        ("（五）行政复议和行政诉讼情况", R),
        ("（六）存在的主要问题及改进措施", X),
        ("（七）其他", None),
    ],
    [
        ("第一部分 概述", G),
        ("第二部分 主动公开", A),
        ("第三部分 依申请公开", P),
        ("第四部分 复议、诉讼、申诉", R),
        ("第五部分 存在的主要问题和改进措施", X),
        ("第六部分 附件", None),
    ],
]


@pytest.mark.parametrize("heads", OLD)
def test_the_free_sections_before_2019_have_a_key_where_the_heading_says_so(heads):
    read = sections(*(block for line, _ in heads for block in (line, PROSE)))
    assert [(key, text) for key, _, text in read] == [(key, PROSE) for _, key in heads]


@pytest.mark.parametrize("gone", [2, 4, 6])
def test_a_sub_head_does_not_stand_for_a_section_that_is_missing(gone):
    blocks = report(NUMBERINGS["chinese"])
    sub_heads = ["（一）主动公开情况", PROSE, "（二）依申请公开情况", PROSE, "1.行政复议、行政诉讼情况", PROSE]
    read = sections(*(block for at, block in enumerate([*blocks[:2], *sub_heads, *blocks[2:]]) if at != gone + 6))
    assert [key for key, _, _ in read] == [key for key, at in zip(SIX, (0, 2, 4, 6, 8, 10), strict=True) if at != gone]
    assert all(head in read[0][2] for head in sub_heads)
