"""Turn a binary Word file (.doc, .wps) into paragraphs and grids, as Word prints them."""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from gipcrawler.documents.doc_boxes import boxes
from gipcrawler.documents.doc_file import ENDNOTES, FOOTNOTES, MAIN, Stretch, WordFile
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
PRINTED = {ord("\x0b"): "\n", ord("\x0e"): "\n", ord(PAGE_MARK): "\n", ord("\x1e"): "-", ord("\x1f"): None}
BODY_LEVEL = 9
NO_LISTS = (None, 0, 0xF801)
DEEPEST = 4  # text boxes in text boxes


def read_doc(body: bytes) -> Document:
    """The document in a binary Word file: paragraphs with the numbers of their lists, and grids with their spans.

    A text box comes after the paragraph that it hangs on, notes after the text; hidden and deleted text, headers and
    footers are left out. Raises UnreadableError for what is encrypted, damaged, too large, older than Word 97, or
    without text.
    """
    file = WordFile(body)
    try:
        document = tree(_Reading(file).read())
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
        self._boxes = boxes(file)

    def read(self) -> Iterator[Piece | RowEnd]:
        """The paragraphs and row ends of the text and its notes, in their order."""
        for story in (MAIN, FOOTNOTES, ENDNOTES):
            yield from self._story(*self._file.story(story), 0)
        while self._boxes:  # those that hang on nothing
            box = self._boxes.pop(0)
            yield from self._story(box.first, box.limit, 0)

    def _story(self, first: int, limit: int, nested: int) -> Iterator[Piece | RowEnd]:
        text: list[str] = []
        fields: list[bool] = []  # of each field that is open: whether its result has begun
        begin = first
        for stretch in self._file.stretches[max(0, bisect_right(self._starts, first) - 1) :]:
            if stretch.start >= limit:
                break
            for at, characters in self._printed(stretch, first, limit):
                if characters not in ENDS:
                    text.append(_shown(characters, fields))
                    continue
                place = stretch.place + at * stretch.width
                if characters == PAGE_MARK and not self._formats.ends_at(place + stretch.width):
                    text.append(characters)
                    continue
                made = self._formats.paragraph(place, stretch.modifier)
                end = stretch.start + at + 1
                yield from self._end(characters, made, "".join(text), list(self._hung(begin, end, nested)))
                text, begin = [], end
                fields = [shows for shows in fields if shows]  # one that never came to its result is damaged
        if any(text):
            yield Piece(paragraph("".join(text).translate(PRINTED)))

    def _hung(self, first: int, limit: int, nested: int) -> Iterator[Piece | RowEnd]:
        """What stands in the text boxes that hang on the main text between two characters."""
        if nested >= DEEPEST:
            return
        for box in [box for box in self._boxes if box.anchor is not None and first <= box.anchor < limit]:
            self._boxes.remove(box)
            yield from self._story(box.first, box.limit, nested + 1)

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

    def _end(self, mark: str, made: Format, text: str, hung: list[Piece | RowEnd]) -> Iterator[Piece | RowEnd]:
        """The paragraph or the row that a mark ends, with the text boxes on it: before the end of its cell."""
        depth = made.depth
        if made.number(ROW_END) or made.number(INNER_ROW):
            yield RowEnd(max(1, depth), row_shape(made))
            return
        ends_cell = mark == CELL_MARK or bool(made.number(INNER_CELL))
        style = self._styles.of(made.style)
        outline, number, level = made.number(OUTLINE), made.number(LIST), made.number(LIST_LEVEL)
        outline = style.outline if outline is None else outline
        number = style.list if number is None else number
        level = style.level if level is None else level
        piece = Piece(
            paragraph(
                text.translate(PRINTED),
                outline if outline is not None and outline < BODY_LEVEL else None,
                None if number is None or number in NO_LISTS else (number, level or 0),
            ),
            max(depth, int(ends_cell)),
            ends_cell,
        )
        boxed = [replace(one, depth=one.depth + piece.depth) for one in hung]
        yield from (*boxed, piece) if ends_cell else (piece, *boxed)


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
