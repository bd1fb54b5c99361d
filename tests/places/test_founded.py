"""The table of divisions that are younger than the law, held against the register and the table of moves."""

import csv
from pathlib import Path

from gipcrawler import places
from gipcrawler.places.founded import founded
from gipcrawler.places.moves import moves

ROWS = list(csv.DictReader((Path(places.__file__).parent / "founded.csv").open(encoding="utf-8", newline="")))


def test_names_and_codes_are_those_of_the_register():
    assert [(row["code"], row["name"]) for row in ROWS] == [(code, places.get(code).name) for code in founded()]
    assert len(founded()) == len(ROWS) > 40


def test_they_are_younger_than_the_law_and_as_old_as_the_register():
    assert {2008 < since <= 2023 for since in founded().values()} == {True}
    assert founded()["460300"] == 2012


def test_none_is_an_older_division_under_another_name():
    assert founded().keys() & {move.code for move in moves() if move.change != "merged"} == set()


def test_what_was_merged_into_a_new_division_is_as_the_table_of_moves_has_it():
    merged = {(move.code, move.since) for move in moves() if move.change == "merged" and move.code in founded()}
    assert {(code, founded()[code]) for code, _ in merged} == merged
    assert len(merged) >= 9
