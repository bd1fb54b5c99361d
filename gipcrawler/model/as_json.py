"""Turn a report into the plain data of `gipcrawler read --json` (INTERFACES), ready for `json.dumps`."""

from decimal import Decimal
from typing import Any

from gipcrawler.model.document import Origin
from gipcrawler.model.report import Cell, Finding, Report


def report_json(report: Report) -> dict[str, Any]:
    """The JSON object of one report; figures are integers, or floats that print as the figure was printed."""
    return {
        "title": report.title,
        "issuer": report.issuer,
        "place": report.place,
        "year": report.year,
        "published": report.published.isoformat() if report.published else None,
        "media_type": report.media_type,
        "parser_version": report.parser_version,
        "forms": dict(report.forms),
        "sections": [
            {"key": section.key, "number": section.number, "title": section.title, "text": section.text}
            for section in report.sections
        ],
        "cells": [_cell(cell) for cell in report.cells],
        "leftovers": [{"text": leftover.text, "origin": _origin(leftover.origin)} for leftover in report.leftovers],
        "findings": [_finding(finding) for finding in report.findings],
    }


def number(value: Decimal | None) -> int | float | None:
    """A figure as JSON has it: exact for counts and for money up to fifteen digits."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "table": cell.table,
        "row": cell.row,
        "sub_row": cell.sub_row,
        "column": cell.column,
        "label": cell.label,
        "raw": cell.raw,
        "value": number(cell.value),
        "state": str(cell.state),
        "unit": cell.unit,
        "origin": _origin(cell.origin),
    }


def _origin(origin: Origin) -> dict[str, Any]:
    """Where something stands, without what is null or, for the document, the first."""
    parts = {"block": origin.block, "row": origin.row, "column": origin.column, "page": origin.page, "box": origin.box}
    return {name: part for name, part in parts.items() if part is not None} | (
        {"document": origin.document} if origin.document else {}
    )


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "where": finding.where,
        "verdict": str(finding.verdict),
        "left": number(finding.left),
        "right": number(finding.right),
        "says": finding.says,
    }
