"""Turn the parts of a report that its issuer split over documents into one, and tell them from other reports."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from gipcrawler.forms import section_names
from gipcrawler.model import Leftover, Report, Section, State
from gipcrawler.places import GOVERNMENT, is_government, organ_of
from gipcrawler.reading.preamble import is_office
from gipcrawler.reading.tables import TABLES
from gipcrawler.reading.worth import filled, is_unfilled
from gipcrawler.text.spaces import fold

# Evidence by which a document itself says whose report of which year it is
ITS_OWN = frozenset(("title", "preamble", "signature", "period", "sheet", "name"))
# All evidence, the surest first
SURENESS = (
    *("title", "listing", "preamble", "signature", "period", "sheet"),
    *("metadata", "breadcrumb", "site", "text", "name", "published", "url"),
)
# Text shorter than this says where the rest is (详见附件), or nothing; two longer ones with less than this share of
# their pieces in common are two reports'
LONG, PIECE, SAME = 60, 6, 0.5
# Two readings with so many figures above nought, and this share of them in common, are of one report
FEWEST, COPIED = 5, 0.8


class Whence(NamedTuple):
    """A document of an entry by its number, and its name in there where that is an archive of several reports."""

    document: int
    member: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What one document gave, and which of those of its entry that is."""

    report: Report
    whence: Whence


def agree(one: Report, other: Report) -> bool:
    """Whether two readings can be of one report: nothing that both say is different."""
    differ = differs_in_year(one, other) or differs_in_issuer(one, other)
    return not differ and _same_figures(one, other) and _same_prose(one, other)


def differs_in_year(one: Report, other: Report) -> bool:
    """Whether two readings say themselves that they are of two years."""
    return _both_say("year", one, other) and one.year != other.year


def differs_in_issuer(one: Report, other: Report) -> bool:
    """Whether two readings say themselves that they are the reports of two organs."""
    if not (_both_say("issuer", one, other) and one.issuer and other.issuer):
        return False
    if one.place is None or other.place is None:
        names = [fold(issuer).removesuffix(GOVERNMENT) for issuer in (one.issuer, other.issuer)]
        return not (names[0].endswith(names[1]) or names[1].endswith(names[0]))
    if one.place != other.place:
        return True
    organs = {organ_of(report.issuer or "", report.place or "") for report in (one, other)}
    offices = (is_office(name) or is_government(name, one.place) for name in (one.issuer, other.issuer))
    return len(organs) > 1 and not all(offices)


def is_copy(one: Report, other: Report) -> bool:
    """Whether two readings that do not agree are one report all the same, on another carrier or in another draft."""
    said = all(_both_say(what, one, other) for what in ("issuer", "year"))
    if said and not differs_in_issuer(one, other) and not differs_in_year(one, other):
        return True
    figures = [{at: raw for at, raw in _figures(report).items() if raw != "0"} for report in (one, other)]
    either = figures[0].keys() | figures[1].keys()
    same = sum(figures[0].get(at) == figures[1].get(at) for at in either)
    return len(either) >= FEWEST and same >= COPIED * len(either)


def merge(parts: Sequence[Part]) -> tuple[Report, tuple[Whence, ...]]:
    """One report of parts that agree, the best first, and the documents that it was read from, in `Origin`'s order.

    Each table comes from one document, the first that has it filled in; each section from the first that has its text.
    Who and when is taken from the surest evidence, of equals from the first. A form that nobody filled in adds nothing.
    """
    best, *others = parts
    report, used = best.report, [best]
    for part in sorted(others, key=_order):
        if is_unfilled(part.report):
            continue
        made = _with(report, part.report, len(used))
        if made is not None:
            report = made
            used.append(part)
    return _identified(report, [part.report for part in used]), tuple(part.whence for part in used)


def _order(part: Part) -> Whence:
    return part.whence


