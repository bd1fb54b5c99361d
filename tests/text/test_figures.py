from decimal import Decimal

import pytest

from gipcrawler.text.figures import Figure, State, read_figure

NUMBERS = [
    ("0", "0", None),
    ("\u30000 ", "0", None),
    ("\u00a07\u200b", "7", None),
    ("０", "0", None),
    ("１２８", "128", None),
    ("+1", "1", None),
    ("＋1", "1", None),
    ("-417", "-417", None),
    ("－3", "-3", None),
    ("−3", "-3", None),
    ("增3", "3", None),
    ("增加12", "12", None),
    ("减2", "-2", None),
    ("减少 2", "-2", None),
    ("998.435698万元", "998.435698", "万元"),
    ("251000元", "251000", "元"),
    ("0.0000", "0.0000", None),
    ("59237.2449", "59237.2449", None),
    (".5", "0.5", None),
    ("1,808,595", "1808595", None),
    ("1，808", "1808", None),
    ("1 808 595", "1808595", None),
    ("22（其中修订16件）", "22", None),
    ("22件（其中修订16件）", "22", "件"),
    ("3 件", "3", "件"),
    ("12.5%", "12.5", "%"),
    ("0。", "0", None),
]


@pytest.mark.parametrize(("text", "value", "unit"), NUMBERS)
def test_numbers(text, value, unit):
    assert read_figure(text) == Figure(State.NUMBER, Decimal(value), unit)


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\u00a0\u200b", "\n"])
def test_blank_is_not_zero(text):
    assert read_figure(text) == Figure(State.BLANK)


@pytest.mark.parametrize("text", ["-", "—", "——", "–", "/", "\\", "－", "…"])
def test_a_dash_is_not_zero(text):
    assert read_figure(text) == Figure(State.DASH)


WORDS = ["无", "不适用", "涉密不公开", "规章", "约3", "1.2.3", "0 0", "12\n7", "2020年", "1,23", "3-5", "+", "件"]


@pytest.mark.parametrize("text", WORDS)
def test_words_and_two_figures_in_a_cell_are_text(text):
    assert read_figure(text) == Figure(State.TEXT)
