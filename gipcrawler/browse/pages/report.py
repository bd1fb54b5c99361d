"""One report: sections, official tables with a way to each figure's place, findings, editions, captures, citations."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from gipcrawler.browse.citing import citations
from gipcrawler.browse.evidence import replay_of, replay_runs
from gipcrawler.browse.official_tables import OfficialTable, official_tables, unplaced
from gipcrawler.browse.places_in import where_words
from gipcrawler.browse.render import render
from gipcrawler.browse.request import Asked
from gipcrawler.browse.response import Response, csv_response, json_response
from gipcrawler.browse.told import marks, told, told_of_old
from gipcrawler.forms import section_names
from gipcrawler.model import Capture, Report, Section
from gipcrawler.model.as_json import report_json
from gipcrawler.store import EditionLine, ReportLine

CSV_HEADS = (
    *("report_id", "edition_id", "publisher", "place", "year", "table", "row", "sub_row", "column", "label", "raw"),
    *("value", "state", "unit", "machine_raw", "document", "page", "block", "table_row", "table_column"),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """The edition that is shown, with all there is of its report."""

    line: ReportLine
    editions: Sequence[EditionLine]
    kept: EditionLine
    report: Report

    @property
    def number(self) -> int:
        """Which edition it is, the first seen being 1."""
        return 1 + self.editions.index(self.kept)


@dataclass(frozen=True, slots=True)
class Part:
    """A section with the tables that stand in it; one without a section holds the tables that have none."""

    section: Section | None
    tables: Sequence[OfficialTable]


def page(asked: Asked) -> Response:
    """The current edition of a report, or the one that is asked for."""
    shown = found(asked, int(asked.parts["report_id"]))
    if asked.format == "json":
        return _json(asked, shown)
    if asked.format == "csv":
        return _csv(asked, shown)
    return _html(asked, shown)


def found(asked: Asked, report_id: int) -> Shown:
    """What there is of a report; raises `NotFoundError` where there is no such report or edition."""
    line = asked.store.line(report_id)
    if line is None:
        raise asked.missing(asked.t("report.named", number=report_id))
    editions = asked.store.editions(report_id)
    wanted = asked.integer("edition")
    chosen = [one for one in editions if (one.is_current if wanted is None else one.edition_id == wanted)]
    report = asked.store.edition(chosen[0].edition_id) if chosen else None
    if report is None:
        raise asked.missing(asked.t("report.edition_named", number=wanted or 0))
    return Shown(line, editions, chosen[0], report)


def parts(report: Report, tables: Sequence[OfficialTable]) -> Iterator[Part]:
    """The sections in their order, each with the table that the form has in it; last the tables without a section."""
    waiting = {table.key: table for table in tables}
    in_section = {name.key: name.table for name in section_names() if name.table}
    for section in report.sections:
        table = waiting.pop(in_section.get(section.key or "", ""), None)
        yield Part(section, [table] if table else [])
    if waiting:
        yield Part(None, list(waiting.values()))


def _html(asked: Asked, shown: Shown) -> Response:
    store, edition_id = asked.store, shown.kept.edition_id
    documents = store.documents_of(edition_id)
    capture = documents[0]
    publisher_id = store.publisher_of(shown.line.report_id)
    others = store.reports_of(publisher_id) if publisher_id is not None else []
    tables = official_tables(shown.report)
    if shown.kept.is_current:
        findings = told(asked, store.findings(report_id=shown.line.report_id))
    else:
        findings = told_of_old(asked, shown.report.findings)
    return render(
        asked,
        "report.html",
        shown=shown,
        line=shown.line,
        report=shown.report,
        parts=list(parts(shown.report, tables)),
        unplaced=unplaced(shown.report, tables),
        findings=findings,
        marks=marks(findings),
        corrected=store.corrected_of(edition_id),
        corrections=store.corrections(edition_id),
        captures=store.captures_of(edition_id),
        documents=documents,
        replays={one.record.record_id: replay_of(asked.site, one) for one in documents.values()},
        replay=replay_of(asked.site, capture),
        replay_runs=replay_runs(asked.site),
        publisher_id=publisher_id,
        before=_neighbour(shown.line, others, -1),
        after=_neighbour(shown.line, others, 1),
        citations=citations(shown.line, shown.report, capture),
        where_words=where_words,
    )


def _neighbour(line: ReportLine, others: Sequence[ReportLine], years: int) -> ReportLine | None:
    """The same publisher's report on the year before or after."""
    if line.year is None:
        return None
    return next((one for one in others if one.year == line.year + years), None)


def _json(asked: Asked, shown: Shown) -> Response:
    store, edition_id = asked.store, shown.kept.edition_id
    documents = store.documents_of(edition_id)
    findings = (
        [asdict(one) for one in store.findings(report_id=shown.line.report_id)] if shown.kept.is_current else None
    )
    told_here = {
        "report_id": shown.line.report_id,
        "edition_id": edition_id,
        "publisher": shown.line.publisher,
        **report_json(shown.report),
        "corrections": [asdict(one) for one in store.corrections(edition_id)],
        "editions": [one._asdict() for one in shown.editions],
        "documents": {number: _capture(one) for number, one in documents.items()},
        "captures": [_capture(one) for one in store.captures_of(edition_id)],
        "citation": citations(shown.line, shown.report, documents[0])["gbt7714"],
    }
    return json_response(told_here | ({} if findings is None else {"findings": findings}))


def _capture(capture: Capture) -> dict[str, Any]:
    record = asdict(capture.record)
    return {
        "url": capture.url,
        "captured_at": capture.captured_at,
        "status": capture.status,
        "media_type": capture.media_type,
        "member": capture.member,
        **record,
    }


def _csv(asked: Asked, shown: Shown) -> Response:
    line, edition_id = shown.line, shown.kept.edition_id
    corrected = asked.store.corrected_of(edition_id)
    rows = []
    for cell in shown.report.cells:
        at = cell.origin
        _, machine = corrected.get((cell.table, cell.row, cell.sub_row, cell.column), (None, None))
        whose = (line.report_id, edition_id, line.publisher, line.place, line.year)
        says = (
            cell.table,
            cell.row,
            cell.sub_row,
            cell.column,
            cell.label,
            cell.raw,
            cell.value,
            cell.state,
            cell.unit,
        )
        rows.append((*whose, *says, machine, at.document, at.page, at.block, at.row, at.column))
    return csv_response(f"report-{line.report_id}-{edition_id}.csv", CSV_HEADS, rows)
