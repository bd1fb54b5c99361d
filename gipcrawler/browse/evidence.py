"""From a cell back to where it stands: the archived bytes, the part of the document around it, and replay."""

import socket
from contextlib import suppress
from datetime import UTC
from time import monotonic
from typing import NamedTuple
from urllib.parse import urlsplit

from gipcrawler.browse.site import Site
from gipcrawler.documents import documents_in
from gipcrawler.documents.page_picture import has_page
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Capture, Document, Grid, Origin, Paragraph
from gipcrawler.warc import read_record
from gipcrawler.warc.replay import replay_address

REPLAYED = ("http://", "https://")
PATIENCE = 0.3
"""Seconds in which a server on this machine takes a connection."""
REMEMBERED = 10.0
"""Seconds for which replay is taken to run, or not to run, as it did."""
AROUND = 3
"""Paragraphs that are shown before and after one."""
LARGEST = 32 * 1024 * 1024
"""Bytes of a document that is read again for one page."""

_answered: dict[str, tuple[float, bool]] = {}


class Spot(NamedTuple):
    """One field of what stands around a cell; `is_it` for the cell itself."""

    text: str
    rows: int
    columns: int
    is_it: bool


class Around(NamedTuple):
    """What stands around a cell in its document, as text: lines of fields of a table, or paragraphs of one field."""

    is_table: bool
    lines: tuple[tuple[Spot, ...], ...]


def replay_of(site: Site, capture: Capture) -> str | None:
    """Where replay shows a capture, or null for what was no page of the web."""
    if not capture.url.startswith(REPLAYED):
        return None
    return replay_address(capture.url, f"{capture.captured_at.astimezone(UTC):%Y%m%d%H%M%S}", site.replay)


def replay_runs(site: Site) -> bool:
    """Whether something answers where `gipcrawler replay` would."""
    asked, known = _answered.get(site.replay, (float("-inf"), False))
    if monotonic() - asked > REMEMBERED:
        known = _answers(site.replay)
        _answered[site.replay] = monotonic(), known
    return known


def archived(site: Site, capture: Capture) -> bytes:
    """The bytes that a capture keeps; raises ArchiveError where they are not there or not as they were."""
    return read_record(site.archive / "warc", capture.record.file, capture.record.offset).payload


def is_drawn(body: bytes, capture: Capture, origin: Origin) -> bool:
    """Whether the page that an origin names can be drawn."""
    return origin.page is not None and not capture.member and has_page(body, origin.page)


def around(body: bytes, capture: Capture, origin: Origin, raw: str) -> Around | None:
    """What stands around a cell; null where the document says something else there, or takes too long to read again.

    That is so for a picture, on which alone a cell of a document without pages has a box.
    """
    if len(body) > LARGEST or origin.box:
        return None
    with suppress(UnreadableError):
        document = _document(body, capture)
        if document and 0 <= origin.block < len(document.blocks):
            block = document.blocks[origin.block]
            found = _grid(block, origin) if isinstance(block, Grid) else _paragraphs(document, origin.block)
            told = "".join(spot.text for line in found.lines for spot in line if spot.is_it)
            return found if _plain(raw) in _plain(told) else None
    return None


def _document(body: bytes, capture: Capture) -> Document | None:
    members = documents_in(body, capture.media_type)
    if not capture.member:
        return members[0].document if len(members) == 1 else None
    return next((member.document for member in members if member.name == capture.member), None)


def _grid(grid: Grid, origin: Origin) -> Around:
    """The whole table; a figure may stand in a field that reaches over several rows and columns."""
    rows: dict[int, list[Spot]] = {}
    for cell in sorted(grid.cells, key=lambda one: (one.row, one.column)):
        is_it = (cell.row, cell.column) == (origin.row, origin.column)
        rows.setdefault(cell.row, []).append(Spot(cell.text, cell.row_span, cell.column_span, is_it))
    return Around(True, tuple(tuple(rows.get(row, ())) for row in range(max(rows, default=-1) + 1)))


def _paragraphs(document: Document, place: int) -> Around:
    near = range(max(0, place - AROUND), min(len(document.blocks), place + AROUND + 1))
    blocks = ((at, document.blocks[at]) for at in near)
    return Around(
        False, tuple((Spot(one.text, 1, 1, at == place),) for at, one in blocks if isinstance(one, Paragraph))
    )


def _plain(text: str) -> str:
    return "".join(text.split())


def _answers(address: str) -> bool:
    parts = urlsplit(address)
    with suppress(OSError, ValueError):
        port = parts.port or (443 if parts.scheme == "https" else 80)
        with socket.create_connection((parts.hostname or "localhost", port), PATIENCE):
            return True
    return False
