"""The statistics sheet of 2014-2018, as organs print it: with and without units, serial numbers, local rows."""

from decimal import Decimal

import pytest

from gipcrawler.check import check
from gipcrawler.reading import read

# label as printed, unit, key; a line without a key carries no figure. FORMATS section 8
SHEET = [
    ("一、主动公开情况", "—", None),
    ("（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条", "active.items"),
    ("其中：主动公开规范性文件数", "条", "active.normative_documents"),
    ("制发规范性文件总数", "件", "active.normative_documents_made"),
    ("（二）通过不同渠道和方式公开政府信息的情况", "—", None),
    ("1.政府公报公开政府信息数", "条", "active.gazette"),
    ("2.政府网站公开政府信息数", "条", "active.website"),
    ("3.政务微博公开政府信息数", "条", "active.weibo"),
    ("4.政务微信公开政府信息数", "条", "active.wechat"),
    ("5.其他方式公开政府信息数", "条", "active.other_channel"),
    ("二、回应解读情况", "—", None),
    ("（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）", "次", "response.hot_topics"),
    ("（二）通过不同渠道和方式回应解读的情况", "—", None),
    ("1.参加或举办新闻发布会总次数", "次", "response.press_conferences"),
    ("其中：主要负责同志参加新闻发布会次数", "次", "response.press_conferences_by_head"),
    ("2.政府网站在线访谈次数", "次", "response.online_interviews"),
    ("其中：主要负责同志参加政府网站在线访谈次数", "次", "response.online_interviews_by_head"),
    ("3.政策解读稿件发布数", "篇", "response.interpretations"),
    ("4.微博微信回应事件数", "次", "response.social_media"),
    ("5.其他方式回应事件数", "次", "response.other"),
    ("三、依申请公开情况", "—", None),
    ("（一）收到申请数", "件", "applications.received"),
    ("1.当面申请数", "件", "applications.received.in_person"),
    ("2.传真申请数", "件", "applications.received.fax"),
    ("3.网络申请数", "件", "applications.received.online"),
    ("4.信函申请数", "件", "applications.received.letter"),
    ("（二）申请办结数", "件", "applications.closed"),
    ("1.按时办结数", "件", "applications.closed.on_time"),
    ("2.延期办结数", "件", "applications.closed.extended"),
    ("（三）申请答复数", "件", "applications.replied"),
    ("1.属于已主动公开范围数", "件", "applications.replied.already_public"),
    ("2.同意公开答复数", "件", "applications.replied.granted"),
    ("3.同意部分公开答复数", "件", "applications.replied.partially_granted"),
    ("4.不同意公开答复数", "件", "applications.replied.denied"),
    ("其中：涉及国家秘密", "件", "applications.replied.denied.state_secret"),
    ("涉及商业秘密", "件", "applications.replied.denied.trade_secret"),
    ("涉及个人隐私", "件", "applications.replied.denied.privacy"),
    ("危及国家安全、公共安全、经济安全和社会稳定", "件", "applications.replied.denied.security"),
    ("不是《条例》所指政府信息", "件", "applications.replied.denied.not_government_information"),
    ("法律法规规定的其他情形", "件", "applications.replied.denied.other_law"),
    ("5.不属于本行政机关公开数", "件", "applications.replied.not_this_organ"),
    ("6.申请信息不存在数", "件", "applications.replied.does_not_exist"),
    ("7.告知作出更改补充数", "件", "applications.replied.needs_correction"),
    ("8.告知通过其他途径办理数", "件", "applications.replied.other_channel"),
    ("四、行政复议数量", "件", "review"),
    ("（一）维持具体行政行为数", "件", "review.upheld"),
    ("（二）被依法纠错数", "件", "review.corrected"),
    ("（三）其他情形数", "件", "review.other"),
    ("五、行政诉讼数量", "件", "litigation"),
    ("（一）维持具体行政行为或者驳回原告诉讼请求数", "件", "litigation.upheld"),
    ("（二）被依法纠错数", "件", "litigation.corrected"),
    ("（三）其他情形数", "件", "litigation.other"),
    ("六、举报投诉数量", "件", "complaints"),
    ("七、依申请公开信息收取的费用", "万元", "fees_wan_yuan"),
    ("八、机构建设和保障经费情况", "—", None),
    ("（一）政府信息公开工作专门机构数", "个", "organisation.offices"),
    ("（二）设置政府信息公开查阅点数", "个", "organisation.reading_points"),
    ("（三）从事政府信息公开工作人员数", "人", "organisation.staff"),
    ("1.专职人员数（不包括政府公报及政府网站工作人员数）", "人", "organisation.staff.full_time"),
    ("2.兼职人员数", "人", "organisation.staff.part_time"),
    ("（四）政府信息公开专项经费（不包括用于公报编辑和网站维护的经费）", "万元", "organisation.funds_wan_yuan"),
    ("九、政府信息公开会议和培训情况", "—", None),
    ("（一）召开政府信息公开工作会议或专题会议数", "次", "training.meetings"),
    ("（二）举办各类培训班数", "次", "training.courses"),
    ("（三）接受培训人员数", "人次", "training.participants"),
]  # fmt: skip
TOTALS = {
    "applications.received": ("in_person", "fax", "online", "letter"),
    "applications.closed": ("on_time", "extended"),
    "applications.replied.denied": (
        "state_secret", "trade_secret", "privacy", "security", "not_government_information", "other_law",
    ),
    "applications.replied": (
        "already_public", "granted", "partially_granted", "denied", "not_this_organ", "does_not_exist",
        "needs_correction", "other_channel",
    ),
    "review": ("upheld", "corrected", "other"),
    "litigation": ("upheld", "corrected", "other"),
    "organisation.staff": ("full_time", "part_time"),
}  # fmt: skip


