"""Turn what an address names (a report, an edition, the report of a place and year) into a side of a comparison."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gipcrawler.browse.render import moment
from gipcrawler.browse.request import Asked
from gipcrawler.diff import Shown
from gipcrawler.errors import ArgumentError
from gipcrawler.model import Cell
from gipcrawler.store import EditionLine

# A report id or PLACE@YEAR, and which of its editions, the first seen being 1; or an edition by its own number
NAMED = re.compile(r"E(?P<own>[0-9]{1,9})|(?P<id>[0-9]{1,12})(?:@(?P<year>[0-9]{4}))?(?:\.(?P<edition>[0-9]{1,6}))?")
LONGEST_ID = 9


@dataclass(frozen=True, slots=True)
class Side:
    """One side: an edition with its report's number, and what a page shows of it."""

    report_id: int
    edition: EditionLine
    number: int
    shown: Shown


def side(asked: Asked, name: str) -> Side:
    """The side of a name; raises `ArgumentError` for what is no name, `NotFoundError` for what is not there."""
    named = NAMED.fullmatch(name)
    if named is None:
        raise ArgumentError(asked.t("compare.wrong_name", given=name[:40]))
    report_id = _report_id(asked, named)
    editions = asked.store.editions(report_id) if report_id is not None else []
    edition = _edition(named, editions)
    report = asked.store.edition(edition.edition_id) if edition else None
    if report_id is None or edition is None or report is None:
        raise asked.missing(name)
    numbers = {(cell.table, cell.row, cell.sub_row, cell.column): at for at, cell in enumerate(report.cells)}

    def anchor(cell: Cell) -> str | None:
        at = numbers.get((cell.table, cell.row, cell.sub_row, cell.column))
        return None if at is None else asked.link(f"/gip/origin/{edition.edition_id}/{at}")

    number = 1 + editions.index(edition)
    called = asked.t("compare.side", report=report_id, edition=number, all=len(editions))
    seen = f"{moment(edition.captured_at)} UTC"
    return Side(report_id, edition, number, Shown(report, called, edition.source_url, seen, edition.record_id, anchor))


def _report_id(asked: Asked, named: re.Match[str]) -> int | None:
    if named["own"]:
        return asked.store.report_of_edition(int(named["own"]))
    if named["year"]:
        return asked.store.report_id_of(named["id"], int(named["year"]))
    return int(named["id"]) if len(named["id"]) <= LONGEST_ID else None


def _edition(named: re.Match[str], editions: Sequence[EditionLine]) -> EditionLine | None:
    if named["own"]:
        return next((one for one in editions if one.edition_id == int(named["own"])), None)
    if named["edition"]:
        wanted = int(named["edition"])
        return editions[wanted - 1] if 0 < wanted <= len(editions) else None
    return next((one for one in editions if one.is_current), None)
