import pytest
from hypothesis import given
from hypothesis import strategies as st

from gipcrawler.text.dates import chinese_number, find_dates, find_year
from gipcrawler.text.labels import core, likeness, split_number
from gipcrawler.text.spaces import fold, tidy


@pytest.mark.parametrize(
    ("label", "wanted"),
    [
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "部分公开"),
        ("（二）部分公开（区分处理的，只计这一情", "部分公开"),
        ("（二）部分公开（[1]区分处理的，只计这一情形）", "部分公开"),
        ("3.危及“三安全一稳定”", "危及三安全一稳定"),
        ('3.危及"三安全一稳定"', "危及三安全一稳定"),
        ("本年增/减", "本年增减"),
        ("三\n、\n本\n年\n度\n办\n理\n结\n果", "本年度办理结果"),
        ("1．属于 国家秘密", "属于国家秘密"),
        ("１、属于国家秘密", "属于国家秘密"),
        ("(七) 总　计", "总计"),
        ("四、人⺠政府", "人民政府"),
        ("（本列数据的勾稽关系为：第一项加第二项之和）", "本列数据的勾稽关系为第一项加第二项之和"),
        ("采购总金额（万元，保留四位小数）", "采购总金额"),
    ],
)
def test_core(label, wanted):
    assert core(label) == wanted


@pytest.mark.parametrize(
    ("heading", "number", "title"),
    [
        ("三、收到和处理政府信息公开申请情况", "三", "收到和处理政府信息公开申请情况"),
        ("1、 总体情况", "1", "总体情况"),
        ("（一）主动公开", "一", "主动公开"),
        ("一)工作中存在的问题", "一", "工作中存在的问题"),
        ("十一. 其他", "十一", "其他"),
        ("总体情况", None, "总体情况"),
        ("2020.5万元", None, "2020.5万元"),
        ("三是加强培训", None, "三是加强培训"),
    ],
)
def test_split_number(heading, number, title):
    assert split_number(heading) == (number, title)


def test_likeness_tells_a_slip_from_another_thing():
    assert likeness("其他法律行政止公开", "其他法律行政法规禁止公开") > 0.74
    assert likeness("本机关不掌握相", "本机关不掌握相关政府信息") > 0.74
    assert likeness("行政确认", "行政许可") < 0.74
    assert likeness("重复申请", "无正当理由大量反复申请") < 0.74


LABELS = st.text(alphabet="政府信息公开申请处理结果一二三", max_size=12)


@given(LABELS, LABELS)
def test_a_floor_spares_work_and_changes_nothing_above_it(left, right):
    free, floored = likeness(left, right), likeness(left, right, 0.74)
    if free >= 0.74:
        assert floored == free
    else:
        assert floored in {0.0, free}


@given(st.text())
def test_tidying_twice_is_tidying_once(text):
    assert tidy(tidy(text)) == tidy(text)


@given(st.text(alphabet="政府信息公开1２３（）() \u3000\u00a0\n⺠⻔"))
def test_fold_leaves_no_spaces_and_no_wide_digits(text):
    folded = fold(text)
    assert not set(folded) & set(" \u3000\u00a0\n１３（）⺠⻔")
    assert fold(folded) == folded


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("发布时间:2021-01-26 10:22", ["2021-01-26"]),
        ("2021年1月15日", ["2021-01-15"]),
        ("2021 年 1 月 15 日", ["2021-01-15"]),
        ("2021年1月15日12时", ["2021-01-15"]),
        ("2021/1/5 至 2021.12.31", ["2021-01-05", "2021-12-31"]),
        ("二〇二一年一月十五日", ["2021-01-15"]),
        ("二○二二年十二月三十一日", ["2022-12-31"]),
        ("20210331", ["2021-03-31"]),
        ("2021-13-40", []),
        ("电话0533—6961342", []),
    ],
)
def test_dates(text, wanted):
    assert [str(day) for day in find_dates(text)] == wanted


@pytest.mark.parametrize(
    ("text", "year"),
    [("2020年度", 2020), ("二〇一九年", 2019), ("２０２１年", 2021), ("邮编256300", None), ("第12020号", None)],
)
def test_year(text, year):
    assert find_year(text) == year


def test_chinese_numbers():
    assert [chinese_number(text) for text in ("一", "十", "十二", "二十", "二十三", "九十九", "百", "")] == [
        *(1, 10, 12, 20, 23, 99),
        *(None, None),
    ]
