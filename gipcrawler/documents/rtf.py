"""Turn a Rich Text file (.rtf, often called .doc) into paragraphs and grids, as Word prints them."""

import re
from collections.abc import Iterator
from dataclasses import replace

from gipcrawler.documents.docx import read_parts
from gipcrawler.documents.docx_numbering import CLOSED
from gipcrawler.documents.docx_package import Package
from gipcrawler.documents.docx_styles import HEADING_NAME
from gipcrawler.documents.rtf_fonts import CHARSETS, LATIN, code_page, decoded
from gipcrawler.documents.rtf_state import CHANGES, RESETS, ROW_WORDS, Row, State
from gipcrawler.documents.rtf_tokens import CLOSES, OPENS, Token, tokens
from gipcrawler.documents.rtf_words import (
    BODY,
    CELLS,
    CHARACTERS,
    DESTINATIONS,
    ENDS,
    FONTS,
    NOWHERE,
    NUMBER,
    ROWS,
    STARRED,
    STYLES,
)
from gipcrawler.documents.word_tree import Piece, RowEnd, paragraph, tree
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Document

MEDIA_TYPE = "application/rtf"
MAX_BYTES = 64 * 1024 * 1024
MOST_TOKENS = 2_000_000  # a report has a tenth of a million
DEEPEST = 500  # groups in groups
SPOKEN = re.compile(r"\w")
BODY_LEVEL = 9


def read_rtf(body: bytes) -> Document:
    """The document in a Rich Text file: paragraphs with the numbers of their lists, and grids with their spans.

    Hidden and deleted text, headers, footers and comments are left out; text boxes and notes stand where their mark
    does. Raises UnreadableError for what is too large, nested too deeply, cut off before its text, or without text.
    """
    if len(body) > MAX_BYTES:
        raise UnreadableError(f"The Rich Text file has more than {MAX_BYTES >> 20} MB: no report does.")
    return read_parts(Package(tree(_Reading().read(body))), MEDIA_TYPE)


