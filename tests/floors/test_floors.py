"""No change lowers unseen how much is read: what is measured is what the file says, neither less nor more."""

import sys

import pytest

from tests.floors import __main__ as command
from tests.floors import floors
from tests.floors.floors import Floors, Lowered, load, write
from tests.floors.measure import CARRIERS, QUIRKY, Share, measured


@pytest.mark.parametrize("carrier", [*CARRIERS, QUIRKY])
def test_a_carrier_is_read_as_far_as_its_floor(carrier):
    known, told = load().shares[carrier], measured(carrier)
    assert known.keys() == told.keys()
    for what, share in told.items():
        assert share.share >= known[what], f"{what} on {carrier} sank: {share.found} of {share.all}"
        assert share.share <= known[what], f"{what} on {carrier} rose: raise it with `python -m tests.floors`"


def test_every_carrier_has_a_floor():
    assert load().shares.keys() == {*CARRIERS, QUIRKY}


def test_only_all_of_it_is_one():
    assert Share(99_999_999, 100_000_000).share < 1 == Share(5, 5).share


@pytest.fixture
def file(tmp_path, monkeypatch):
    path = tmp_path / "floors.toml"
    for module in (floors, command):
        monkeypatch.setattr(module, "FILE", path)
    monkeypatch.setattr(command, "CARRIERS", {"html": None})
    monkeypatch.setattr(command, "QUIRKY", "quirks")
    monkeypatch.setattr(command, "measured", lambda _: {"cells": Share(9, 10), "held": Share(1, 1)})
    return path


def run(monkeypatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["floors", *words])
    return command.main()


def test_a_floor_sinks_with_a_reason_only_and_the_file_keeps_it(file, monkeypatch, capsys):
    write(Floors({"html": {"cells": 0.95, "held": 0.5}, "gone": {"cells": 0.25}}, ()))
    before = file.read_bytes()
    assert run(monkeypatch) == 1
    assert "html cells: 0.9 is below 0.95" in capsys.readouterr().err
    assert file.read_bytes() == before
    assert run(monkeypatch, "--lower", 'the page “of” "1"') == 0
    told = load()
    assert told.shares == {name: {"cells": 0.9, "held": 1.0} for name in ("html", "quirks")}
    assert told.lowered == (
        Lowered("html", "cells", 0.95, 0.9, 'the page “of” "1"'),
        Lowered("gone", "cells", 0.25, 0.0, 'the page “of” "1"'),
    )
    assert run(monkeypatch) == 0
    assert load() == told
