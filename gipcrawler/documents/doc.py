"""Turn a binary Word file (.doc, .wps) into paragraphs and grids, as Word prints them."""

import struct
from bisect import bisect_right
from collections.abc import Iterator

from gipcrawler.documents.doc_file import BOXES, ENDNOTES, FOOTNOTES, MAIN, Stretch, WordFile
from gipcrawler.documents.doc_lists import numbering
from gipcrawler.documents.doc_properties import (
    INNER_CELL,
    INNER_ROW,
    LIST,
    LIST_LEVEL,
    OUTLINE,
    ROW_END,
    Format,
    Formats,
    row_shape,
)
from gipcrawler.documents.doc_styles import Styles
from gipcrawler.documents.docx import read_parts
from gipcrawler.documents.docx_package import Package
from gipcrawler.documents.word_tree import Piece, RowEnd, paragraph, tree
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Document

MEDIA_TYPE = "application/msword"
CELL_MARK, PAGE_MARK, PARAGRAPH_MARK = "\x07", "\x0c", "\r"
ENDS = frozenset((CELL_MARK, PAGE_MARK, PARAGRAPH_MARK))
FIELD_BEGINS, FIELD_SHOWS, FIELD_ENDS = "\x13", "\x14", "\x15"
# Marks that stand for themselves ([MS-DOC] 2.4.1); what is not printed is left out
PRINTED = {ord("\x0b"): "\n", ord("\x0e"): "\n", ord("\x1e"): "-", ord("\x1f"): None}
BODY_LEVEL = 9
NO_LISTS = (0, 0xF801)


def read_doc(body: bytes) -> Document:
    """The document in a binary Word file: paragraphs with the numbers of their lists, and grids with their spans.

    Text boxes and notes come after the text; hidden and deleted text, headers and footers are left out. Raises
    UnreadableError for what is encrypted, damaged, too large, older than Word 97, or without text.
    """
    file = WordFile(body)
    try:
        reading = _Reading(file)
        document = tree(piece for story in (MAIN, FOOTNOTES, ENDNOTES, BOXES) for piece in reading.story(story))
        lists = numbering(file)
    except (struct.error, IndexError, ValueError) as error:
        raise UnreadableError(f"The Word file is damaged ({error}): fetch it again.") from None
    return read_parts(Package(document, numbering=lists), MEDIA_TYPE)


class _Reading:
    """One reading of a file, story after story."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._formats = Formats(file)
        self._styles = Styles(file)
        self._starts = [stretch.start for stretch in file.stretches]

    def story(self, index: int) -> Iterator[Piece | RowEnd]:
        """The paragraphs and row ends of a story, in their order."""
        first, limit = self._file.story(index)
        text: list[str] = []
        fields: list[bool] = []  # of each field that is open: whether its result has begun
        for stretch in self._file.stretches[max(0, bisect_right(self._starts, first) - 1) :]:
            if stretch.start >= limit:
                break
            for at, characters in self._printed(stretch, first, limit):
                if characters not in ENDS:
                    text.append(_shown(characters, fields))
                    continue
                made = self._formats.paragraph(stretch.place + at * stretch.width, stretch.modifier)
                yield from self._end(characters, made, "".join(text))
                text = []
        if any(text):
            yield Piece(paragraph("".join(text)))

    def _printed(self, stretch: Stretch, first: int, limit: int) -> Iterator[tuple[int, str]]:
        """The printed parts of a stretch that belong to a story: text, and each mark that ends a paragraph alone."""
        begin, end = max(0, first - stretch.start), min(len(stretch.text), limit - stretch.start)
        place, width = stretch.place, stretch.width
        hidden = [
            ((one - place) // width, (other - place) // width)
            for one, other in self._formats.unprinted(place + begin * width, place + end * width)
        ]
        at = begin
        for index in range(begin, end):
            if stretch.text[index] in ENDS:
                yield at, _visible(stretch.text, at, index, hidden)
                yield index, stretch.text[index]
                at = index + 1
        yield at, _visible(stretch.text, at, end, hidden)

    def _end(self, mark: str, made: Format, text: str) -> Iterator[Piece | RowEnd]:
        depth = made.depth
        if made.number(ROW_END) or made.number(INNER_ROW):
            yield RowEnd(max(1, depth), row_shape(made))
            return
        ends_cell = mark == CELL_MARK or bool(made.number(INNER_CELL))
        style = self._styles.of(made.style)
        outline = made.number(OUTLINE)
        outline = style.outline if outline is None else outline
        number = made.number(LIST)
        level = made.number(LIST_LEVEL)
        number = style.list if number is None else number
        level = style.level if level is None else level
        listing = (number, level or 0) if number not in (*NO_LISTS, None) and (text.strip() or not ends_cell) else None
        yield Piece(
            paragraph(
                text.translate(PRINTED), outline if outline is not None and outline < BODY_LEVEL else None, listing
            ),
            max(depth, int(ends_cell)),
            ends_cell,
        )


def _visible(text: str, start: int, end: int, hidden: list[tuple[int, int]]) -> str:
    kept: list[str] = []
    for first, last in hidden:
        if last > start and first < end:
            kept.append(text[start : max(start, first)])
            start = min(max(start, last), end)
    return "".join((*kept, text[start:end]))


def _shown(text: str, fields: list[bool]) -> str:
    """The text without what fields say to Word: of each only its result is printed."""
    if not fields and FIELD_BEGINS not in text:
        return text
    shown: list[str] = []
    for character in text:
        if character == FIELD_BEGINS:
            fields.append(False)
        elif character == FIELD_SHOWS and fields:
            fields[-1] = True
        elif character == FIELD_ENDS and fields:
            fields.pop()
        elif all(fields):
            shown.append(character)
    return "".join(shown)
