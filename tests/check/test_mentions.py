"""What a text says of its tables: sentences that are right, that are wrong, and that speak of something else."""

from dataclasses import replace

import pytest

from gipcrawler.check import check
from gipcrawler.model import Verdict
from tests.check.reports import changed, report

COUNTY = {"issuer": "山东省高青县人民政府", "place": "370322"}
TOWN = {"issuer": "高青县田镇街道办事处", "place": "370322001"}
BUREAU = {"issuer": "高青县教育局", "place": "370322"}

# Every reading that a clerk may have meant; the figure in braces is right, and any other is wrong
RIGHT = [
    (COUNTY, "overview", "全县共办结申请，其中不予处理5件，予以公开{61}件，部分公开14件。"),
    (COUNTY, "overview", "县政府办公室收到申请17件，全县收到申请120件。其中，予以公开{61}件，部分公开14件。"),
    (COUNTY, "overview", "县政府办公室举办培训班2期。全年收到政府信息公开申请{120}件。"),
    (COUNTY, "overview", "2022年，全县新收政府信息公开申请{120}件。"),
    (COUNTY, "overview", "2022年全县各级行政机关共收到政府信息公开申请{120}件，均按时答复。"),
    (COUNTY, "overview", "全年共受理政府信息公开申请{128}件（含上年度结转8件）。"),
    (COUNTY, "overview", "我县2022年度共收到{120}件政府信息公开申请，数量与往年相当。"),
    (COUNTY, "overview", "2022年，高青县共受理依申请公开{120}宗。"),
    (COUNTY, "overview", "（二）依申请公开\n本年度新收{120}件，上年结转8件。"),
    (COUNTY, "overview", "依申请公开方面。本年新收申请120件，上年结转{8}件。"),
    (COUNTY, "overview", "办理申请时，2021年结转的政府信息公开申请{8}件已经办完。"),
    (COUNTY, "overview", "共办结政府信息公开申请{118}件，其余结转下年度。"),
    (COUNTY, "overview", "全年收到申请120件，办结{118}件，结转2023年继续办理10件，信息公开渠道畅通。"),
    (COUNTY, "overview", "全县政府信息公开申请，结转下年度继续办理{10}件。"),
    (COUNTY, "overview", "共答复申请{118}件，另有10件转至下一年度办理。"),
    (COUNTY, "overview", "共答复申请118件，另有{10}件顺延到下年度答复。"),
    (COUNTY, "overview", "在答复的申请中，予以公开{61}件，部分公开14件，不予公开9件。"),
    (COUNTY, "overview", "在答复的申请中，予以公开61件、部分公开{14}件、不予公开9件。"),
    (COUNTY, "overview", "在答复的申请中，予以公开61件、部分公开14件、不予公开{9}件。"),
    (COUNTY, "overview", "申请办理结果为：予以公开61件，无法提供{22}件，不予处理5件，其他处理7件。"),
    (COUNTY, "overview", "申请办理结果为：予以公开61件，无法提供22件，不予处理{5}件，其他处理7件。"),
    (COUNTY, "overview", "申请办理结果为：予以公开61件，无法提供22件，不予处理5件，其他处理{7}件。"),
    (COUNTY, "overview", "办结的申请里，予以公开和部分公开{75}件，其余不宜公开。"),
    (COUNTY, "overview", "因政府信息公开被申请行政复议{7}件，被提起行政诉讼3件。"),
    (COUNTY, "overview", "因政府信息公开被申请行政复议7件，被提起行政诉讼{3}件。"),
    (COUNTY, "review_litigation", "全县发生政府信息公开行政复议案件{7}件、行政诉讼案件3件。"),
    (COUNTY, "overview", "涉及政府信息公开的行政复议、行政诉讼共{10}件。"),
    (COUNTY, "overview", "在县委、县政府领导下，各部门认真办理，全县共收到政府信息公开申请{120}件。"),
    (BUREAU, "overview", "按照全县统一部署，我局收到政府信息公开申请{120}件。"),
    (COUNTY, "overview", "政府信息公开类行政复议案件{7}起，行政诉讼案件3起。"),
    (COUNTY, "overview", "因政府信息公开工作被申请行政复议{7}件，其中结果维持4件，结果纠正1件，尚未审结2件。"),
    (COUNTY, "overview", "一年来，全县共办理政府信息公开申请{128}件（含上年结转8件），转入下一年度继续办理10件。"),
    (COUNTY, "overview", "一年来，全县共办理政府信息公开申请128件，转入下一年度继续办理{10}件。"),
    (COUNTY, "overview", "全县2022年度新收到政府信息公开申请{120}件，上年结转8件。"),
    (TOWN, "overview", "2022年，我办事处共受理依申请公开政府信息{120}件，答复118件。"),
    (TOWN, "overview", "本行政机关收到政府信息公开申请共计{120}份。"),
    (COUNTY, "overview", "全县各级行政机关收到政府信息公开申请{0.012}万件。"),
    (TOWN, "overview", "2022年，我街道共收到政府信息公开申请{120}件。"),
    (TOWN, "overview", "截至2022年12月31日，田镇街道办事处收到公民、法人或者其他组织提出的政府信息公开申请{120}件。"),
    (TOWN, "overview", "2022年1月1日至12月31日，本机关共受理信息公开申请{120}份。"),
    (TOWN, "overview", "本年度共收到依申请公开一百二十件，与表三一致。"),
    (TOWN, "overview", "全年制发规范性文件{4}件，现行有效规范性文件31件。"),
    (TOWN, "overview", "全年制发规范性文件4件，现行有效规范性文件{31}件。"),
    (BUREAU, "overview", "2022年，县教育局共收到政府信息公开申请{120}件，答复118件。"),
    (BUREAU, "overview", "我局全年作出行政许可决定{870}件，作出行政处罚决定45件。"),
    (BUREAU, "overview", "我局全年作出行政许可决定870件，作出行政处罚决定{45}件。"),
    (BUREAU, "applications", "一是收到申请：共收到公开申请{120}件。"),
]
SHARES = [
    "在答复的申请中，予以公开61件，占{51.7}%，部分公开14件，占11.9%。",
    "在答复的申请中，予以公开61件，占办结总数的{51.69}%。",
    "在答复的申请中，不予公开9件，占全部申请的{7.5}%。",
    "依法答复申请，予以公开和部分公开占办结总数的{63.6}%。",
    "从答复申请的结果看，予以公开占比{51.7}%，无法提供占比18.6%。",
    "在答复的申请中，予以公开61件（占{51.7}%）。",
]
# Another year, a part, a channel, somebody else's, or no count at all: nothing may be said of these
ELSEWHERE = [
    (COUNTY, "全县共收到申请120件，其中涉及土地征收类45件，予以公开40件、部分公开5件。"),
    (TOWN, "受理低保申请45件，办结43件，公开救助名单12批。"),
    (TOWN, "公开办事指南88项，受理依申请事项1200件，办结1190件。"),
    (BUREAU, "组织资格认定，受理申请1210件，办结1198件，名单全部公开。"),
    (BUREAU, "收到申请2200件，答复2190件，其中政府信息公开申请120件。"),
    (TOWN, "全年共发生行政诉讼13件，其中因政府信息公开引起的3件。"),
    (TOWN, "全年行政复议12件、行政诉讼13件，均与政府信息公开无关。"),
    (BUREAU, "全年受理行政许可申请1200件，办结1188件。"),
    (COUNTY, "县政府办公室共收到依申请公开17件。所有申请均按时办理，予以公开6件，部分公开2件。"),
    (COUNTY, "县政府本级全年收到申请17件。其中，予以公开6件，不予公开3件。无法提供5件。"),
    (COUNTY, "2021年，全县收到政府信息公开申请99件。"),
    (COUNTY, "上年收到政府信息公开申请99件，2022年有所增加。"),
    (COUNTY, "与2020年相比，收到政府信息公开申请增加36件。"),
    (COUNTY, "县政府办公室收到政府信息公开申请17件，全部按期答复。"),
    (COUNTY, "县政府收到政府信息公开申请17件，各镇收到103件。"),
    (COUNTY, "2022年，县政府收到政府信息公开申请17件，上年结转2件，办结18件，结转下年度1件。"),
    (COUNTY, "高青县人民政府收到政府信息公开申请17件，上年结转2件，办结18件。"),
    (COUNTY, "依申请公开数量居前的是：县自然资源局，收到申请33件；县住建局，收到申请20件。"),
    (TOWN, "全县政府信息公开申请增多，收到申请120余件，结转下年度21件。"),
    (BUREAU, "县政府转来信息公开申请，共收到申请5件。"),
    (COUNTY, "县本级收到政府信息公开申请17件。"),
    (COUNTY, "全县收到政府信息公开申请120件，其中县政府办公室17件，田镇街道9件。"),
    (COUNTY, "办结12件群众来信，答复80件咨询，均与政府信息公开申请无关。"),
    (COUNTY, "全县新收到群众来信96件，办理申请时一并答复。"),
    (COUNTY, "依申请公开情况。县政府共收到申请17件，已全部答复17件。"),
    (TOWN, "我街道收到网上依申请公开16件、信函依申请公开4件。"),
    (COUNTY, "其中，通过网络收到申请80件，通过信函收到政府信息公开申请40件。"),
    (COUNTY, "通过政府网站依申请公开平台收到政府信息公开申请80件。"),
    (COUNTY, "2019年以来，累计收到政府信息公开申请600余件。"),
    (COUNTY, "五年来，全县共收到政府信息公开申请613件。"),
    (COUNTY, "第四季度收到政府信息公开申请31件。"),
    (COUNTY, "1至6月收到政府信息公开申请51件。"),
    (COUNTY, "收到政府信息公开申请一百多件，逐件登记。"),
    (COUNTY, "收到政府信息公开申请近百件。"),
    (COUNTY, "收到政府信息公开申请100余件。"),
    (COUNTY, "收到人大代表建议56件、政协提案33件，均已答复，信息公开率百分之百。"),
    (COUNTY, "办理人大代表建议，答复56件，信息公开申请另计。"),
    (COUNTY, "收到信访投诉申请33件，属于信息公开以外的事项。"),
    (COUNTY, "县司法局审理政府信息公开行政复议案件31件。"),
    (COUNTY, "全县法院受理行政诉讼41件，机关负责人出庭应诉率公开。"),
    (COUNTY, "全年办理行政复议案件210件，纠错12件，结果网上公开。"),
    (COUNTY, "新增政务公开专区6个，新增栏目12个。"),
    (COUNTY, "主动公开政府信息5500余条，发布解读21篇。"),
    (COUNTY, "县政府制发规范性文件2件，清理规范性文件9件。"),
    (COUNTY, "未收到因申请公开而产生的投诉。"),
    (COUNTY, "未收到申请人补正材料的，按规定处理政府信息公开申请。"),
    (COUNTY, "上年结转资金300万元，2023年结转项目12个，预算公开。"),
    (COUNTY, "予以公开、部分公开75件，答复及时。"),
    (COUNTY, "行政复议、行政诉讼10件，均由信息公开引起。"),
    (TOWN, "一般公开申请不收费，收到的申请3日内登记。"),
    (TOWN, "12个村共收到村务公开申请36件。"),
    (TOWN, "党政办收到政府信息公开申请5件。"),
    (TOWN, "县政府办公室转来申请5件，公开属性待定。"),
    (BUREAU, "各学校收到信息公开申请12件。"),
    (BUREAU, "全县教育系统收到信息公开申请512件。"),
    (BUREAU, "受理教师资格申请1200件，结果均已公开。"),
    (BUREAU, "公开招聘教师，收到申请表300份。"),
    (BUREAU, "局办公室公开受理咨询申请85件。"),
]
NONE = [
    (TOWN, "2022年，我街道未收到政府信息公开申请。", "received"),
    (TOWN, "全年没有收到任何依申请公开申请，也没有别的来件。", "received"),
    (TOWN, "2022年没有人向我街道提出公开申请。", "received"),
    (TOWN, "截至2022年底，我街道收到的公开申请为零，亦无跨年办理的件。", "received"),
    (TOWN, "本年度我街道收到政府信息公开申请0件。", "received"),
    (TOWN, "2022年度无依申请公开事项。", "received"),
    (TOWN, "我街道2022年度未接到任何政府信息公开申请和行政复议申请。", "received"),
    (TOWN, "2022年我街道无政府信息公开申请，收费情况也无。", "received"),
    (TOWN, "我街道未发生因政府信息公开引起的行政复议、行政诉讼。", "disputes"),
    (TOWN, "也无因政府信息公开申请行政复议、提起行政诉讼的案件。", "disputes"),
    (TOWN, "因政府信息公开引发的行政复议和行政诉讼均为0件。", "disputes"),
    (TOWN, "因政府信息公开被申请行政复议0件，被提起行政诉讼0件。", "review"),
]


