"""The page of families names what there is."""

from pathlib import Path

import pytest

from gipcrawler import cms
from gipcrawler.cms.recognise import FAMILIES

PAGE = Path(__file__).parents[2] / "docs" / "families.md"


@pytest.mark.parametrize("name", sorted(family.__name__ for family in (*FAMILIES, cms.Hub, cms.Unknown)))
def test_every_family_has_its_line(name):
    lines = PAGE.read_text("utf-8").splitlines()
    assert sum(line.startswith("| `") and f"`{name}`" in line.split("|")[1] for line in lines) == 1
    assert name in cms.__all__
