"""Spoil reports of the press as clerks, Word and portals spoil them: `python -m tests.golden.quirks` writes the pages.

Each quirk is a page of `tests/fixtures`, with real structure and figures and prose of our own (FORMATS sections 1 to
5, 9 and 11). What the page must say is known from its sheet: `test_quirks.py` holds the reviewed readings to it.
"""

import re
from itertools import count, cycle
from pathlib import Path

from tests.golden.frames import FRAMES
from tests.golden.quirk import Quirk, in_applications, put, words
from tests.press import as_html, synthetic

FIXTURES = Path(__file__).parents[1] / "fixtures"
FIGURES = re.compile(r"(?:<td>[^<]*</td>){7}")
HEADING = re.compile(r"<h2[^>]*>(.*?)</h2>\n")
SPAN = re.compile(r' (?:row|col)span="\d+"')
WORDS = ("无", "—", "/", "不适用", "０", "未发生", "&nbsp;0&nbsp;", "-", "　0", "涉密不公开", "＼", " 0 ")
TYPOS = {
    "其他法律行政法规禁止公开": "其他法律行政止公开",
    "保护第三方合法权益": "保护第三方合法权利",
    "属于四类过程性信息": "属于四类过程信息",
    "要求提供公开出版物": "要求提供公开出版",
    "重复申请</": "重覆申请</",
    "没有现成信息需要另行制作": "没有现成信息需另行制作",
    "属于行政查询事项": "属于行政查寻事项",
    "（五）不予处理": "（五）不于处理",
    "信访举报投诉类申请": "信访、举报、投诉类",
    "行政事业性收费": "行政事业收费",
}
CUT = {
    "无正当理由大量反复申请": "无正当理由大量反复",
    "要求行政机关确认或重新出具已获取信息": "要求行政机关确认或重新出具",
    "危及“三安全一稳定”": "危及“三安全",
    "（三）不予公开": "（三）不",
    "（四）无法提供": "（四）无",
    "法律服务机构": "法律服务",
    "社会公益组织": "社会公益",
    "上年结转政府信息公开申请数量": "上年结转政府信息公开申请数",
}
TRADITIONAL = str.maketrans(
    "总体况动开关请数处结转诉讼维护无为质报项县级经单发话务设类内议决过问题与办规范号长时间产业实现条书计当说标众网稳权属费电机构织团强罚许执应对确补审纠复获后续举访断资讯门东",
    "總體況動開關請數處結轉訴訟維護無為質報項縣級經單發話務設類內議決過問題與辦規範號長時間產業實現條書計當說標眾網穩權屬費電機構織團強罰許執應對確補審糾復獲後續舉訪斷資訊門東",
)
OLD_HEADS = (
    *("一、概述", "二、主动公开政府信息情况", "三、依申请公开政府信息情况", "五、复议、诉讼和申诉情况"),
    *("七、主要问题和改进措施", "八、其他需要说明的事项"),
)
OLD_SECTIONS = {"四、咨询处理情况": "五、", "六、政府支出与收费减免情况": "七、"}


def numbered_by_lists(page: str) -> str:
    number = count(1)
    style = 'style="list-style-type: cjk-ideographic"'
    return HEADING.sub(lambda m: f"<ol {style} start={next(number)}><li>{m[1].partition('、')[2]}</li></ol>\n", page)


def numbers_begin_again(page: str) -> str:
    """Section one's heading is gone, its sub-heads are promoted, and the tables count from 一 again."""
    for number in "一二三四五":
        page = page.replace(f"<p>（{number}）", f"<p>{number}、")
    first, *rest = HEADING.findall(page)
    page = re.sub(rf"<h2[^>]*>{first}</h2>\n", "", page)
    for number, heading in zip("一二三四五", rest, strict=True):
        page = page.replace(f">{heading}<", f">{number}{heading[1:]}<")
    return page


def head_over_two_rows(rows: list[str]) -> list[str]:
    upper = "<tr><th>商业</th><th>科研</th><th>社会公</th><th>法律服</th><th>其</th></tr>\n"
    lower = "".join(f"<th>{part}</th>" for part in ("", "", "", "", "企业", "机构", "益组织", "务机构", "他", ""))
    return [*rows[:2], upper, f"<tr>{lower}</tr>\n", *rows[3:]]


def with_empty_rows_and_columns(page: str) -> str:
    page = page.replace("<tr>", "<tr><td>&nbsp;</td>").replace("</tr>", "<td><o:p></o:p></td></tr>")
    return page.replace("</table>", f"<tr>{'<td> </td>' * 12}</tr></table>")


def instructed(page: str) -> str:
    page = page.replace("一、总体情况</h2>", "一、总体情况（此部分概述全年工作，不少于三百字）</h2>")
    note = '<tr><td colspan="10">（请在表格内填入阿拉伯数字，没有的填“0”，不得留空）</td></tr>\n'
    return in_applications(lambda rows: [note, *rows])(page)