def mentions(read_):
    return {(one.where, one.verdict) for one in check(read_, holds=True) if one.rule == "mention"}


def written(text, figure=None):
    """The sentence with its figure in braces, or with another one."""
    before, _, rest = text.partition("{")
    right, _, after = rest.partition("}")
    return text if not right else f"{before}{right if figure is None else figure}{after}"


@pytest.mark.parametrize(("who", "section", "text"), RIGHT, ids=[text for _, _, text in RIGHT])
def test_a_figure_that_is_right_holds_and_one_that_is_wrong_is_found(who, section, text):
    right = mentions(report(**who, **{section: written(text)}))
    assert right, "the sentence was not understood"
    assert {verdict for _, verdict in right} == {Verdict.HOLDS}
    if "{" in text:
        wrong = mentions(report(**who, **{section: written(text, "977")}))
        assert [verdict for _, verdict in wrong].count(Verdict.BROKEN) == 1, wrong
        assert len(wrong) == len(right)


@pytest.mark.parametrize("text", SHARES)
def test_a_share_is_counted_again(text):
    def shares(figure):
        found = check(report(**COUNTY, overview=written(text, figure)))
        return [(one.rule, one.where.partition("/")[0]) for one in found]

    assert shares(None) == []
    assert shares("88.8") == [("mention_share", "overview")]


