"""The pages of docs/ say what the code does."""

import doctest
import re
from pathlib import Path

import pytest

from gipcrawler.forms import forms, section_names

DOCS = Path(__file__).parents[2] / "docs"
GLOSSARY = (DOCS / "glossary.md").read_text(encoding="utf-8")


def lines_under(heading: str) -> str:
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", GLOSSARY, re.MULTILINE | re.DOTALL)
    assert found, heading
    return found[1]


@pytest.mark.parametrize("form", forms(), ids=lambda form: form.id)
def test_every_row_and_column_of_a_form_has_its_line(form):
    for table in form.tables:
        text = lines_under(f"Table `{table.key}`")
        keys = {row.key for row, _ in table.rows} | set(table.column_of)
        assert {key for key in keys if f"| `{key}` |" not in text} == set()


def test_every_section_has_its_line():
    text = lines_under("Sections")
    for section in section_names():
        assert f"| {section.label} |" in text
        assert f"| `{section.key}` |" in text


def test_no_key_is_told_that_no_form_has():
    told = set(re.findall(r"\| `([a-z_.]+)` \|$", "".join(GLOSSARY.split("## Table")[1:]), re.MULTILINE))
    tables = [table for form in forms() for table in form.tables]
    known = {row.key for table in tables for row, _ in table.rows} | {
        key for table in tables for key in table.column_of
    }
    assert told <= known


def test_the_examples_of_places_are_true():
    examples = (DOCS / "places.md").read_text(encoding="utf-8")
    test = doctest.DocTestParser().get_doctest(examples, {}, "places.md", None, 0)
    assert doctest.DocTestRunner().run(test).attempted > 5
    assert doctest.DocTestRunner().run(test).failed == 0
