"""What is planted in a report is what the change says, and nothing else."""

from dataclasses import replace
from random import Random

import pytest

from gipcrawler.diff import Kind, diff
from gipcrawler.model import Leftover
from tests.diff.planting import NAMES, address, another, cell_at, original, with_cell, with_section, with_text

FIGURES = 20  # planted in each of the twelve reports
SENTENCE = "窗口新添自助查询机两台，并印发办事图册。"

each_report = pytest.mark.parametrize("name", NAMES)


def changed(change):
    """Every hunk that is not equal."""
    return [hunk for section in change.sections for hunk in section.hunks if hunk.change != "same"]


@each_report
def test_nothing_planted_is_nothing_found(name):
    change = diff(original(name), original(name))
    assert (change.weight, change.kind, change.cells, changed(change)) == (0, Kind.SAME, (), [])
    assert {section.similarity for section in change.sections} == {1}
    assert {table.change for table in change.tables} == {"same"}


@each_report
def test_figures(name):
    report, random = original(name), Random(name)
    places = sorted(random.sample(range(len(report.cells)), FIGURES))
    planted = report
    for place in places:
        planted = with_cell(planted, place, another(report.cells[place], random.randint(1, 400)))
    change = diff(report, planted)
    expected = {address(report.cells[place]): planted.cells[place].value for place in places}
    assert {(cell.table, cell.row, cell.sub_row, cell.column): cell.right for cell in change.cells} == expected
    assert len(change.cells) == FIGURES
    assert changed(change) == []
    assert change.kind is Kind.FIGURES


@each_report
def test_a_word_in_a_section(name):
    report = original(name)
    planted = with_text(report, "problems", lambda text: text.replace("一是", "一是仍然", 1))
    change = diff(report, planted)
    assert [(hunk.change, hunk.right) for hunk in changed(change)] == [("added", "仍然")]
    assert [section.key for section in change.sections if section.change != "same"] == ["problems"]
    assert (change.kind, change.cells) == (Kind.WORDING, ())


@each_report
@pytest.mark.parametrize("place", [0, 1, -1])
def test_a_paragraph_that_came_or_went(name, place):
    def plant(text):
        lines = text.split("\n")
        lines.insert(place if place >= 0 else len(lines), SENTENCE)
        return "\n".join(lines)

    report = original(name)
    planted = with_text(report, "overview", plant)
    came, went = diff(report, planted), diff(planted, report)
    assert [(hunk.change, hunk.right.strip()) for hunk in changed(came)] == [("added", SENTENCE)]
    assert [(hunk.change, hunk.left.strip()) for hunk in changed(went)] == [("removed", SENTENCE)]


@each_report
def test_a_paragraph_that_moved_within_its_section(name):
    def plant(text):
        first, *others = text.split("\n")
        return "\n".join([*others, first])

    report = original(name)
    planted = with_text(report, "overview", plant)
    change = diff(report, planted)
    assert {hunk.change for hunk in changed(change)} == {"moved"}
    left, right = ("".join(getattr(hunk, side) for hunk in changed(change)) for side in ("left", "right"))
    assert left.strip() == right.strip()
    section = next(section for section in change.sections if section.key == "overview")
    assert (section.change, section.similarity) == ("changed", 1)


@each_report
def test_a_paragraph_that_moved_to_another_section(name):
    report = original(name)
    source = next(section for section in report.sections if section.key == "problems")
    *stay, goes = source.text.split("\n")
    planted = with_text(report, "problems", lambda _: "\n".join(stay))
    planted = with_text(planted, "overview", lambda text: f"{goes}\n{text}")
    change = diff(report, planted)
    moved = {
        section.key: [passage.elsewhere for passage in section.passages if passage.change == "moved"]
        for section in change.sections
    }
    assert {hunk.change for hunk in changed(change)} == {"moved"}
    assert [(place.section, place.paragraph) for place in moved["problems"]] == [("总体情况", 1)]
    assert [(place.section, place.paragraph) for place in moved["overview"]] == [(source.title, len(stay) + 1)]


