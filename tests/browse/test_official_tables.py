"""A report's tables stand as the official form prints them: held against documents laid out without our code."""

from dataclasses import replace

import pytest

from gipcrawler.browse.official_tables import Field, OfficialTable, official_tables, unplaced
from gipcrawler.model import Cell, Origin, Report, State
from gipcrawler.reading import read
from tests.press import Sheet, as_html, sheets, synthetic
from tests.press.layout import lay_out
from tests.readings import report

Boxes = dict[tuple[int, int], tuple[str, int, int]]
SHEETS = {form: synthetic("山东省高青县人民政府", 2022, form, 3) for form in ("2019", "2021")}


def boxes(table: OfficialTable) -> Boxes:
    """Where each field of a table stands once rows and columns are spanned: as browsers place them (HTML, 4.9.12)."""
    taken: set[tuple[int, int]] = set()
    found: Boxes = {}
    for row, line in enumerate([*table.head, *(line for body in table.bodies for line in body)]):
        column = 0
        for field in line:
            while (row, column) in taken:
                column += 1
            spanned = {(row + down, column + over) for down in range(field.rows) for over in range(field.columns)}
            assert not spanned & taken
            taken |= spanned
            found[row, column] = (shown(field), field.rows, field.columns)
    height, width = (1 + max(place[axis] for place in taken) for axis in (0, 1))
    assert len(taken) == height * width, "the table has holes"
    return found


def shown(field: Field) -> str:
    return " ".join(placed.cell.raw for placed in field.cells) if field.is_figure else field.text


def printed(sheet: Sheet, table: str) -> Boxes:
    return {(box.row, box.column): (box.text, box.row_span, box.column_span) for box in lay_out(sheet, table).boxes}


def tables(of: Report) -> dict[str, OfficialTable]:
    return {table.key: table for table in official_tables(of)}


@pytest.mark.parametrize("form", SHEETS)
@pytest.mark.parametrize("table", ["active_disclosure", "applications", "review_litigation"])
def test_a_table_stands_as_the_form_prints_it(form, table):
    found = tables(read(as_html(SHEETS[form]), "text/html"))[table]
    assert boxes(found) == printed(SHEETS[form], table)


def test_a_row_that_an_issuer_split_keeps_its_label_beside_its_parts():
    split = next(sheet for sheet in sheets.values() if sheet.figures["active_disclosure"].sub_rows)
    found = boxes(tables(read(as_html(split), "text/html"))["active_disclosure"])
    wanted = printed(split, "active_disclosure")
    extra = split.figures["active_disclosure"].extra_rows
    assert spans(found) == spans({place: box for place, box in wanted.items() if box[0] not in extra})


def spans(of: Boxes) -> dict[tuple[int, int], tuple[int, int]]:
    """The geometry alone: this issuer words a head otherwise than the form."""
    return {place: box[1:] for place, box in of.items()}


def cell(**changes) -> Cell:
    return replace(
        Cell("applications", "granted", None, "total", "", "7", None, State.TEXT, None, Origin(0)), **changes
    )


def test_every_cell_is_shown_or_listed():
    cells = (cell(), cell(row="no_such_row"), cell(raw="8"), cell(table="unknown"), cell(column="no_such_column"))
    given = report(cells=cells, forms={"applications": "2021", "active_disclosure": None})
    (table,) = official_tables(given)
    in_fields = [one for body in table.bodies for line in body for field in line for one in field.cells]
    assert [one.number for one in in_fields] == [0, 2]
    assert [one.number for one in table.others] == [1, 4]
    assert [one.number for one in unplaced(given, [table])] == [3]


def test_the_sheet_of_2014_has_its_parts_over_their_rows():
    given = report(
        cells=(cell(table="statistics", row="applications.received.fax", column="value"),), forms={"statistics": "2014"}
    )
    (table,) = official_tables(given)
    found = boxes(table)
    texts = [text for text, _, _ in found.values()]
    assert texts.index("三、依申请公开情况") < texts.index("（一）收到申请数") < texts.index("2.传真申请数")
    depths = {field.text: field.depth for body in table.bodies for line in body for field in line}
    assert depths["四、行政复议数量"] < depths["（一）收到申请数"] < depths["2.传真申请数"]


def test_fields_say_which_part_of_the_form_they_stand_for():
    table = tables(read(as_html(SHEETS["2021"]), "text/html"))["applications"]
    lines = [*table.head, *(line for body in table.bodies for line in body)]
    named = {field.where for line in lines for field in line}
    assert {"applications/*/total", "applications/granted", "applications/granted/total"} <= named
