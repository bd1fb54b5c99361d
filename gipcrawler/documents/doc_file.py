"""Turn the bytes of a binary Word file (.doc, .wps) into its streams, the pieces of its text and where its parts stand.

The numbers are those of [MS-DOC], Word (.doc) Binary File Format: 2.5 for the header, 2.8 and 2.9 for the piece table.
"""

import io
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

import olefile

from gipcrawler.errors import UnreadableError

MAGIC = 0xA5EC
FIRST_WORD_97 = 0x00C1
ENCRYPTED, SECOND_TABLE = 0x0100, 0x0200
# [MS-DOC] 2.5.4 and 2.5.5: the lengths of the stories of a file; 2.5.6: pairs of place and length from here on
LENGTHS, PAIRS = 0x4C, 0x9A
MAIN, FOOTNOTES, HEADERS, MACROS, COMMENTS, ENDNOTES, BOXES = range(7)
STYLES, CHARACTERS, PARAGRAPHS, PIECES, ANCHORS, BOX_TEXTS, LISTS, LIST_OVERRIDES = 1, 12, 13, 33, 40, 56, 73, 74
# Bytes; pictures in a report take some, its text never does
MAX_BYTES = 64 * 1024 * 1024
MAX_CHARACTERS = 2_000_000
COMPRESSED = 0x4000_0000
# Eight-bit text is code page 1252, but some writers left double bytes of GB2312 in it
DOUBLE_BYTES = re.compile(rb"(?:[\x00-\x7f]|[\xa1-\xf7][\xa1-\xfe])*")
HIGH = re.compile(rb"[\x80-\xff]")
NOTHING = "\u200b"  # printed as nothing: put after a character that takes two places of the file's own count
OLE_ERRORS = (OSError, ValueError, IndexError, KeyError, TypeError, struct.error, OverflowError, RecursionError)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of text that stands together: from character `start`, at byte `place` of the main stream.

    `width` is the bytes a character takes, `modifier` the index of properties laid over the piece, or null.
    """

    start: int
    text: str
    place: int
    width: int
    modifier: int | None


class WordFile:
    """An opened file; raises UnreadableError for what is no binary Word file, encrypted, damaged or enormous."""

    def __init__(self, body: bytes) -> None:
        if len(body) > MAX_BYTES:
            raise UnreadableError(f"The Word file has more than {MAX_BYTES >> 20} MB: no report does.")
        self._streams = _streams(body)
        self.main = self._streams["WordDocument"]
        if len(self.main) < PAIRS or struct.unpack_from("<H", self.main)[0] != MAGIC:
            raise UnreadableError("The Word file is damaged: its header is missing; fetch it again.")
        version, flags = self._number(2, "<H"), self._number(10, "<H")
        if flags & ENCRYPTED:
            raise UnreadableError("The Word file is encrypted: it opens with a password only.")
        if version < FIRST_WORD_97:
            raise UnreadableError("The file is from Word 6 or 95, which is not read: convert it to .docx or PDF.")
        self._table = self._streams.get("1Table" if flags & SECOND_TABLE else "0Table", b"")
        self.data = self._streams.get("Data", b"")
        self.modifiers: list[bytes] = []
        self.stretches = tuple(self._read_pieces())

    def part(self, index: int, *, to_the_end: bool = False) -> bytes:
        """A part of the table stream by its index in the header ([MS-DOC] 2.5.6); empty where it is missing."""
        place, length = self._number(PAIRS + 8 * index), self._number(PAIRS + 8 * index + 4)
        return self._table[place : None if to_the_end else place + length] if length else b""

    def story(self, index: int) -> tuple[int, int]:
        """The first character of a story (`MAIN`, `FOOTNOTES`, …) and the one after its last."""
        lengths = [self._number(LENGTHS + 4 * at) for at in range(index + 1)]
        return sum(lengths[:-1]), sum(lengths)

    def _number(self, place: int, kind: str = "<I") -> int:
        try:
            (number,) = struct.unpack_from(kind, self.main, place)
        except struct.error:
            return 0
        return int(number)

    def _read_pieces(self) -> Iterator[Stretch]:
        clx = self.part(PIECES)
        at = 0
        while clx[at : at + 1] == b"\x01":
            (length,) = struct.unpack_from("<H", clx + b"\0\0", at + 1)
            self.modifiers.append(clx[at + 3 : at + 3 + length])
            at += 3 + length
        if clx[at : at + 1] != b"\x02":
            raise UnreadableError("The Word file is damaged: the table of its text is missing; fetch it again.")
        pieces = clx[at + 5 :]
        count = max(0, (len(pieces) - 4) // 12)
        bounds = struct.unpack_from(f"<{count + 1}I", pieces)
        if count and bounds[-1] > MAX_CHARACTERS:
            raise UnreadableError(f"The Word file has more than {MAX_CHARACTERS:,} characters: no report does.")
        for index in range(count):
            start, end = bounds[index], bounds[index + 1]
            _, code, modifier = struct.unpack_from("<HIH", pieces, 4 * (count + 1) + 8 * index)
            narrow = bool(code & COMPRESSED)
            place = (code & (COMPRESSED - 1)) // 2 if narrow else code & (COMPRESSED - 1)
            width = 1 if narrow else 2
            raw = self.main[place : place + width * max(0, end - start)]
            if len(raw) < width * (end - start):
                raise UnreadableError("The Word file is truncated: part of its text is missing; fetch it again.")
            text = _narrow(raw) if narrow else _wide(raw)
            yield Stretch(start, text, place, width, modifier >> 1 if modifier & 1 else None)


def _streams(body: bytes) -> dict[str, bytes]:
    try:
        with olefile.OleFileIO(io.BytesIO(body)) as compound:
            names = {entry[0].lower(): entry[0] for entry in compound.listdir() if len(entry) == 1}
            wanted = ("WordDocument", "0Table", "1Table", "Data")
            found = {name: compound.openstream(names[name.lower()]).read() for name in wanted if name.lower() in names}
    except OLE_ERRORS as error:
        raise UnreadableError(f"The Word file is damaged or truncated ({error}): fetch it again.") from None
    if "WordDocument" not in found:
        raise UnreadableError("The Office file holds no Word document: convert it to .docx or PDF.")
    return found


def _wide(raw: bytes) -> str:
    text = raw[: len(raw) // 2 * 2].decode("utf-16-le", "surrogatepass")
    if len(text) == len(raw) // 2:
        return text
    return "".join(character if character <= "\uffff" else character + NOTHING for character in text)


def _narrow(raw: bytes) -> str:
    if len(HIGH.findall(raw)) >= 4 and DOUBLE_BYTES.fullmatch(raw):
        text = raw.decode("gb18030", "replace")
        return "".join(character if character < "\x80" else character + NOTHING for character in text)
    return raw.decode("cp1252", "replace")