def figures(seed):
    """Made-up figures whose totals hold; the two of money have decimals."""
    made = {key: Decimal((place * 7 + seed * 13) % 90) for place, (_, _, key) in enumerate(SHEET) if key}
    made["fees_wan_yuan"], made["organisation.funds_wan_yuan"] = Decimal("0.35"), Decimal("12.5") + seed
    for total, parts in TOTALS.items():
        made[total] = sum((made[f"{total}.{part}"] for part in parts), Decimal(0))
    return made


def row(*cells):
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def printed(made, style):
    """The sheet in one of the ways in which organs print it."""
    lines = []
    for number, (label, unit, key) in enumerate(SHEET, 1):
        figure = "" if key is None else str(made[key])
        cells = {
            "official": (label, unit, figure),
            "numbered": (number, label, unit, figure),
            "no units": (label, figure),
            "dashes for groups": (label, unit, figure or "—"),
            "short labels": (label.partition("（不")[0], unit, figure),
            "spaced": (f"　　{label}", f"&nbsp;{unit}&nbsp;", f" {figure} "),
        }[style]
        lines.append(row(*cells))
    head = {"numbered": ("序号", "统计指标", "单位", "统计数"), "no units": ("统计指标", "统计数")}
    return row(*head.get(style, ("统计指标", "单位", "统计数"))) + "".join(lines)


STYLES = ("official", "numbered", "no units", "dashes for groups", "short labels", "spaced")


def page(table, before=""):
    title = "某县某镇人民政府2016年政府信息公开工作年度报告"
    foot = "<p>单位负责人：甲　审核人：乙　填报人：丙</p><p>联系电话：000</p>"
    return (
        f"<html><body><h1>{title}</h1><p>一、概述</p><p>全年按规定公布信息。</p>{before}"
        f"<p>附表：政府信息公开情况统计表（2016年度）</p><table>{table}</table>{foot}</body></html>"
    ).encode()


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("seed", [1, 5])
def test_every_figure_stands_under_its_key(style, seed):
    made = figures(seed)
    report = read(page(printed(made, style)), "text/html")
    assert report.forms["statistics"] == "2014"
    assert {cell.row: cell.value for cell in report.cells} == made
    assert {(cell.table, cell.column) for cell in report.cells} == {("statistics", "value")}
    assert report.leftovers == ()
    assert check(report) == ()


def test_a_local_row_is_left_over_with_its_figure():
    made = figures(2)
    local = row("其中：通过村务公开栏公开信息数", "条", "37")
    table = printed(made, "official").replace("<tr><td>二、回应解读情况", local + "<tr><td>二、回应解读情况")
    report = read(page(table), "text/html")
    assert {cell.row: cell.value for cell in report.cells} == made
    assert ["37" in leftover.text for leftover in report.leftovers] == [True]


def test_a_total_that_its_parts_do_not_make_is_broken():
    made = figures(3)
    made["applications.received"] += 1
    [finding] = check(read(page(printed(made, "official")), "text/html"))
    assert (finding.rule, finding.where) == ("S1", "statistics/*/value")
    assert finding.left + 1 == finding.right


def test_money_may_have_decimals_and_counts_may_not():
    made = figures(4)
    made["complaints"] = Decimal("1.5")
    findings = check(read(page(printed(made, "official")), "text/html"))
    assert [(finding.rule, finding.where) for finding in findings] == [("R5", "statistics/complaints/value")]


def test_a_sheet_that_is_not_filled_in_is_blank():
    made = dict.fromkeys(figures(1), "")
    report = read(page(printed(made, "official")), "text/html")
    assert len(report.cells) == len(made)
    assert {cell.state.value for cell in report.cells} == {"blank"}
