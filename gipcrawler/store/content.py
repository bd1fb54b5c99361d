"""Turn a report into the rows of an edition; `retrieve` turns them back."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from gipcrawler.model import Finding, Origin, Report, State
from gipcrawler.store.columns import storable
from gipcrawler.store.dictionary import Dictionaries

Values = dict[str, Any]
EMPTY = (State.BLANK, State.DASH)


def edition_values(read: Report) -> Values:
    """What a row of `edition` says of the report itself; `form` is e.g. `2021`, or `2019+2021` where tables differ."""
    return {
        "parser_version": read.parser_version,
        "title": read.title,
        "issuer": read.issuer,
        "place": read.place,
        "published": read.published,
        "media_type": read.media_type,
        "form": "+".join(sorted({form for form in read.forms.values() if form})) or None,
        "forms": dict(read.forms),
        "leftovers": [
            {"text": storable(leftover.text), "origin": _origin_values(leftover.origin)} for leftover in read.leftovers
        ],
        "evidence": dict(read.evidence),
        "cells": len(read.cells),
        "figures": sum(each.state is State.NUMBER for each in read.cells),
        "blanks": sum(each.state in EMPTY for each in read.cells),
    }


def section_rows(edition_id: int, read: Report) -> list[Values]:
    """The rows of `section`, in the order of the report."""
    return [
        {
            "edition_id": edition_id,
            "position": at,
            "section_key": each.key,
            "number": each.number,
            "title": each.title,
            "text": each.text,
        }
        for at, each in enumerate(read.sections)
    ]


def cell_rows(edition_id: int, read: Report, dictionaries: Dictionaries) -> Iterator[tuple[int, ...]]:
    """The rows of `cell` by its columns, in their order; what is new in the dictionaries is still to be flushed."""
    for at, each in enumerate(read.cells):
        field_id, label_id, figure_id, origin_id = dictionaries.numbers(each)
        yield edition_id, field_id, at, label_id, figure_id, origin_id


def finding_rows(
    edition_id: int, owner: Sequence[str], findings: Sequence[Finding], against: int | None = None
) -> list[Values]:
    """The rows of `finding`; `owner` is what tells the edition from all others whichever database it stands in.

    An id is the same whenever the same rule speaks of the same place in the same bytes, however they are read.
    """
    times: Counter[tuple[str, str]] = Counter()
    rows: list[Values] = []
    for at, each in enumerate(findings):
        times[each.rule, each.where] += 1
        told = (*owner, each.rule, each.where, str(times[each.rule, each.where]))
        rows.append(
            {
                "id": sha256("\n".join(told).encode()).hexdigest()[:16],
                "edition_id": edition_id,
                "position": at,
                "rule": each.rule,
                "subject": each.where,
                "verdict": each.verdict.value,
                "left_side": each.left,
                "right_side": each.right,
                "says": each.says,
                "against": against,
            }
        )
    return rows


def _origin_values(origin: Origin) -> Values:
    return {name: at for name, at in asdict(origin).items() if at is not None}