def _with(report: Report, part: Report, document: int) -> Report | None:
    """A report with the tables and sections that it lacks and a part has, or null where the part adds nothing."""
    tables = filled(part) - filled(report)
    told = {section.key: bool(section.text and section.title) for section in report.sections if section.key}
    titles = {section.title for section in report.sections}
    named = [one for one in part.sections if one.key and not told.get(one.key)]
    if not tables and not any(one.text and one.title for one in named):
        return None
    sections = [
        one
        for one in part.sections
        if (one in named and (one.key not in told or (one.text and one.title)))
        or (one.key is None and one.title not in titles)
    ]
    cells = [cell for cell in report.cells if cell.table not in tables]
    cells += [
        replace(cell, origin=replace(cell.origin, document=document)) for cell in part.cells if cell.table in tables
    ]
    return replace(
        report,
        forms={table: part.forms[table] if table in tables else form for table, form in report.forms.items()},
        cells=tuple(sorted(cells, key=lambda cell: TABLES.index(cell.table))),
        sections=_placed(report.sections, sections),
        leftovers=(*report.leftovers, *_left(report, part, document)),
    )


def _left(report: Report, part: Report, document: int) -> Iterable[Leftover]:
    known = {fold(leftover.text) for leftover in report.leftovers}
    for leftover in part.leftovers:
        if fold(leftover.text) not in known:
            yield replace(leftover, origin=replace(leftover.origin, document=document))


def _placed(sections: Sequence[Section], more: Sequence[Section]) -> tuple[Section, ...]:
    """Sections with others put where the official order has them; one without a key follows the one before it."""
    order = {name.key: rank for rank, name in enumerate(section_names())}
    keys = {section.key for section in more if section.key}
    # what had the heading alone gives way, and a note that had none keeps no key
    notes = [replace(one, key=None) for one in sections if one.key in keys and one.text]
    found = [section for section in sections if section.key not in keys]
    at = 0
    for section in more:
        if section.key:
            rank = order[section.key]
            at = max((i + 1 for i, one in enumerate(found) if one.key and order[one.key] < rank), default=0)
            while at < len(found) and found[at].key is None and at > 0:
                at += 1
        found.insert(at, section)
        at += 1
    return (*found, *notes)


def _identified(report: Report, used: Sequence[Report]) -> Report:
    """A report with the issuer, year and title that the surest of its parts say."""
    by_issuer = min(used, key=lambda one: _rank(one, "issuer", told=one.issuer is not None))
    by_year = min(used, key=lambda one: _rank(one, "year", told=one.year is not None))
    sources = {"issuer": by_issuer.evidence.get("issuer"), "year": by_year.evidence.get("year")}
    return replace(
        report,
        title=report.title or next((one.title for one in used if one.title), None),
        issuer=by_issuer.issuer,
        place=by_issuer.place,
        year=by_year.year,
        published=report.published or next((one.published for one in used if one.published), None),
        evidence={name: source for name, source in sources.items() if source},
    )


def _rank(report: Report, what: str, *, told: bool) -> int:
    source = report.evidence.get(what)
    return SURENESS.index(source) if told and source in SURENESS else len(SURENESS)


def says(report: Report, what: str) -> bool:
    """Whether a document itself says its `issuer` or `year`."""
    return report.evidence.get(what) in ITS_OWN


def _both_say(what: str, one: Report, other: Report) -> bool:
    return says(one, what) and says(other, what)


def _same_figures(one: Report, other: Report) -> bool:
    """Whether no cell that both have filled in holds another figure."""
    known = _figures(one)
    return all(known.get(address, value) == value for address, value in _figures(other).items())


def _figures(report: Report) -> dict[tuple[str, str, str | None, str], str]:
    return {
        (cell.table, cell.row, cell.sub_row, cell.column): fold(cell.raw) if cell.value is None else str(cell.value)
        for cell in report.cells
        if cell.state is not State.BLANK
    }


def _same_prose(one: Report, other: Report) -> bool:
    """Whether no section that both tell at some length is told in other words; notes without a heading are none."""
    mine, theirs = (
        {section.key: fold(section.text) for section in report.sections if section.key and section.title}
        for report in (one, other)
    )
    return all(_alike(mine[key], theirs[key]) for key in mine.keys() & theirs.keys())


def _alike(one: str, other: str) -> bool:
    if min(len(one), len(other)) < LONG:
        return True
    pieces = [{text[at : at + PIECE] for at in range(len(text) - PIECE + 1)} for text in (one, other)]
    return len(pieces[0] & pieces[1]) >= SAME * min(map(len, pieces))
