"""Print a sheet as a binary Word file the way Word 97 to 2003 saves one, byte by byte after [MS-DOC] and [MS-CFB].

Text without Chinese stands in eight-bit pieces, as Word leaves it; the rows of wide tables are described in the data
stream; merges are told by flags of the cells and, in every other row, by properties of their own.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.press.layout import Layout, table_of
from tests.press.sheet import Sheet

SECTOR, PAGE = 512, 512
TWIPS = 9000  # the width of a table
FREE, END, TABLE_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
IN_TABLE, ROW_END, DEPTH = b"\x16\x24\x01", b"\x17\x24\x01", b"\x49\x66\x01\0\0\0"
WIDE_ROW = 8  # cells from which a row is described in the data stream


@dataclass(slots=True)
class _File:
    """The text so far as paragraphs, each with its mark and its properties, and the data stream."""

    paragraphs: list[tuple[str, int, bytes]] = field(default_factory=list)
    data: bytearray = field(default_factory=bytearray)

    def add(self, text: str, style: int = 0, properties: bytes = b"") -> None:
        """Add a paragraph; the file counts in units of 16 bits."""
        units = text.encode("utf-16-le")
        counted = "".join(chr(int.from_bytes(units[at : at + 2], "little")) for at in range(0, len(units), 2))
        self.paragraphs.append((counted, style, properties))


def as_doc(sheet: Sheet) -> bytes:
    """The report as a .doc, the same to the byte each time."""
    file = _File()
    for line in sheet.title_lines:
        file.add(f"{line}\r", style=1)
    for text in sheet.preamble:
        file.add(f"{text}\r")
    for section in sheet.sections:
        file.add(f"{section.heading}\r", style=2)
        if layout := table_of(sheet, section):
            _table(file, layout)
        for text in section.paragraphs:
            file.add(f"{text}\r")
    for line in sheet.signature:
        file.add(f"{line}\r")
    return _compound(_streams(file))


def _table(file: _File, layout: Layout) -> None:
    width = TWIPS // layout.width
    for row in range(layout.height):
        boxes = layout.row(row)
        for box in boxes:
            file.add(("" if box.row < row else box.text.replace("\n", "\x0b")) + "\x07", 0, IN_TABLE + DEPTH)
        edges = [width * box.column - 108 for box in boxes] + [width * layout.width - 108]
        merges = [0 if box.row_span == 1 else 1 if box.row < row else 3 for box in boxes]
        by_flags = row % 2 == 0
        cells = b"".join(struct.pack("<HH16x", merge << 5 if by_flags else 0, width) for merge in merges)
        shape = struct.pack("<B", len(boxes)) + struct.pack(f"<{len(edges)}h", *edges) + cells
        told = ROW_END + b"\x08\xd6" + struct.pack("<H", len(shape) + 1) + shape
        if not by_flags:
            told += b"".join(b"\x2b\xd6\x02" + bytes((at, merge)) for at, merge in enumerate(merges) if merge)
        if len(boxes) >= WIDE_ROW:
            place = len(file.data)
            file.data += struct.pack("<H", len(told)) + told
            told = b"\x46\x66" + struct.pack("<I", place)
        file.add("\x07", 0, IN_TABLE + DEPTH + told)


def _streams(file: _File) -> dict[str, bytes]:
    """The main, the table and the data stream."""
    text = "".join(paragraph for paragraph, _, _ in file.paragraphs)
    body = bytearray(b"\0" * 2048)  # the header
    pieces: list[tuple[int, int, bool]] = []  # first character, byte, whether eight bits wide
    places: list[int] = []  # the byte of each character
    ends: list[int] = []  # and the one after it
    for start, run, narrow in _runs(text):
        if not narrow and len(body) % 2:
            body += b"\0"
        pieces.append((start, len(body), narrow))
        for character in run:
            places.append(len(body))
            body += character.encode("cp1252" if narrow else "utf-16-le", "surrogatepass")
            ends.append(len(body))
    paragraph_table, character_table = _pages(file, body, places, ends)
    bounds = struct.pack(f"<{len(pieces) + 1}I", *(start for start, _, _ in pieces), len(text))
    told = b"".join(
        struct.pack("<HIH", 0, 2 * place | 0x40000000 if narrow else place, 0) for _, place, narrow in pieces
    )
    parts = {
        12: character_table,
        13: paragraph_table,
        33: b"\x02" + struct.pack("<I", len(bounds + told)) + bounds + told,
    }
    table = bytearray()
    struct.pack_into("<HHHHHH", body, 0, 0xA5EC, 0xC1, 0, 0x804, 0, 0x1200 | 0x4)
    struct.pack_into("<I", body, 0x4C, len(text))
    for index, part in parts.items():
        struct.pack_into("<II", body, 0x9A + 8 * index, len(table), len(part))
        table += part
    return {"WordDocument": bytes(body), "1Table": bytes(table), "Data": bytes(file.data)}


def _runs(text: str) -> Iterator[tuple[int, str, bool]]:
    """The text cut where it changes between what fits into eight bits and what does not, in pieces of some length."""
    start = 0
    for at in range(1, len(text) + 1):
        narrow = text[start] < "\x80"
        if at == len(text) or (text[at] < "\x80") != narrow:
            yield start, text[start:at], narrow
            start = at


def _pages(file: _File, body: bytearray, places: list[int], ends: list[int]) -> tuple[bytes, bytes]:
    """Add the pages of properties to the main stream; gives back the two tables that lead to them.

    Bytes are looked up, not characters: a paragraph whose pieces lie apart is found by the byte of its mark.
    """
    runs: list[tuple[int, int, int, bytes]] = []
    at = 0
    for text, style, properties in file.paragraphs:
        begin = ends[at - 1] if at else places[0]
        at += len(text)
        runs.append((begin, ends[at - 1], style, properties))
    body += b"\0" * (-len(body) % PAGE)
    bounds, numbers = [runs[0][0]], []
    page: list[tuple[int, int, int, bytes]] = []
    for run in [*runs, None]:
        if run is None or _size([*page, run]) > PAGE:
            numbers.append(len(body) // PAGE)
            bounds.append(page[-1][1])
            body += _page(page)
            page = []
        if run is not None:
            page.append(run)
    plain = len(body) // PAGE
    last = runs[-1][1]
    body += struct.pack("<IIB", runs[0][0], last, 0).ljust(PAGE - 1, b"\0") + b"\x01"
    paragraph_table = struct.pack(f"<{len(bounds)}I{len(numbers)}I", *bounds, *numbers)
    return paragraph_table, struct.pack("<III", runs[0][0], last, plain)


def _size(page: list[tuple[int, int, int, bytes]]) -> int:
    return 4 + sum(17 + len(_packed(style, properties)) for _, _, style, properties in page) + 1


def _packed(style: int, properties: bytes) -> bytes:
    """Style and properties with their length in words, in one of the two ways that it is told."""
    told = struct.pack("<H", style) + properties
    if len(told) % 2:
        return bytes(((len(told) + 1) // 2,)) + told
    return b"\0" + bytes((len(told) // 2,)) + told


def _page(runs: list[tuple[int, int, int, bytes]]) -> bytes:
    page = bytearray(PAGE)
    struct.pack_into(f"<{len(runs) + 1}I", page, 0, *(begin for begin, _, _, _ in runs), runs[-1][1])
    free = PAGE - 2
    for index, (_, _, style, properties) in enumerate(runs):
        packed = _packed(style, properties)
        free = (free - len(packed)) & ~1
        page[free : free + len(packed)] = packed
        page[4 * (len(runs) + 1) + 13 * index] = free // 2
    page[511] = len(runs)
    return bytes(page)


def _compound(streams: dict[str, bytes]) -> bytes:
    """An OLE file of these streams, each long enough to stand in sectors of its own ([MS-CFB] 2.2 to 2.6)."""
    chains: list[int] = []
    body = bytearray()
    entries = [_entry("Root Entry", 5, END, 0, child=1)]
    for number, (name, held) in enumerate(streams.items(), 1):
        padded = held.ljust(4096, b"\0")
        count = -(-len(padded) // SECTOR)
        following = number + 1 if number < len(streams) else FREE
        entries.append(_entry(name, 2, len(chains), len(padded), right=following))
        chains += [*range(len(chains) + 1, len(chains) + count), END]
        body += padded.ljust(count * SECTOR, b"\0")
    directory = len(chains)
    entries += [bytes(128)] * (-len(entries) % 4)
    chains += [*range(directory + 1, directory + len(entries) // 4), END]
    first = len(chains)
    tables = -(-(first + 2) // 128)
    while first + tables > 128 * tables:
        tables += 1
    chains += [TABLE_SECTOR] * tables
    chains += [FREE] * (128 * tables - len(chains))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIIII", 0, tables, directory, 0, 4096, END, 0, END, 0, first)
    head += struct.pack(f"<{tables - 1}I", *range(first + 1, first + tables))
    return head.ljust(SECTOR, b"\xff") + bytes(body) + b"".join(entries) + struct.pack(f"<{len(chains)}I", *chains)


def _entry(name: str, kind: int, start: int, size: int, *, right: int = FREE, child: int = FREE) -> bytes:
    told = f"{name}\0".encode("utf-16-le")
    links = struct.pack("<HBBIII36x", len(told), kind, 1, FREE, right, child)
    return told.ljust(64, b"\0") + links + struct.pack("<IQ", start, size)
