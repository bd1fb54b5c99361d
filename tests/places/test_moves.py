"""The table of moves: every row a fact that the register bears out as far as it can."""

import pytest

from gipcrawler.places import find, get
from gipcrawler.places.moves import moves
from gipcrawler.places.register import register, stem_of


@pytest.mark.parametrize("move", moves(), ids=lambda move: f"{move.name}-{move.code}")
def test_a_row_of_moves_is_sound(move):
    now, above = get(move.code), get(move.superior)
    assert now
    assert above
    assert move.since is None or 2008 <= move.since <= 2023
    assert (move.since is None) == move.source.startswith("seen in a report title")
    assert move.change in {"renamed", "merged", "moved"}
    names_there = {name for code, name in register().upper.items() if code.startswith(stem_of(move.superior))}
    assert move.name not in names_there, "the register still has this name there"
    if move.change == "moved":
        assert move.superior not in now.superiors or "市" in move.name[:-1]
    elif above.level != "county":
        assert move.superior in now.superiors


@pytest.mark.parametrize("move", moves(), ids=lambda move: f"{move.name}-{move.code}")
def test_a_former_name_finds_its_place_below_its_former_superior(move):
    above = get(move.superior)
    found = find(above.name + move.name + "人民政府")
    assert found
    assert found.code == move.code


def test_no_fact_is_told_twice():
    keys = [(move.superior, move.name) for move in moves()]
    assert len(keys) == len(set(keys))
    assert [(move.code, move.superior, move.name) for move in moves()] == sorted(
        (move.code, move.superior, move.name) for move in moves()
    )
