"""Where one figure of a report stands: in which archived bytes, at which place, and a look at that place."""

from typing import NamedTuple

from gipcrawler.browse.evidence import archived, around, is_drawn, replay_of, replay_runs
from gipcrawler.browse.places_in import where_words
from gipcrawler.browse.render import render
from gipcrawler.browse.request import Asked
from gipcrawler.browse.response import Response
from gipcrawler.documents.page_picture import box_in, page_picture
from gipcrawler.errors import ArchiveError, UnreadableError
from gipcrawler.forms import form
from gipcrawler.model import Capture, Cell, Report

KEEP = {"cache-control": "private, max-age=3600"}


class Stands(NamedTuple):
    """A cell, whose it is, and the capture that it was read from."""

    report_id: int
    edition_id: int
    number: int
    report: Report
    cell: Cell
    capture: Capture


def page(asked: Asked) -> Response:
    """The cell of a number (from 0) in an edition."""
    stands = _stands(asked)
    cell, capture = stands.cell, stands.capture
    shown, drawn, problem = None, False, ""
    try:
        body = archived(asked.site, capture)
        drawn = is_drawn(body, capture, cell.origin)
        shown = None if drawn else around(body, capture, cell.origin, cell.raw)
    except ArchiveError as error:
        problem = str(error)
    corrected = asked.store.corrected_of(stands.edition_id)
    return render(
        asked,
        "origin.html",
        stands=stands,
        cell=cell,
        capture=capture,
        names=_names(stands.report, cell),
        where=where_words(asked, cell.origin),
        drawn=drawn,
        around=shown,
        problem=problem,
        by_hand=corrected.get((cell.table, cell.row, cell.sub_row, cell.column)),
        replay=replay_of(asked.site, capture),
        replay_runs=replay_runs(asked.site),
    )


def picture(asked: Asked) -> Response:
    """The page that the cell stands on, as a PNG that is drawn here; with a frame where its place on it can be told."""
    stands = _stands(asked)
    origin = stands.cell.origin
    try:
        body = archived(asked.site, stands.capture)
        if not is_drawn(body, stands.capture, origin):
            raise asked.missing(asked.path)
        drawn = page_picture(body, origin.page or 1, origin.box or box_in(body, origin))
    except (ArchiveError, UnreadableError) as error:
        raise asked.missing(asked.path) from error
    return Response(drawn, "image/png", headers=dict(KEEP))


def _stands(asked: Asked) -> Stands:
    edition_id, number = int(asked.parts["edition_id"]), int(asked.parts["number"])
    report = asked.store.edition(edition_id)
    report_id = asked.store.report_of_edition(edition_id)
    if report is None or report_id is None or number >= len(report.cells):
        raise asked.missing(asked.path)
    cell = report.cells[number]
    capture = asked.store.documents_of(edition_id).get(cell.origin.document)
    if capture is None:
        raise asked.missing(asked.path)
    return Stands(report_id, edition_id, number, report, cell, capture)


def _names(report: Report, cell: Cell) -> list[str]:
    """Table, row, part of it and column as the form calls them; the keys where no form knows them."""
    form_id = report.forms.get(cell.table)
    table = form(form_id).table(cell.table) if form_id else None
    if table is None:
        return [name for name in (cell.table, cell.row, cell.sub_row, cell.column) if name]
    row = next((row for row, _ in table.rows if row.key == cell.row), None)
    column = table.column_of.get(cell.column)
    group = row.group if row else None
    named = (table.title, group, row.label if row else cell.row, cell.sub_row, column.label if column else cell.column)
    return [name for name in named if name]
