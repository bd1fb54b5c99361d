"""The page of a change as a browser and a parser see it, without a browser: whole, escaped, and by itself."""

import base64
import re
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from lxml import html

from gipcrawler.diff import CHANGE_CSS, Shown, change_body, change_html, diff
from gipcrawler.model import Leftover
from tests.diff.planting import NAMES, cell_at, original, with_cell, with_text

ATTACK = "<script>alert(1)</script>\"'&\x00<img src=x onerror=alert(2)>"


def page(left, right, **known):
    change = diff(left, right, ("1", "2"))
    return html.document_fromstring(change_html(change, Shown(left, "1", **known), Shown(right, "2", **known)))


def text(element):
    return "".join(element.itertext())


@pytest.fixture(scope="module")
def edited():
    """A report and a later edition: two figures, a blank, a moved paragraph, a sentence."""
    left = original("huaian_2024")
    right = with_cell(left, cell_at(left, "granted", "business"), "25")
    right = with_cell(right, cell_at(left, "result_total", "total"), "4000")
    right = with_cell(right, cell_at(left, "granted", "research"), "")
    right = with_text(right, "overview", lambda said: "\n".join([*said.split("\n")[1:], said.split("\n")[0]]))
    right = with_text(right, "problems", lambda said: f"{said}另有两处窗口延长了开放时间。")
    return left, replace(right, published=date(2025, 6, 1))


def test_the_page_asks_for_nothing_and_runs_nothing(edited):
    tree = page(*edited, url="https://www.example.gov.cn/a.html")
    assert {element.tag for element in tree.iter()} & {"script", "img", "link", "iframe", "object", "form"} == set()
    assert [
        name for element in tree.iter() for name in element.attrib if name.startswith("on") or name == "style"
    ] == []
    assert "url(" not in CHANGE_CSS
    assert "@import" not in CHANGE_CSS
    (style,) = tree.iter("style")
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; ")
    assert base64.b64encode(sha256(style.text.encode()).digest()).decode() in policy


@pytest.mark.parametrize("where", ["title", "url", "name", "text", "raw", "sub_row", "heading", "leftover"])
def test_everything_from_outside_is_escaped(where):
    left = original("002")
    plants = {
        "title": replace(left, title=ATTACK),
        "text": with_text(left, "problems", lambda said: said + ATTACK),
        "raw": with_cell(left, 5, ATTACK),
        "sub_row": replace(left, cells=tuple(replace(cell, sub_row=cell.sub_row and ATTACK) for cell in left.cells)),
        "heading": replace(left, sections=tuple(replace(one, title=ATTACK) for one in left.sections)),
        "leftover": replace(left, leftovers=(Leftover(ATTACK, left.cells[0].origin),)),
    }
    right = plants.get(where, left)
    known = {"url": f"https://a.example/{ATTACK}", "name": ATTACK} if where in {"url", "name"} else {}
    change = diff(left, right)
    written = change_html(change, Shown(left), Shown(right, **known))
    assert "\x00" not in written
    tree = html.document_fromstring(written)
    assert {element.tag for element in tree.iter()} & {"script", "img"} == set()
    assert "alert(1)" in text(tree.body)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", " javascript:x"])
def test_only_addresses_of_the_web_are_links(url):
    left = original("002")
    assert [link for link in page(left, left, url=url).xpath("//a/@href") if not link.startswith("#")] == []


def test_changed_cells_show_both_figures_and_their_difference(edited):
    cells = page(*edited).xpath("//td[contains(@class, 'gip-changed')]")
    assert [
        [part.text for part in cell.xpath("./del|./ins|./span[contains(@class, 'gip-delta')]")] for cell in cells
    ] == [
        ["21", "25", "+4（+19.0%）"],
        ["3050", "4000", "+950（+31.1%）"],
    ]
    (blank,) = page(*edited).xpath("//td[contains(@class, 'gip-state')]")
    assert [part.text for part in blank.xpath("./del|./ins")] == ["0", "空白"]


@pytest.mark.parametrize("name", NAMES)
def test_a_table_is_the_official_grid(name):
    """Every row is as wide as the widest when spans are counted: nothing hangs over, nothing is missing."""
    report = original(name)
    for table in page(report, report).xpath("//table"):
        taken, widths = {}, []
        for y, row in enumerate(table.iter("tr")):
            x = 0
            for cell in row.iterchildren("th", "td"):
                while (y, x) in taken:
                    x += 1
                for down in range(int(cell.get("rowspan", 1))):
                    for over in range(int(cell.get("colspan", 1))):
                        assert (y + down, x + over) not in taken
                        taken[y + down, x + over] = cell
            widths.append(max(at for line, at in taken if line == y) + 1)
        assert len(set(widths)) == 1
        assert max(line for line, _ in taken) + 1 == len(widths)


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_of_both_sides_is_there(name):
    left = original(name)
    right = with_cell(left, 30, "8641")
    shown = page(left, right)
    values = [text(cell).strip() for cell in shown.xpath("//td[span[@class='gip-label']]")]
    assert len(values) == len({(cell.table, cell.row, cell.sub_row, cell.column) for cell in left.cells})
    assert sum("8641" in value for value in values) == 1


def test_figures_lead_to_where_they_were_read(edited):
    left, right = edited

    def anchor(cell):
        return f"https://www.example.gov.cn/a.html#block-{cell.origin.block}"

    written = change_html(diff(left, right), Shown(left, anchor=anchor), Shown(right, anchor=anchor))
    links = html.document_fromstring(written).xpath("//td//a")
    assert len(links) == len(right.cells) + len(diff(left, right).cells)


def test_both_texts_stand_whole_beside_each_other(edited):
    left, right = edited
    for side, report in (("left", left), ("right", right)):
        tree = page(left, right)
        for other in tree.xpath("//*[@class='gip-other' or @class='gip-note']"):
            other.drop_tree()
        for section, told in zip(
            tree.xpath("//section[contains(@class, 'gip-section')]"), report.sections, strict=True
        ):
            shown = "".join(map(text, section.xpath(f".//div[contains(@class, 'gip-{side}')]")))
            assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", told.text)


def test_what_moved_says_from_where_and_where_to(edited):
    notes = page(*edited).xpath("//div[contains(@class, 'gip-moved')]/div/span[@class='gip-note']/text()")
    count = len(original("huaian_2024").sections[0].text.split("\n"))
    assert notes == [f"移至“总体情况”第 {count} 段", "移自“总体情况”第 1 段"]


def test_two_forms_say_what_cannot_be_compared():
    left, right = original("000"), original("huaian_2024")
    (old, new, *_) = page(left, right).xpath("//p[@class='gip-incomparable']")
    assert "政府集中采购" in text(old)
    assert "行政规范性文件·现行有效件数" in text(new)


def test_a_fragment_has_ids_of_its_own():
    report = original("002")
    change = diff(report, report)
    both = "".join(change_body(change, Shown(report), Shown(report), name) for name in ("one", "two"))
    ids = html.fragment_fromstring(both, create_parent=True).xpath("//@id")
    assert len(ids) == len(set(ids)) > 0