@each_report
def test_a_paragraph_that_moved_and_was_touched(name):
    report = original(name)
    source = next(section for section in report.sections if section.key == "problems")
    *stay, goes = source.text.split("\n")
    touched = goes.replace("一是", "一是要", 1)
    assert touched != goes
    planted = with_text(report, "problems", lambda _: "\n".join(stay))
    planted = with_text(planted, "overview", lambda text: f"{touched}\n{text}")
    found = changed(diff(report, planted))
    assert [hunk.right for hunk in found if hunk.change == "added"] == ["要"]
    assert {hunk.change for hunk in found} == {"moved", "added"}


@each_report
def test_breaks_between_paragraphs_do_not_count(name):
    report = original(name)
    planted = with_text(report, "overview", lambda text: text.replace("\n", ""))
    change = diff(report, planted)
    assert (change.weight, changed(change)) == (0, [])


@each_report
def test_hard_breaks_within_paragraphs_do_not_count(name):
    def plant(text):
        return "\n".join(line[at : at + 30] for line in text.split("\n") for at in range(0, len(line), 30))

    report = original(name)
    change = diff(report, with_text(report, "overview", plant))
    assert change.weight < 0.1
    assert next(section.similarity for section in change.sections if section.key == "overview") > 0.9


@each_report
def test_a_section_that_went(name):
    report = original(name)
    planted = replace(report, sections=tuple(one for one in report.sections if one.key != "problems"))
    change = diff(report, planted)
    gone = [section for section in change.sections if section.change != "same"]
    assert [(section.key, section.change, section.similarity) for section in gone] == [("problems", "removed", 0)]
    assert [section.key for section in change.sections] == [section.key for section in report.sections]
    assert change.kind is Kind.STRUCTURE


@each_report
def test_a_heading_that_reads_otherwise(name):
    report = original(name)
    planted = with_section(report, "overview", lambda section: replace(section, title="概述"))
    change = diff(report, planted)
    assert changed(change) == []
    assert (change.kind, change.sections[0].left_title, change.sections[0].right_title) == (
        Kind.WORDING,
        report.sections[0].title,
        "概述",
    )


@each_report
def test_a_table_that_went(name):
    report = original(name)
    cells = tuple(cell for cell in report.cells if cell.table != "applications")
    change = diff(report, replace(report, cells=cells, forms={**report.forms, "applications": None}))
    assert [(table.key, table.change) for table in change.tables if table.change != "same"] == [
        ("applications", "removed")
    ]
    assert change.kind is Kind.STRUCTURE


@each_report
def test_a_row_that_went(name):
    report = original(name)
    at = cell_at(report, "granted", "natural_person")
    gone = [cell for cell in report.cells if (cell.table, cell.row) == ("applications", "granted")]
    planted = replace(report, cells=tuple(cell for cell in report.cells if cell not in gone))
    change = diff(report, planted)
    assert [cell.before for cell in change.cells] == gone
    assert {cell.after for cell in change.cells} == {None}
    assert report.cells[at] in gone


@each_report
def test_an_unknown_line_of_a_table(name):
    report = original(name)
    line = Leftover("本年度政务公开专栏点击总量（次）：3817", report.cells[0].origin)
    planted = replace(report, leftovers=(*report.leftovers, line))
    touched = replace(report, leftovers=(*report.leftovers, replace(line, text=line.text.replace("3817", "4102"))))
    assert [one.change for one in diff(report, planted).leftovers if one.change != "same"] == ["added"]
    assert [one.change for one in diff(planted, report).leftovers if one.change != "same"] == ["removed"]
    (leftover,) = [one for one in diff(planted, touched).leftovers if one.change != "same"]
    assert [(hunk.left, hunk.right) for hunk in leftover.hunks if hunk.change != "same"] == [("3817", "4102")]
