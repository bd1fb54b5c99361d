"""Text made comparable: widths, radicals, traditional characters, spaces; names of the land stay as they are."""

import pytest

from gipcrawler.places.register import register
from gipcrawler.text.spaces import TRADITIONAL, fold, tidy


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("本年收費金額（單位：萬元）", "本年收费金额(单位:万元)"),
        ("三、本年度辦理結果", "三、本年度办理结果"),
        ("臺灣事務辦公室", "台湾事务办公室"),
        ("⾏政处罚 ⻔户", "行政处罚门户"),
        ("２０２２ 年", "2022年"),
        ("于潜镇 乾县", "于潜镇乾县"),
    ],
)
def test_text_is_folded_for_comparing(text, folded):
    assert fold(text) == folded


def test_no_name_of_the_register_is_taken_for_traditional():
    names = [*register().upper.values(), *register().town_names]
    assert len(names) > 40_000
    assert [name for name in names if TRADITIONAL.search(name)] == []


def test_text_as_printed_keeps_its_characters():
    assert tidy(" 本年收費金額 ") == "本年收費金額"
