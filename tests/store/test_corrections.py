"""Corrections by hand: a reading on top, never an edit."""

from decimal import Decimal

import pytest

from gipcrawler.errors import ArgumentError
from gipcrawler.model import State
from gipcrawler.store import CorrectedCell
from tests.readings import CELLS, cell, reading, report

TOTAL = CorrectedCell("applications", "new_requests", "total", "1,208")


def test_what_is_corrected_is_read_and_what_was_read_stays(store, ask):
    store.save(reading(report()))
    number = store.correct(1, "李", "扫描件上是 1208", [TOTAL])
    assert store.report(1).cells[0].value == Decimal(1208)
    assert store.edition(1, by_hand=False).cells[0].raw == "12"
    assert store.report(1).cells[1:] == report().cells[1:]
    assert ask("select raw, machine_raw, correction_id from cells where row_key = 'new_requests'") == [
        ("1,208", "12", number)
    ]
    assert ask("select raw, value from report_cells where row_key = 'new_requests'") == [("1,208", 1208)]
    (told,) = store.corrections(1)
    assert (told.author, told.reason, told.cells) == ("李", "扫描件上是 1208", 1)


def test_a_later_correction_counts(store):
    store.save(reading(report()))
    store.correct(1, "李", "一", [TOTAL])
    store.correct(1, "王", "二", [CorrectedCell("applications", "new_requests", "total", "")])
    assert store.report(1).cells[0].state is State.BLANK
    assert [one.author for one in store.corrections(1)] == ["李", "王"]


def test_a_part_of_a_row_is_corrected_by_its_name(store):
    store.save(reading(report()))
    store.correct(1, "李", "一", [CorrectedCell("applications", "change", "total", "+2", "行政检查")])
    assert store.report(1).cells[5].value == Decimal(2)


def test_a_correction_survives_a_reading_anew(store):
    store.save(reading(report()))
    store.correct(1, "李", "一", [TOTAL])
    store.save(reading(report(parser_version="2", cells=(cell("14", "14"), *CELLS[1:]))))
    assert store.report(1).cells[0].raw == "1,208"


@pytest.mark.parametrize(
    ("edition", "author", "cells", "says"),
    [
        (9, "李", [TOTAL], "no edition 9"),
        (1, " ", [TOTAL], "author"),
        (1, "李", [], "at least one cell"),
        (1, "李", [CorrectedCell("applications", "nothing", "total", "1")], "no cell applications/nothing/total"),
        (1, "李", [CorrectedCell("applications", "change", "total", "1")], "no cell"),
    ],
)
def test_a_correction_of_nothing_is_refused(store, ask, edition, author, cells, says):
    store.save(reading(report()))
    with pytest.raises(ArgumentError, match=says):
        store.correct(edition, author, "一", cells)
    assert ask("select count(*) from correction") == [(0,)]
