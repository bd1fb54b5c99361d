"""What a page answers with: a body with its type, status and headers, whoever sends it."""

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

HTML = "text/html; charset=utf-8"
JSON = "application/json; charset=utf-8"
CSV = "text/csv; charset=utf-8"
ATOM = "application/atom+xml; charset=utf-8"
# What a spreadsheet would take for a formula (CWE-1236); a figure such as -12 is none
FORMULAE = ("=", "+", "-", "@", "\t", "\r")
BOM = "\ufeff"
"""Excel takes UTF-8 for UTF-8 where it begins with it."""


@dataclass(frozen=True, slots=True)
class Response:
    """An answer; `cookies` are name and value of those to set, each for this site alone."""

    body: str | bytes
    media_type: str = HTML
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)


def json_response(value: Any) -> Response:  # noqa: ANN401 - whatever JSON can say
    """Any value as JSON; figures are exact: what is no whole number is text, as dates and moments are."""
    return Response(json.dumps(value, ensure_ascii=False, indent=1, default=_plain) + "\n", JSON)


def csv_response(name: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> Response:
    """Rows as CSV under a head, to be saved as `name`."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([_harmless(value) for value in row] for row in rows)
    return Response(BOM + text.getvalue(), CSV, headers={"content-disposition": f'attachment; filename="{name}"'})


def redirect(address: str, cookies: dict[str, str] | None = None) -> Response:
    """Send the reader to another page of ours."""
    return Response("", status=303, headers={"location": address}, cookies=cookies or {})


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else str(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in JSON")


def _harmless(value: object) -> object:
    if isinstance(value, str) and value.startswith(FORMULAE):
        return f"'{value}"
    return value.isoformat() if isinstance(value, date) else value
