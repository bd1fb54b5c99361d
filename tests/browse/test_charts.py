"""Charts: every figure is drawn to scale, a gap stays a gap, and everything is told in words."""

import re
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from gipcrawler.browse.charts import HEIGHT, LEFT, RIGHT, WIDTH, Series, chart

SVG = "{http://www.w3.org/2000/svg}"
YEARS = ["2021", "2022", "2023"]


def drawn(kind, *series: Series, labels=YEARS) -> ET.Element:
    text = str(chart(kind, "题", "说明", labels, series))
    return ET.fromstring(text.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def bars(svg: ET.Element) -> list[ET.Element]:
    return [each for each in svg.iter(f"{SVG}rect") if each.find(f"{SVG}title") is not None]


def titles(svg: ET.Element) -> list[str]:
    return [each.text or "" for each in svg.iter(f"{SVG}title")][1:]


def test_heights_of_bars_are_to_scale_and_from_one_line():
    svg = drawn("bars", Series("甲", [10, 20, 0]), Series("乙", [Decimal("5.5"), None, 40]))
    heights = {title: float(bar.get("height")) for title, bar in zip(titles(svg), bars(svg), strict=True)}
    assert set(heights) == {"2021 甲 10", "2022 甲 20", "2023 甲 0", "2021 乙 5.5", "2023 乙 40"}
    assert heights["2022 甲 20"] == pytest.approx(2 * heights["2021 甲 10"], abs=0.2)
    assert heights["2023 乙 40"] == pytest.approx(4 * heights["2021 甲 10"], abs=0.3)
    bottoms = {round(float(bar.get("y")) + float(bar.get("height"))) for bar in bars(svg)}
    assert max(bottoms) - min(bottoms) <= 1


def test_stacked_bars_stand_on_each_other():
    svg = drawn("stacked", Series("甲", [10, 1, 2]), Series("乙", [30, 1, None]))
    first, second = bars(svg)[:2]
    assert float(second.get("y")) + float(second.get("height")) == pytest.approx(float(first.get("y")), abs=0.2)
    assert float(second.get("height")) == pytest.approx(3 * float(first.get("height")), abs=0.3)


def test_a_missing_figure_parts_a_line_and_is_no_zero():
    svg = drawn("lines", Series("甲", [1, None, 3]))
    path = next(svg.iter(f"{SVG}path")).get("d")
    assert path.count("M") == 2
    assert "L" not in path
    assert titles(svg) == ["2021 甲 1", "2023 甲 3"]


def test_figures_below_nought_hang_down():
    svg = drawn("bars", Series("甲", [-5, 5, 0]))
    down, up = bars(svg)[:2]
    assert float(down.get("y")) == pytest.approx(float(up.get("y")) + float(up.get("height")), abs=0.2)


@pytest.mark.parametrize("kind", ["lines", "bars", "stacked"])
@pytest.mark.parametrize("values", [[0, 0, 0], [10**12, 1, None], [Decimal("0.0001")] * 3, [-3, None, -1]])
def test_everything_stays_within_the_chart(kind, values):
    svg = drawn(kind, *(Series(f"名称很长的第{at}个系列", values) for at in range(7)))
    _, _, width, height = map(float, svg.get("viewBox").split())
    for each in svg.iter():
        for name, most in (("x", width), ("cx", width), ("y", height), ("cy", height)):
            if each.get(name) is not None:
                assert -0.1 <= float(each.get(name)) <= most + 0.1, (each.tag, each.attrib)
    for bar in bars(svg):
        assert float(bar.get("x")) >= LEFT - 0.1
        assert float(bar.get("x")) + float(bar.get("width")) <= WIDTH - RIGHT + 0.1
        assert float(bar.get("y")) + float(bar.get("height")) <= HEIGHT


def test_a_chart_is_told_in_words_and_escapes_them():
    text = str(chart("bars", "<题>", "a & b", YEARS, [Series("<甲>", [1, 2, 3])]))
    labelled = re.search(r'role="img".*aria-labelledby="(\S+) (\S+)"', text)
    assert labelled
    assert f'<title id="{labelled[1]}">&lt;题&gt;</title><desc id="{labelled[2]}">a &amp; b</desc>' in text
    assert "<甲>" not in text
    assert "style=" not in text


def test_where_nothing_is_known_there_is_no_chart():
    assert chart("lines", "题", "说明", YEARS, [Series("甲", [None, None, None])]) == ""
    assert chart("bars", "题", "说明", [], []) == ""