def labels_apart(rows: list[str]) -> list[str]:
    """The labels first, then the figures in a table of their own."""
    labels = [re.sub(r"<td.*</td>", "", row) for row in rows]
    values = [f"<tr>{FIGURES.search(row)[0]}</tr>\n" for row in rows[3:]]  # type: ignore[index]  # a row has seven
    return [*labels, '</table>\n<table border="1">\n', *values]


def figures_below(rows: list[str]) -> list[str]:
    """A row of labels, then a row of its figures."""
    apart = ([FIGURES.sub("", row), f"<tr>{''.join(FIGURES.findall(row))}</tr>\n"] for row in rows[3:])
    return [*rows[:3], *(SPAN.sub("", part) for pair in apart for part in pair)]


def total_first(rows: list[str]) -> list[str]:
    total = '<th rowspan="2">总计</th>'
    head = rows[1].replace(total, "").replace("<tr>", f"<tr>{total}")
    return [rows[0], head, rows[2], *(re.sub(r"((?:<td>\d+</td>){6})(<td>\d+</td>)", r"\2\1", row) for row in rows[3:])]


def total_on_top(rows: list[str]) -> list[str]:
    """The row of totals before what it sums up."""
    total = next(row for row in rows if "（七）总计" in row)
    rows = [row for row in rows if row is not total]
    at = next(at for at, row in enumerate(rows) if "（一）予以公开" in row)
    group = re.search(r'<th rowspan="\d+">三、本年度办理结果</th>', rows[at])
    assert group
    first = total.replace("<tr>", f"<tr>{group[0]}")
    return [*rows[:at], first, rows[at].replace(group[0], ""), *rows[at + 1 :]]


def a_table_a_row(rows: list[str]) -> list[str]:
    return [f'</table>\n<h3>数据{n}</h3>\n<table border="1">\n{SPAN.sub("", row)}' for n, row in enumerate(rows, 1)]


def page_break_in_a_group(rows: list[str]) -> list[str]:
    at = next(at for at, row in enumerate(rows) if "2.没有现成" in row)
    upper = [row.replace("（四）无法提供", "（四）无") for row in rows[:at]]
    lower = rows[at].replace("<tr>", '<tr><th rowspan="30"></th><th rowspan="2">法提供</th>')
    return [*upper, '</table>\n<p>— 5 —</p>\n<table border="1">\n', lower, *rows[at + 1 :]]


def with_words_for_noughts(page: str) -> str:
    told = cycle(WORDS)
    return re.sub(r"<td>0</td>", lambda _: f"<td>{next(told)}</td>", page)


def upright(page: str) -> str:
    page = page.replace(">三、本年度办理结果<", f">{'<br>'.join('三、本年度办理结果')}<")
    page = re.sub(r">(结果|其他|尚未)(维持|纠正|结果|审结)<", r"><p>\1</p><p>\2</p><", page)
    return page.replace("（四）无法提供", "（<span>四</span>）<br>无法提供")


def padded(page: str) -> str:
    """Issuer and date at the end pushed to the right by spaces, their characters held apart."""
    issuer = re.search(r"<p[^>]*>([^<]+)</p>\n<p[^>]*>\d{4}年\d+月\d+日</p>", page)
    assert issuer
    return page.replace(issuer[0], issuer[0].replace(issuer[1], f"　　　　&nbsp; {' '.join(issuer[1])}　"))


def free_form(page: str) -> str:
    """The sections of the law of 2007 around the tables of 2019 (FORMATS section 8)."""
    heads = iter(OLD_HEADS)
    page = HEADING.sub(lambda _: f"<h2>{next(heads)}</h2>\n", page)
    for head, before in OLD_SECTIONS.items():
        page = page.replace(
            f"<h2>{before}", f"<h2>{head}</h2>\n<p>专线接听来电若干，均当天答复，没有收取费用。</p>\n<h2>{before}"
        )
    return page


def with_another(page: str) -> str:
    """A second report, of another issuer on another year, under the first."""
    other = as_html(synthetic("福建省永春县财政局", 2021, "2021", 4)).decode()
    body = re.search(r"(?<=<body>).*(?=</body>)", other, re.DOTALL)
    assert body
    return page.replace("</body>", f"{body[0]}</body>")


def headed_by_page_data(page: str) -> str:
    data = (("索引号", "000014349/2023-00017"), ("主题分类", "政务公开"), ("发布机构", "市大数据中心"), ("文号", ""))
    cells = "".join(f"<td>{name}：</td><td>{value}</td>" for name, value in data)
    return page.replace("<body>", f"<body>\n<p>附件1</p>\n<table><tr>{cells}</tr><tr>{cells}</tr></table>")


