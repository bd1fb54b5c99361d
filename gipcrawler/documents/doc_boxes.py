"""Turn the tables of text boxes of a binary Word file into where each box hangs in the text, and which text is its own.

[MS-DOC] 2.8.37 and 2.9.253 tell the anchors, 2.8.32 and 2.9.99 the texts; both name the shape that they belong to.
"""

import struct
from dataclasses import dataclass

from gipcrawler.documents.doc_file import ANCHORS, BOX_TEXTS, BOXES, WordFile

ANCHOR_BYTES, TEXT_BYTES, SHAPE = 26, 22, 14


@dataclass(frozen=True, slots=True)
class Box:
    """A text box: the character of the main text that it hangs on (null where none does), and its own characters."""

    anchor: int | None
    first: int
    limit: int


def boxes(file: WordFile) -> list[Box]:
    """The text boxes of the main text, in the order of their texts; all of these as one where no shape is named."""
    first, limit = file.story(BOXES)
    if first == limit:
        return []
    anchors = {int.from_bytes(told[:4], "little"): at for at, _, told in _entries(file.part(ANCHORS), ANCHOR_BYTES)}
    found = [
        Box(anchors.get(int.from_bytes(told[SHAPE : SHAPE + 4], "little")), first + start, min(first + end, limit))
        for start, end, told in _entries(file.part(BOX_TEXTS), TEXT_BYTES)
        if start < end
    ]
    return found or [Box(None, first, limit)]


def _entries(table: bytes, size: int) -> list[tuple[int, int, bytes]]:
    """The entries of a table: first character, the one after the last, and what is told of them ([MS-DOC] 2.2.2)."""
    count = max(0, (len(table) - 4) // (4 + size))
    bounds = struct.unpack_from(f"<{count + 1}I", table) if count else (0,)
    told = table[4 * (count + 1) :]
    return [(bounds[at], bounds[at + 1], told[size * at : size * (at + 1)]) for at in range(count)]
