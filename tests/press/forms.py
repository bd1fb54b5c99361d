"""The official forms as they are printed: rows and columns with their canonical keys (FORMATS sections 2 to 5).

Written down here a second time, apart from `gipcrawler.forms`, so that an error there cannot hide itself.
"""

from dataclasses import dataclass

TABLES = ("active_disclosure", "applications", "review_litigation")

Labelled = tuple[str, str]  # canonical key, printed label


@dataclass(frozen=True, slots=True)
class Article:
    """One block of table two: the item of article 20 that it serves, its value columns and its rows."""

    item: str
    columns: tuple[Labelled, ...]
    rows: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One value row of table three: its key and its labels from the first level to the last."""

    key: str
    labels: tuple[str, ...]


MADE = (("made", "本年新制作数量"), ("newly_public", "本年新公开数量"), ("total_public", "对外公开总数量"))
ITEMS = (("previous_year_items", "上一年项目数量"), ("change", "本年增/减"), ("decisions", "处理决定数量"))
DECISIONS = (("decisions", "本年处理决定数量"),)
IN_FORCE = (("made", "本年制发件数"), ("repealed", "本年废止件数"), ("in_force", "现行有效件数"))
PENALTIES = (("administrative_penalty", "行政处罚"), ("administrative_coercion", "行政强制"))
LICENSING = ("administrative_licensing", "行政许可")
FEES = (("administrative_fees", "行政事业性收费"),)

ACTIVE_DISCLOSURE = {
    "2019": (
        Article("一", MADE, (("regulations", "规章"), ("normative_documents", "规范性文件"))),
        Article("五", ITEMS, (LICENSING, ("other_external_management", "其他对外管理服务事项"))),
        Article("六", ITEMS, PENALTIES),
        Article("八", ITEMS[:2], FEES),
        Article(
            "九",
            (("items", "采购项目数量"), ("amount", "采购总金额")),
            (("government_procurement", "政府集中采购"),),
        ),
    ),
    "2021": (
        Article("一", IN_FORCE, (("regulations", "规章"), ("normative_documents", "行政规范性文件"))),
        Article("五", DECISIONS, (LICENSING,)),
        Article("六", DECISIONS, PENALTIES),
        Article("八", (("amount_wan_yuan", "本年收费金额（单位：万元）"),), FEES),
    ),
}

RELATION = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
LEGAL_PERSONS = (
    ("business", "商业企业"),
    ("research", "科研机构"),
    ("nonprofit", "社会公益组织"),
    ("legal_service", "法律服务机构"),
    ("other", "其他"),
)
APPLICANTS = (("natural_person", "自然人"), *LEGAL_PERSONS, ("total", "总计"))

RESULTS = "三、本年度办理结果"
GROUPS: tuple[tuple[str, tuple[Labelled, ...]], ...] = (
    (
        "（三）不予公开",
        (
            ("denied_state_secret", "1.属于国家秘密"),
            ("denied_other_law", "2.其他法律行政法规禁止公开"),
            ("denied_three_securities_one_stability", "3.危及“三安全一稳定”"),
            ("denied_third_party_rights", "4.保护第三方合法权益"),
            ("denied_internal_affairs", "5.属于三类内部事务信息"),
            ("denied_process_information", "6.属于四类过程性信息"),
            ("denied_enforcement_file", "7.属于行政执法案卷"),
            ("denied_administrative_query", "8.属于行政查询事项"),
        ),
    ),
    (
        "（四）无法提供",
        (
            ("unavailable_not_held", "1.本机关不掌握相关政府信息"),
            ("unavailable_needs_creation", "2.没有现成信息需要另行制作"),
            ("unavailable_still_unclear", "3.补正后申请内容仍不明确"),
        ),
    ),
    (
        "（五）不予处理",
        (
            ("not_processed_petition_complaint", "1.信访举报投诉类申请"),
            ("not_processed_repeat", "2.重复申请"),
            ("not_processed_publication", "3.要求提供公开出版物"),
            ("not_processed_excessive_repeat", "4.无正当理由大量反复申请"),
            ("not_processed_confirmation_or_reissue", "5.要求行政机关确认或重新出具已获取信息"),
        ),
    ),
)
OTHER_GROUP = "（六）其他处理"
OTHERS = (
    ("other_overdue_correction", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    ("other_overdue_fee", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
    ("other_misc", "3.其他"),
)
OTHER_LINES = {
    "2019": (Line("other_processing", (RESULTS, OTHER_GROUP)),),
    "2021": tuple(Line(key, (RESULTS, OTHER_GROUP, label)) for key, label in OTHERS),
}
APPLICATIONS = {
    form: (
        Line("new_requests", ("一、本年新收政府信息公开申请数量",)),
        Line("carried_over", ("二、上年结转政府信息公开申请数量",)),
        Line("granted", (RESULTS, "（一）予以公开")),
        Line("partially_granted", (RESULTS, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）")),
        *(Line(key, (RESULTS, group, label)) for group, rows in GROUPS for key, label in rows),
        *others,
        Line("result_total", (RESULTS, "（七）总计")),
        Line("carried_forward", ("四、结转下年度继续办理",)),
    )
    for form, others in OTHER_LINES.items()
}

CASES = (
    ("upheld", "结果维持"),
    ("corrected", "结果纠正"),
    ("other_result", "其他结果"),
    ("pending", "尚未审结"),
    ("total", "总计"),
)
REVIEW = ("review", "行政复议")
LITIGATION = "行政诉讼"
LITIGATIONS = (("litigation_direct", "未经复议直接起诉"), ("litigation_after_review", "复议后起诉"))


def rows(table: str, form: str) -> dict[str, tuple[str, ...]]:
    """The value rows of a table in printed order, each with the keys of its value columns."""
    if table == "active_disclosure":
        articles = ACTIVE_DISCLOSURE[form]
        return {row: _keys(article.columns) for article in articles for row, _ in article.rows}
    if table == "applications":
        return {line.key: _keys(APPLICANTS) for line in APPLICATIONS[form]}
    return {key: _keys(CASES) for key, _ in (REVIEW, *LITIGATIONS)}


def detail_rows(form: str) -> tuple[str, ...]:
    """The rows of table three that must add up to `result_total` (FORMATS R2)."""
    return tuple(line.key for line in APPLICATIONS[form] if line.labels[0] == RESULTS and line.key != "result_total")


def _keys(labelled: tuple[Labelled, ...]) -> tuple[str, ...]:
    return tuple(key for key, _ in labelled)
