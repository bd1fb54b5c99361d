"""Turn an edition into the rows of each table of an export, in the order of the table's columns."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from gipcrawler.export.panel import figures
from gipcrawler.export.text import number
from gipcrawler.forms import metrics
from gipcrawler.model import Origin, State
from gipcrawler.store import KeptEdition
from gipcrawler.store.rows import ByHand

Row = tuple[Any, ...]


def _whose(one: KeptEdition) -> Row:
    return one.line.publisher, one.line.place, one.line.level, one.line.year


def _source(one: KeptEdition, document: int = 0) -> Row:
    """Where a part was read from: an issuer may have split a report over several documents."""
    read = one.documents[document]
    record = read.record
    return read.url, read.captured_at, record.file, record.offset, record.record_id, read.member


def _about(one: KeptEdition) -> Row:
    read = one.content
    return read.title, read.issuer, read.published, one.form, read.media_type, read.parser_version


def _origin(origin: Origin) -> Row:
    box = None if origin.box is None else " ".join(map(str, origin.box))
    return origin.document, origin.page, origin.block, origin.row, origin.column, box


def _reports(one: KeptEdition) -> Iterator[Row]:
    if not one.is_current:
        return
    read, line = one.content, one.line
    counted = (
        line.editions,
        line.broken,
        len(read.sections),
        len(read.cells),
        sum(cell.state is State.NUMBER for cell in read.cells),
        len(read.leftovers),
        line.first_captured,
        line.last_captured,
    )
    yield one.report, *_whose(one), one.key, *_about(one), *counted, *_source(one)


def _metrics(one: KeptEdition) -> Iterator[Row]:
    if one.is_current:
        told = figures(one.content)
        values = (told[each.id] for each in metrics())
        yield one.report, *_whose(one), one.form, one.line.broken, *values, *_source(one)


def _editions(one: KeptEdition) -> Iterator[Row]:
    seen = one.digest, one.first_seen, one.last_seen, len(one.captures)
    yield one.key, one.report, one.is_current, *_whose(one), *_about(one), *seen, *_source(one)


def _captures(one: KeptEdition) -> Iterator[Row]:
    for seen in one.captures:
        record = seen.record
        kept = record.file, record.offset, record.length, record.payload_digest, record.block_digest
        at = seen.url, seen.captured_at, seen.status, seen.media_type, seen in one.documents
        yield record.record_id, seen.member, one.report, one.key, *_whose(one), *at, *kept


def _sections(one: KeptEdition) -> Iterator[Row]:
    which, whose, behind = _which(one), _whose(one), _source(one)
    for position, each in enumerate(one.content.sections):
        yield *which, position, *whose, each.key, each.number, each.title, each.text, *behind


def _cells(one: KeptEdition) -> Iterator[Row]:
    which, whose, behind = _which(one), _whose(one), _sources(one)
    for position, each in enumerate(one.content.cells):
        yield (
            *which,
            position,
            *whose,
            *(each.table, each.row, each.sub_row, each.column, each.label, each.raw),
            *(each.value, None if each.value is None else number(each.value)),
            *(each.state.value, each.unit),
            *_corrected(one.by_hand.get(position)),
            *_origin(each.origin),
            *behind[each.origin.document],
        )


def _corrected(by_hand: ByHand | None) -> Row:
    return (None,) * 3 if by_hand is None else (by_hand.machine_raw, by_hand.author, by_hand.reason)


def _leftovers(one: KeptEdition) -> Iterator[Row]:
    which, whose, behind = _which(one), _whose(one), _sources(one)
    for position, each in enumerate(one.content.leftovers):
        yield *which, position, *whose, each.text, *_origin(each.origin), *behind[each.origin.document]


def _findings(one: KeptEdition) -> Iterator[Row]:
    which, whose, behind = _which(one), _whose(one), _source(one)
    for position, each in enumerate(one.findings):
        told = each.rule, each.where, each.verdict.value, each.left, each.right, each.says
        against = None if each.against is None else one.compared[each.against]
        judged = each.human, each.note, each.who, each.judged_at
        yield *which, position, *whose, each.id, *told, against, *judged, *behind


def _which(one: KeptEdition) -> Row:
    return one.report, one.key, one.is_current


def _sources(one: KeptEdition) -> list[Row]:
    return [_source(one, document) for document in range(len(one.documents))]


ROWS: Mapping[str, Callable[[KeptEdition], Iterable[Row]]] = {
    "reports": _reports,
    "metrics": _metrics,
    "editions": _editions,
    "captures": _captures,
    "sections": _sections,
    "cells": _cells,
    "leftovers": _leftovers,
    "findings": _findings,
}
"""The rows of an edition by the name of the table, in the order in which they stand in it."""