@pytest.mark.parametrize(("who", "text"), ELSEWHERE, ids=[text for _, text in ELSEWHERE])
def test_what_is_said_of_something_else_is_left_alone(who, text):
    assert {verdict for _, verdict in mentions(report(**who, overview=text))} <= {Verdict.HOLDS}


@pytest.mark.parametrize(("who", "text", "key"), NONE, ids=[text for _, text, _ in NONE])
def test_that_there_was_none_is_a_figure_too(who, text, key):
    full = report(**who, overview=text)
    assert (f"overview/{key}", Verdict.BROKEN) in mentions(full)
    empty = full
    for table, row, column in [(cell.table, cell.row, cell.column) for cell in full.cells]:
        if table != "active_disclosure":
            empty = changed(empty, table, row, column, 0)
    assert {verdict for _, verdict in mentions(empty)} == {Verdict.HOLDS}


def test_a_finding_says_both_figures():
    (finding,) = check(report(**TOWN, overview="2022年，我街道共收到政府信息公开申请99件。"))
    assert (finding.rule, finding.where, finding.left) == ("mention", "overview/received", 99)
    assert finding.says == "“总体情况”部分写明收到申请 99 件，表中为 120 件，各种口径都不相符"


def test_a_blank_cell_leaves_the_figure_open():
    blank = changed(
        report(**TOWN, overview="我街道新收政府信息公开申请99件。"), "applications", "new_requests", "total", None
    )
    assert ("overview/new_requests", Verdict.UNASSESSABLE) in mentions(blank)


def test_where_one_sentence_fits_the_others_speak_of_something_else():
    text = "全县共收到政府信息公开申请120件。\n收到政府信息公开申请17件，均由专人办理。"
    assert mentions(report(**COUNTY, overview=text)) == {("overview/received", Verdict.HOLDS)}


def test_without_a_table_there_is_nothing_to_hold_it_against():
    bare = report(**TOWN, overview="我街道收到政府信息公开申请99件。")
    without = [cell for cell in bare.cells if cell.table != "applications"]
    assert mentions(replace(bare, cells=tuple(without))) == set()


def test_the_section_on_problems_is_not_asked():
    assert mentions(report(**TOWN, problems="有人说收到政府信息公开申请99件太多，今后要在源头减少。")) == set()