QUIRKS = {
    "figures_broken_2021": Quirk(
        *("福建省连江县人民政府", 2021, "2021", put(r"(?<=>)(\d)(\d+)(?=</td>)", r"\1<br>\2")),
        unread=("active_disclosure", "applications", "review_litigation"),
    ),
    "numbers_in_list_marks_2020": Quirk("江西省贵溪市人民政府", 2020, "2019", numbered_by_lists),
    "heads_in_captions_2022": Quirk(
        *("湖南省浏阳市人民政府", 2022, "2021", put(r"<h2[^>]*>(.*?)</h2>\n(<table[^>]*>)", r"\2<caption>\1</caption>"))
    ),
    "numbers_begin_again_2024": Quirk("广东省德庆县人民政府", 2024, "2021", numbers_begin_again),
    "numbers_begin_again_run_in_2023": Quirk("广东省怀集县人民政府", 2023, "2021", numbers_begin_again),
    "heading_missing_2021": Quirk("四川省犍为县人民政府", 2021, "2021", put(r"<h2[^>]*>三、.*?</h2>\n", "")),
    "form_blank_2020": Quirk("贵州省湄潭县人民政府", 2020, "2019", put(r"(<td[^>]*>)[^<]*", r"\1&nbsp;")),
    "total_blank_2023": Quirk(
        *("陕西省洛南县人民政府", 2023, "2021"),
        in_applications(lambda rows: [re.sub(r"<td>\d+</td></tr>", "<td></td></tr>", row) for row in rows]),
    ),
    "head_over_two_rows_2022": Quirk("甘肃省会宁县人民政府", 2022, "2021", in_applications(head_over_two_rows)),
    "empty_row_and_column_2020": Quirk("山西省沁源县人民政府", 2020, "2019", with_empty_rows_and_columns),
    "instructions_left_in_2021": Quirk("河北省平山县人民政府", 2021, "2021", instructed),
    "figures_apart_2023": Quirk("吉林省通榆县人民政府", 2023, "2021", in_applications(labels_apart)),
    "figures_below_2019": Quirk("安徽省金寨县人民政府", 2019, "2019", in_applications(figures_below)),
    "total_first_2022": Quirk("浙江省桐庐县人民政府", 2022, "2021", in_applications(total_first)),
    "total_on_top_2020": Quirk("山东省莒县人民政府", 2020, "2019", in_applications(total_on_top)),
    "table_a_row_2021": Quirk("河南省栾川县人民政府", 2021, "2021", in_applications(a_table_a_row)),
    "label_typos_2021": Quirk("湖北省秭归县人民政府", 2021, "2021", words(TYPOS)),
    "labels_cut_2020": Quirk("云南省腾冲市人民政府", 2020, "2019", words(CUT)),
    "remarks_in_cells_2023": Quirk(
        *("江苏省沭阳县人民政府", 2023, "2021", put(r"(?<=>)(\d+)(?=</td>)", r"\1（其中县本级\1件）"))
    ),
    "thousands_2020": Quirk("辽宁省海城市人民政府", 2020, "2019", put(r"(?<=[>\d])(\d)(\d{3})(?=[.<])", r"\1,\2")),
    "unit_in_the_cell_2022": Quirk(
        *("青海省贵德县人民政府", 2022, "2021", put(r"(行政事业性收费</th><td[^>]*>)[\d.]+", r"\g<1>3940元"))
    ),
    "signature_padded_2022": Quirk("宁夏回族自治区同心县人民政府", 2022, "2021", padded),
    "page_data_before_2022": Quirk("新疆维吾尔自治区沙湾市人民政府", 2022, "2021", headed_by_page_data),
    "page_break_in_a_group_2023": Quirk(
        *("海南省陵水黎族自治县人民政府", 2023, "2021", in_applications(page_break_in_a_group))
    ),
    "upright_labels_2021": Quirk("黑龙江省漠河市人民政府", 2021, "2021", upright),
    "words_for_noughts_2020": Quirk(
        *("内蒙古自治区土默特左旗人民政府", 2020, "2019", with_words_for_noughts),
        unread=("applications",),
    ),
    "hybrid_2019": Quirk("新疆维吾尔自治区呼图壁县人民政府", 2019, "2019", free_form),
    "two_reports_2022": Quirk("福建省永春县人民政府", 2022, "2021", with_another),
    "traditional_2023": Quirk("福建省福鼎市人民政府", 2023, "2021", lambda page: page.translate(TRADITIONAL)),
    "year_characters_lost_2020": Quirk(
        "重庆市城口县人民政府", 2020, "2019", words({"2020年1月1日至12月31日": "自202011日至20201231日止"})
    ),
    **FRAMES,
}  # fmt: skip


def write() -> None:
    """Write the page of every quirk; its reading is for the golden test to write, and for a person to review."""
    for name, quirk in QUIRKS.items():
        (FIXTURES / name).mkdir(exist_ok=True)
        (FIXTURES / name / "input.html").write_bytes(quirk.page)


if __name__ == "__main__":
    write()
