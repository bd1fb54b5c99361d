"""Figures of sentences, in digits and in Chinese."""

import pytest

from gipcrawler.check.numerals import numeral


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("12", 12),
        ("1,808,595", 1_808_595),
        ("3万", 30_000),
        ("零", 0),
        ("两", 2),
        ("三", 3),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百二十", 120),
        ("三百零五", 305),
        ("两千零八", 2008),
        ("一千一百一十一", 1111),
    ],
)
def test_a_figure_is_a_number(text, value):
    assert numeral(text) == (value, 10_000 if text.endswith("万") else 0)


@pytest.mark.parametrize("text", ["百", "百十", "一二", "十百", "一百百", "二〇二二"])
def test_what_writes_no_number_is_none(text):
    assert numeral(text) is None


@pytest.mark.parametrize(
    ("figure", "fits"), [(12_000, True), (11_000, True), (12_960, True), (13_001, False), (9_000, False)]
)
def test_a_round_figure_stands_for_what_it_was_rounded_from(figure, fits):
    assert numeral("1.2万").fits(figure) == fits
