import json
from decimal import Decimal

from gipcrawler.diff import change_json, diff
from gipcrawler.reading import read
from tests.press import as_html, synthetic

OLD = synthetic("山东省高青县人民政府", 2021, "2021", 5)
NEW = OLD.with_figure("applications", "granted", "natural_person", 9876)


def test_the_same_report_has_no_change():
    change = diff(read(as_html(OLD)), read(as_html(OLD, style="word")))
    assert (change.weight, change.cells) == (0.0, ())
    assert {section.change for section in change.sections} == {"same"}


def test_one_figure_is_one_cell():
    before, after = read(as_html(OLD)), read(as_html(NEW))
    (cell,) = diff(before, after).cells
    old = next(c.value for c in before.cells if (c.row, c.column) == ("granted", "natural_person"))
    assert (cell.table, cell.row, cell.column) == ("applications", "granted", "natural_person")
    assert (cell.left, cell.right, cell.delta) == (old, Decimal(9876), 9876 - old)
    assert cell.percent == (round(float((9876 - old) / old * 100), 2) if old else None)


def test_the_other_way_round_is_the_opposite():
    before, after = read(as_html(OLD)), read(as_html(NEW))
    there, back = diff(before, after), diff(after, before)
    assert [cell.delta for cell in there.cells] == [-cell.delta for cell in back.cells]
    assert there.weight == back.weight > 0


def test_hunks_put_both_texts_together_again():
    left, right = read(as_html(OLD)), read(as_html(synthetic("山东省高青县人民政府", 2022, "2021", 6)))
    texts = {one.key: one.text for one in left.sections}, {one.key: one.text for one in right.sections}
    for section in diff(left, right).sections:
        for side, shown in zip(texts, ("left", "right"), strict=True):
            joined = "".join(getattr(hunk, shown) for hunk in section.hunks)
            assert joined.replace("\n", "") == side[section.key].replace("\n", "")


def test_two_forms_are_compared_where_they_meet():
    left, right = (read(as_html(synthetic("山东省高青县人民政府", 2021, form, 5))) for form in ("2019", "2021"))
    cells = diff(left, right).cells
    both = {(c.table, c.row, c.column) for c in left.cells} & {(c.table, c.row, c.column) for c in right.cells}
    assert cells
    assert {(c.table, c.row, c.column) for c in cells} <= both


def test_json_has_the_agreed_fields():
    change = change_json(diff(read(as_html(OLD)), read(as_html(NEW)), ("1", "2")))
    assert list(change) == ["from", "to", "weight", "sections", "cells"]
    assert (change["from"], change["to"]) == ("1", "2")
    assert set(change["sections"][0]) >= {"key", "change", "similarity", "hunks"}
    assert list(change["cells"][0]) == ["table", "row", "sub_row", "column", "from", "to", "delta", "percent"]
    assert change["cells"][0]["to"] == 9876
    assert json.loads(json.dumps(change, ensure_ascii=False)) == change
