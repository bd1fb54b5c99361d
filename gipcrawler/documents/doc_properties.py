"""Turn the property lists of a binary Word file into what a paragraph, a stretch of text or a table row is.

[MS-DOC] 2.6 lists the properties (sprm), 2.9.33 and 2.9.175 the pages on which they are looked up.
"""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from gipcrawler.documents.doc_file import CHARACTERS, PARAGRAPHS, WordFile
from gipcrawler.documents.word_tree import CellShape, RowShape

PAGE = 512
# What each kind of property takes (2.2.5.1); 6 says its own length
LENGTHS = (1, 1, 2, 4, 2, 2, -1, 3)
TABLE_SHAPE, TABS = 0xD608, 0xC615
MERGED_UP, MERGED_LEFT, WIDTHS = 0xD62B, 0x5624, 0x7623
HIDDEN, DELETED = 0x083C, 0x0800
IN_TABLE, ROW_END, DEPTH, INNER_CELL, INNER_ROW = 0x2416, 0x2417, 0x6649, 0x244B, 0x244C
OUTLINE, LIST, LIST_LEVEL = 0x2640, 0x460B, 0x260A
ELSEWHERE = (0x6646, 0x646B)  # the list goes on in the data stream: rows of many cells
MAX_CELLS = 64
CELL_BYTES = 20
# How a cell is merged (2.9.314). Of cells merged sideways the first has one value and the others another; which is
# which [MS-DOC] tells otherwise than its forerunner did, so the one that comes first in a row is taken.
SIDEWAYS, FIRST, LEFT = 0x3, 0x1, 0x2
UPWARDS, GOES_ON = 0x60, 0x20

Property = tuple[int, bytes]


def properties(listed: bytes) -> Iterator[Property]:
    """The properties of a list, each with its operand; a list that is cut off ends where it is."""
    at = 0
    while at + 2 <= len(listed):
        (code,) = struct.unpack_from("<H", listed, at)
        at += 2
        length = LENGTHS[code >> 13]
        if length < 0:
            if code == TABLE_SHAPE:
                length = struct.unpack_from("<H", listed + b"\0\0", at)[0] + 1
                yield code, listed[at + 2 : at + length]
            elif code == TABS and listed[at : at + 1] == b"\xff":
                length = _tab_stops(listed[at:])
            else:
                length = listed[at] + 1 if at < len(listed) else 1
                yield code, listed[at + 1 : at + length]
        else:
            yield code, listed[at : at + length]
        at += length


def _tab_stops(told: bytes) -> int:
    """The length of a list of tab stops that is too long to say it itself (2.9.186)."""
    deleted = told[1] if len(told) > 1 else 0
    place = 2 + 4 * deleted
    return place + 1 + 3 * (told[place] if len(told) > place else 0)


@dataclass(slots=True)
class Format:
    """What a paragraph is: its style, and its own properties by their code."""

    style: int
    own: dict[int, bytes]

    def number(self, code: int) -> int | None:
        """The operand of a property as a number, or null where the paragraph has none of its own."""
        operand = self.own.get(code)
        return int.from_bytes(operand[:4], "little") if operand else None

    @property
    def depth(self) -> int:
        """In how many tables the paragraph stands, one inside the other."""
        return self.number(DEPTH) or int(bool(self.number(IN_TABLE)))


class Formats:
    """Looks up the properties of paragraphs and of characters by their bytes in the file."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._paragraphs = _Pages(file.main, file.part(PARAGRAPHS))
        self._characters = _Pages(file.main, file.part(CHARACTERS))

    def paragraph(self, place: int, modifier: int | None) -> Format:
        """The format of the paragraph whose mark stands at a byte, in a piece with that modifier."""
        held = self._paragraphs.at(place)
        style, listed = 0, b""
        if held:
            page, entry = held
            listed = _paragraph_list(page, page[4 * (page[511] + 1) + 13 * entry])
            style = int.from_bytes(listed[:2], "little")
        own: dict[int, bytes] = {}
        self._collect(own, listed[2:])
        if modifier is not None and modifier < len(self._file.modifiers):
            self._collect(own, self._file.modifiers[modifier])
        return Format(style, own)

    def ends_at(self, place: int) -> bool:
        """Whether a paragraph ends before the byte at a place."""
        held = self._paragraphs.at(place - 1)
        return held is None or bool(struct.unpack_from("<I", held[0], 4 * (held[1] + 1))[0] <= place)

    def _collect(self, own: dict[int, bytes], listed: bytes) -> None:
        for code, operand in properties(listed):
            if code in ELSEWHERE:
                place = int.from_bytes(operand, "little")
                length = int.from_bytes(self._file.data[place : place + 2], "little")
                own.update(properties(self._file.data[place + 2 : place + 2 + length]))
            elif code in (MERGED_UP, MERGED_LEFT, WIDTHS):
                own[code] = own.get(code, b"") + operand  # one a cell, in their order
            else:
                own[code] = operand

    def unprinted(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The stretches of bytes between two places whose characters are hidden or deleted."""
        place = start
        while place < end:
            held = self._characters.at(place)
            if held is None:
                return
            page, entry = held
            first, last = struct.unpack_from("<II", page, 4 * entry)
            offset = 2 * page[4 * (page[511] + 1) + entry]
            listed = page[offset + 1 : offset + 1 + page[offset]] if offset else b""
            if any(code in (HIDDEN, DELETED) and operand in (b"\x01", b"\x81") for code, operand in properties(listed)):
                yield max(first, start), min(last, end)
            if last <= place:
                return
            place = last


