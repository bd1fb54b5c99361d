"""Every document of `tests/fixtures` reads as reviewed: `<case>/input.*` beside `<case>/reading.json`.

A reading that is missing is written once and fails: review it, then commit it. After a deliberate change of the
reader delete the readings that change, run, and review the difference.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from gipcrawler.cli.main import main

FIXTURES = Path(__file__).parents[1] / "fixtures"


@pytest.mark.parametrize("case", sorted(path.parent.name for path in FIXTURES.glob("*/input.*")))
def test_a_fixture_reads_as_reviewed(case, capsys):
    (document,) = (FIXTURES / case).glob("input.*")
    assert main(["read", "--json", str(document)]) == 0
    told = json.loads(capsys.readouterr().out)
    del told["parser_version"]  # it rises with every change, those that leave this reading alone included
    reviewed = FIXTURES / case / "reading.json"
    if not reviewed.exists():
        reviewed.write_text(_page(told), encoding="utf-8")
        pytest.fail(f"{reviewed} was missing and is written: review, then commit")
    known = json.loads(reviewed.read_text(encoding="utf-8"))
    for part in known.keys() | told.keys():
        assert told.get(part) == known.get(part), part


def test_the_readings_have_their_documents():
    assert {path.parent for path in FIXTURES.glob("*/reading.json")} <= {
        path.parent for path in FIXTURES.glob("*/input.*")
    }


def _page(told: dict[str, Any]) -> str:
    """JSON with one line for each section, cell, leftover and finding, so that a person can review it."""
    parts = []
    for key, value in told.items():
        line = json.dumps(value, ensure_ascii=False)
        if isinstance(value, list) and value:
            line = "[\n" + ",\n".join("  " + json.dumps(one, ensure_ascii=False) for one in value) + "\n ]"
        parts.append(f" {json.dumps(key)}: {line}")
    return "{\n" + ",\n".join(parts) + "\n}\n"
