"""Make readings for the rooms that keep them: a small report, and captures of it at given times."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

from gipcrawler.model import Capture, Cell, Finding, Leftover, Origin, RecordRef, Report, Section, State, Verdict
from gipcrawler.store import Reading

START = datetime(2024, 3, 1, 8, 30, tzinfo=UTC)
URL = "https://www.gaoqing.gov.cn/art/1.html"


def cell(raw: str, value: str | None, row: str = "new_requests", column: str = "total", **more: Any) -> Cell:
    state = State.NUMBER if value is not None else State.BLANK if not raw else State.DASH
    exact = None if value is None else Decimal(value)
    fields: dict[str, Any] = {"sub_row": None, "unit": None, "origin": Origin(7, 3, 9), "label": "一、本年新收"} | more
    return Cell(table="applications", row=row, column=column, raw=raw, value=exact, state=state, **fields)


CELLS = (
    cell("12", "12"),
    cell("", None, row="carried_over"),
    cell("—", None, row="granted"),
    cell("998.435698万元", "998.435698", row="fees", unit="万元", origin=Origin(2, 9, 4, page=3)),
    cell("0.0000", "0.0000", row="zero"),
    cell("+1", "1", row="change", sub_row="行政检查"),
)


def report(**changes: Any) -> Report:
    fields: dict[str, Any] = {
        "title": "高青县田镇街道办事处2020年政府信息公开工作年度报告",
        "issuer": "高青县田镇街道办事处",
        "place": "370322001",
        "year": 2020,
        "published": date(2021, 1, 20),
        "media_type": "text/html",
        "parser_version": "1",
        "forms": {"active_disclosure": "2019", "applications": "2019", "review_litigation": None},
        "sections": (
            Section("overview", "一", "总体情况", "本街道按时公开了全部应当公开的事项。\n另起一段。"),
            Section(None, None, "附注", ""),
        ),
        "cells": CELLS,
        "leftovers": (Leftover("其他说明数量：127", Origin(3, 12)),),
        "findings": (
            Finding("R1", "applications/*/total", Verdict.BROKEN, Decimal(12), Decimal("11.50"), "12 不等于 11.50"),
            Finding("R3", "applications/granted", Verdict.UNASSESSABLE, None, Decimal(0), "缺一项"),
        ),
    }
    return Report(**(fields | changes))


def capture(url: str = URL, day: int = 0, body: str | None = None, record: str | None = None) -> Capture:
    """A capture `day` days after the first; each URL and day is another record, with its own bytes unless said."""
    name = record or f"{url} {day}"
    payload = f"sha256:{sha256((body or name).encode()).hexdigest()}"
    ref = RecordRef(
        "shandong-20240301083000-aa-00000.warc.gz", 5_000_000_000 + day, 4321, f"<urn:{name}>", "b", payload
    )
    return Capture(url, START + timedelta(days=day), 200, "text/html", ref)


def reading(read: Report | None = None, *captures: Capture, read_from: int = 0, **changes: Any) -> Reading:
    """A reading of the captures, of which one gave the report; a report of null is unreadable."""
    seen = captures or (capture(),)
    fields: dict[str, Any] = {"run": "run-1", "source": "test", "place": "370000", "captures": seen}
    if read is not None:
        fields |= {"report": read, "read_from": seen[read_from]}
    return Reading(**(fields | changes))