class _Pages:
    """The pages of formatted properties ([MS-DOC] 2.9.174, 2.9.34): which runs of bytes have which."""

    def __init__(self, main: bytes, table: bytes) -> None:
        self._main = main
        count = max(0, (len(table) - 4) // 8)
        self._bounds = struct.unpack_from(f"<{count + 1}I", table) if count else (0,)
        self._numbers = struct.unpack_from(f"<{count}I", table, 4 * (count + 1)) if count else ()

    def at(self, place: int) -> tuple[bytes, int] | None:
        """The page and the entry on it for the byte at a place, or null."""
        index = bisect_right(self._bounds, place) - 1
        if not 0 <= index < len(self._numbers):
            return None
        start = (self._numbers[index] & 0x3FFFFF) * PAGE
        page = self._main[start : start + PAGE]
        if len(page) < PAGE or 4 * (page[511] + 1) >= PAGE:
            return None
        bounds = struct.unpack_from(f"<{page[511] + 1}I", page)
        entry = bisect_right(bounds, place) - 1
        return (page, entry) if 0 <= entry < page[511] else None


def _paragraph_list(page: bytes, offset: int) -> bytes:
    """Style and properties of a paragraph, whose length is told in words, in one of two ways (2.9.178)."""
    at = 2 * offset
    if not offset or at >= PAGE - 1:
        return b""
    if page[at]:
        return page[at + 1 : at + 2 * page[at]]
    return page[at + 2 : at + 2 + 2 * page[at + 1]]


def row_shape(end: Format) -> RowShape | None:
    """The shape of the row that a paragraph ends, or null where it is not told ([MS-DOC] 2.9.319, 2.9.314)."""
    told = end.own.get(TABLE_SHAPE, b"")
    count = min(told[0], MAX_CELLS) if told else 0
    if len(told) < 1 + 2 * (count + 1) or not count:
        return None
    edges = list(struct.unpack_from(f"<{count + 1}h", told, 1))
    cells = told[1 + 2 * (count + 1) :]
    flags = [int.from_bytes(cells[CELL_BYTES * at : CELL_BYTES * at + 2], "little") for at in range(count)]
    for first, limit, *width in _threes(end.own.get(WIDTHS, b"")):
        for at in range(first, min(limit, count)):
            change = int.from_bytes(bytes(width), "little") - (edges[at + 1] - edges[at])
            edges[at + 1 :] = [edge + change for edge in edges[at + 1 :]]
    merges = end.own.get(MERGED_LEFT, b"")
    for first, limit in zip(merges[::2], merges[1::2], strict=False):
        for at in range(first + 1, min(limit, count)):
            flags[at] |= LEFT
        if first < count:
            flags[first] |= FIRST
    upward = end.own.get(MERGED_UP, b"")
    for at, how in zip(upward[::2], upward[1::2], strict=False):
        if at < count:
            flags[at] = flags[at] & ~UPWARDS | (how & 3) << 5
    first = next((flag & SIDEWAYS for flag in flags if flag & SIDEWAYS), 0)
    return RowShape(
        edges[0],
        tuple(
            CellShape(
                edge,
                from_left=flag & SIDEWAYS not in (0, first),
                from_above=flag & UPWARDS == GOES_ON,
                restart=flag & UPWARDS > GOES_ON,
            )
            for edge, flag in zip(edges[1:], flags, strict=True)
        ),
    )


def _threes(operands: bytes) -> Iterator[bytes]:
    """Operands that name a first cell, the one after the last, and a width in two bytes."""
    for at in range(0, len(operands) - 3, 4):
        yield operands[at : at + 4]