class _Reading:
    """One reading of a file, token by token."""

    def __init__(self) -> None:
        self._state = State()
        self._stack: list[tuple[State, Row | None]] = []
        self._fonts: dict[int, str] = {}
        self._charset = LATIN
        self._outlines: dict[int, int] = {}
        self._name = ""  # of the style that is being described
        self._text: list[str] = []
        self._number: list[str] = []
        self._raw = bytearray()  # bytes that wait for their neighbours: only together do they tell double bytes
        self._raw_charset = LATIN
        self._row = Row()
        self._in_row = False
        self._skip = 0

    def read(self, body: bytes) -> Iterator[Piece | RowEnd]:
        """The paragraphs and row ends of the file, in their order."""
        opening = starred = False
        for count, token in enumerate(tokens(body)):
            if count > MOST_TOKENS:
                raise UnreadableError("The Rich Text file is enormous: no report has so many words of control.")
            if token.word == "\\*":
                starred = True
                continue
            if token is OPENS:
                self._open()
            elif token is CLOSES:
                self._close()
            elif token.text:
                self._add_bytes(token.text)
            elif self._skip:
                self._skip -= 1
            elif token.word in DESTINATIONS or (starred and opening):
                self._destination(token.word)
            else:
                yield from self._word(token)
            opening, starred = token is OPENS, False
        yield from self._last(body)

    def _last(self, body: bytes) -> Iterator[Piece]:
        """What stands after the last end of a paragraph."""
        if self._stack and not body.rstrip(b"\0\r\n\t \x1a").endswith(b"}"):
            raise UnreadableError("The Rich Text file is truncated: fetch it again.")
        if "".join(self._printed()).strip():
            yield self._piece(ends_cell=False)

    def _open(self) -> None:
        if len(self._stack) >= DEEPEST:
            raise UnreadableError("The Rich Text file is nested too deeply: it is damaged; fetch it again.")
        self._settle()
        self._skip = 0
        self._stack.append((self._state, None))
        self._state = replace(self._state)

    def _close(self) -> None:
        self._settle()
        self._skip = 0
        if self._state.goes == STYLES:
            self._end_style()
        if self._stack:
            self._state, row = self._stack.pop()
            self._row = row or self._row

    def _end_style(self) -> None:
        """Keep the heading level of the style that a group described."""
        named = HEADING_NAME.match(self._name.strip())
        level = self._state.outline if self._state.outline is not None else int(named[1]) - 1 if named else None
        if level is not None and self._state.style is not None:
            self._outlines.setdefault(self._state.style, level)
        self._name = ""

    def _destination(self, word: str) -> None:
        self._settle()
        state = self._state
        if word == "ud":  # the Unicode twin of text that goes nowhere
            state.goes = state.around
        elif word in DESTINATIONS:
            state.around, state.goes = state.goes, max(state.goes, DESTINATIONS[word])
        elif word not in STARRED:
            state.goes = NOWHERE
        elif word == "nesttableprops" and self._stack:  # the row around goes on as it was described
            outside, _ = self._stack.pop()
            self._stack.append((outside, self._row))

    def _word(self, token: Token) -> Iterator[Piece | RowEnd]:
        word, number = token.word, token.number
        if word == "u":
            self._add(chr((number or 0) & 0xFFFF))
            self._skip = self._state.fallback
        elif word in CHARACTERS:
            self._add(CHARACTERS[word])
        elif word in ENDS:
            if self._state.goes == BODY:
                yield from self._end(word)
        elif word in CHANGES or word in RESETS:
            self._settle()
            self._state.change(word, number)
        elif word in ROW_WORDS:
            self._row.change(word, number)
        elif word == "trowd":
            self._row = Row()
        elif word == "ansicpg":
            self._charset = code_page(number)
        elif word == "fcharset" and self._state.goes == FONTS and self._state.font is not None and number in CHARSETS:
            self._fonts[self._state.font] = CHARSETS[number]

    def _add_bytes(self, raw: bytes) -> None:
        skipped = min(self._skip, len(raw))
        self._skip -= skipped
        raw = raw[skipped:]
        if self._state.goes in (NOWHERE, FONTS) or self._state.hidden or not raw:
            return
        charset = self._charset if self._state.font is None else self._fonts.get(self._state.font, self._charset)
        if charset != self._raw_charset:
            self._settle()
            self._raw_charset = charset
        self._raw += raw

    def _settle(self) -> None:
        """Put the bytes that wait where their text goes."""
        if self._raw:
            text = decoded(bytes(self._raw), self._raw_charset)
            self._raw.clear()
            self._add(text)

    def _add(self, text: str) -> None:
        self._settle()
        if self._state.hidden:
            return
        if self._state.goes == BODY:
            self._text.append(text)
        elif self._state.goes == NUMBER:
            self._number.append(text)
        elif self._state.goes == STYLES:
            self._name += text

    def _end(self, word: str) -> Iterator[Piece | RowEnd]:
        self._settle()
        inner = max(1, self._state.depth)
        if word in ROWS:
            yield RowEnd(1 if word == "row" else inner, self._row.shape)
            self._in_row = self._in_row and word != "row"
            return
        yield self._piece(ends_cell=word in CELLS, level=1 if word == "cell" else None)
        self._in_row = self._in_row or word == "cell"

    def _piece(self, *, ends_cell: bool, level: int | None = None) -> Piece:
        """The paragraph that ends; some writers do not say of a row's later paragraphs that they stand in it."""
        state = self._state
        depth = level or max(state.depth, int(state.in_table or ends_cell or self._in_row))
        outline = state.outline if state.outline is not None else self._outlines.get(state.style or 0)
        made = paragraph("".join(self._printed()), outline if outline is not None and outline < BODY_LEVEL else None)
        self._text, self._number = [], []
        return Piece(made, depth, ends_cell)

    def _printed(self) -> Iterator[str]:
        """The number that a list prints, unless it is a bullet, and the text; halves of wide characters joined."""
        self._settle()
        number = "".join(self._number).strip()
        if SPOKEN.search(number):
            yield number + ("" if CLOSED.search(number) else " ")
        yield "".join(self._text).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
