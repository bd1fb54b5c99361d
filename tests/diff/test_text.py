import pytest

from gipcrawler.diff.text import compare_text


def told(left, right, years=0):
    """What changed, without what is equal: (change, left, right)."""
    return [(h.change, h.left, h.right) for h in compare_text(left, right, years)[1] if h.change != "same"]


@pytest.mark.parametrize(
    ("left", "right", "changes"),
    [
        ("全年受理申请12件，办结10件。", "全年受理申请15件，办结10件。", [("changed", "12", "15")]),
        ("全年受理申请12件。", "全年受理申请112件。", [("changed", "12", "112")]),
        ("培训三期，参加九十人次。", "培训三期。", [("removed", "，参加九十人次", "")]),
        ("设立查阅点。", "设立电子查阅点。", [("added", "", "电子")]),
        ("由专人负责审签。", "由科长负责审签。", [("changed", "专人", "科长")]),
        ("增长1,808.5%。", "增长1,808.6%。", [("changed", "1,808.5%", "1,808.6%")]),
    ],
)
def test_changes_are_whole_words_and_whole_figures(left, right, changes):
    assert told(left, right) == changes


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("政府信息公开", "政府 信息\n公开"),
        ("２０２１年，（一）", "2021年,(一)"),
        ("政府訊息", "政府讯息"),
        ("", ""),
    ],
)
def test_spaces_widths_and_script_are_no_change(left, right):
    similarity, hunks = compare_text(left, right)
    assert similarity == 1
    assert [hunk for hunk in hunks if hunk.change != "same"] == []


def test_both_texts_are_kept_to_the_letter():
    left, right = (
        "（一）主动公开。\n 全年公开12条；解读3篇。\n",
        "（一）主动公开\n全年公开 15 条；\n\n解读3篇，另有图解。",
    )
    _, hunks = compare_text(left, right)
    assert ("".join(hunk.left for hunk in hunks), "".join(hunk.right for hunk in hunks)) == (left, right)


def test_specks_between_changes_are_read_with_them():
    left = "组织业务骨干赴外地学习的经验得到推广"
    right = "邀请专家学者来本地授课的做法受到欢迎"
    changes = told(left, right)
    assert len(changes) == 1, "的 alone says nothing"


def test_texts_with_little_in_common_are_not_mixed():
    left = "栏目由专人维护，信息发布前须经分管负责同志审签。"
    right = "全年举办开放日四次，邀请居民走进机关，现场答复提问。"
    similarity, hunks = compare_text(left, right)
    assert similarity == 0
    assert [(hunk.left, hunk.right) for hunk in hunks] == [(left, right)]


@pytest.mark.parametrize(
    ("left", "right", "years"),
    [
        ("信息公开，及时全面。", "信息公开：及时全面。", 0),
        ("（一）主动公开情况。", "1.主动公开情况。", 0),
        ("2020年，我县公开信息。", "2021年，我县公开信息。", 1),
        ("自2020年1月1日起至2020年12月31日止。", "自2022年1月1日起至2022年12月31日止。", 2),
        ("截至二〇二〇年底，我县公开信息。", "截至二〇二一年底，我县公开信息。", 1),
        ("2021年1月15日", "2021年3月2日", 0),
        ("二〇二一年一月十五日", "2021年1月20日", 0),
    ],
)
def test_what_says_nothing_is_cosmetic(left, right, years):
    changed = [hunk for hunk in compare_text(left, right, years)[1] if hunk.change != "same"]
    assert changed
    assert all(hunk.cosmetic for hunk in changed)


@pytest.mark.parametrize(
    ("left", "right", "years"),
    [
        ("2020年，我县公开信息。", "2021年，我县公开信息。", 0),
        ("2020年，我县公开信息。", "2021年，我县公开信息。", 2),
        ("公开2020条。", "公开2120条。", 1),
        ("二〇二〇年，我县公开信息。", "二〇二三年，我县公开信息。", 1),
        ("于2021年1月15日开通。", "于2021年3月2日开通。", 0),
        ("信息公开12条。", "信息公开13条。", 1),
        ("增长-5%。", "增长5%。", 0),
        ("一是公开不够及时。", "公开不够及时。", 0),
    ],
)
def test_what_says_something_is_not(left, right, years):
    changed = [hunk for hunk in compare_text(left, right, years)[1] if hunk.change != "same"]
    assert changed
    assert not all(hunk.cosmetic for hunk in changed)


def marked(text):
    return [hunk.left for hunk in compare_text(text, "")[1] if hunk.boilerplate]


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        (
            "我局根据《中华人民共和国政府信息公开条例》第五十条规定编了清单",
            ["根据《中华人民共和国政府信息公开条例》第五十条规定"],
        ),
        ("格式见国办公开办函〔2021〕30号，下同", ["国办公开办函〔2021〕30号"]),
        ("依据《条例》（以下简称《条例》）受理", ["依据《条例》（以下简称《条例》）"]),
        ("其中属于行政执法案卷3件", []),
        ("危及“三安全一稳定”的2件", []),
        ("本年度没有其他需要报告的事项。", ["本年度没有其他需要报告的事项"]),
        ("全年未收取信息处理费。", []),
        ("受理申请总计12件，其他3件", []),
    ],
)
def test_boilerplate_is_what_law_and_form_dictate(text, phrases):
    assert marked(text) == phrases


def test_no_figure_of_an_organ_is_ever_dimmed():
    text = (
        "统计数据的期限为2021年1月1日起，共收到申请31件，联系电话0512-12345678，附《2020年政府信息公开工作年度报告》。"
    )
    assert [phrase for phrase in marked(text) if any(mark.isdigit() for mark in phrase)] == []
