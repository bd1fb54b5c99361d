"""Turn plain text into paragraphs and grids: dumps of Word files, text copied from web pages, pipe and tab tables."""

import re
from collections.abc import Iterator
from itertools import pairwise

from gipcrawler.documents.cellrun import settle_blanks
from gipcrawler.documents.charset import decode
from gipcrawler.documents.plain_markdown import BOLD, unmark
from gipcrawler.documents.plain_pipes import read_pipes
from gipcrawler.documents.plain_tabs import read_tabs
from gipcrawler.documents.sniff import INLINE_TABLE
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Block, Document, Metadata, Paragraph
from gipcrawler.text.spaces import tidy

# What text dumpers leave where something stood that is no text; the path of a picture may itself hold brackets
MARKS = re.compile(r"\[(?:bookmark|image|embedded)\s*:(?:[^\[\]\n]|\[[^\[\]\n]*\])*\]")
NEWLINES = re.compile(r"\r+\n|\r|\u2028|\u2029|\v")  # \r\r\n: a file that went through text mode twice
HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*\S)\s*")
TAG = re.compile(r"(<br\s*/?>)|</?[a-z][^<>]*>", re.IGNORECASE)
PAGE_NUMBER = re.compile(r"\s*(?:[-—–―]+\s*\d{1,3}\s*[-—–―]+|第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?)\s*")


def read_plain(body: bytes, charset: str | None = None) -> Document:
    """The document of a text file's bytes (UTF-8, UTF-16 with its mark, or GB18030; `charset` as HTTP declared it).

    Each line is a paragraph; tables (one cell a line with a tab before it, rows with tabs or pipes) become grids
    with `aligned` false, because a dump loses the spans. Cells that stand as lines of their own stay paragraphs.
    Raises UnreadableError where there is no text.
    """
    text, name = decode(body, (charset,))
    blocks = settle_blanks(_marked_up(text) if INLINE_TABLE.search(text) else _blocks(_lines(unmark(text))))
    if not blocks:
        raise UnreadableError("The text file holds no text: fetch it again.")
    return Document("text/plain", blocks, Metadata(charset=name))


def _marked_up(text: str) -> Iterator[Block | None]:
    """The blocks of a text in which tables stand in HTML."""
    from gipcrawler.documents.html_page import parse  # noqa: PLC0415 - a library that most texts do not need
    from gipcrawler.documents.html_table import Tables  # noqa: PLC0415
    from gipcrawler.documents.html_walk import walk  # noqa: PLC0415

    end = 0
    for table in INLINE_TABLE.finditer(text):
        yield from _blocks(_lines(unmark(TAG.sub(_line_end, text[end : table.start()]))))
        root = parse(table[0].encode("utf-8", "replace"), "utf-8")[0]
        yield from walk(root, Tables(root))
        end = table.end()
    yield from _blocks(_lines(unmark(TAG.sub(_line_end, text[end:]))))


def _line_end(tag: re.Match[str]) -> str:
    return "\n" if tag[1] else ""


def _lines(text: str) -> list[str]:
    """The lines without marks and page numbers; empty ones stay, because they end rows."""
    lines: list[str] = []
    text = NEWLINES.sub("\n", text.replace("\0", ""))
    for page, sheet in enumerate(text.split("\f"), 1):
        written = [line for line in _unmarked(sheet) if not PAGE_NUMBER.fullmatch(line)]
        lines += _without_foot(written, page)
    return _single_spaced(lines)


def _unmarked(sheet: str) -> Iterator[str]:
    for line in sheet.removesuffix("\n").split("\n"):
        clean = MARKS.sub("", line)
        if clean == line or clean.strip() or "\t" in clean:  # a cell that held only a picture stays, empty
            yield clean


def _without_foot(lines: list[str], page: int) -> list[str]:
    """Drop a bare page number that stands last before a form feed; on other lines a bare number is a cell."""
    last = next((index for index in reversed(range(len(lines))) if lines[index].strip()), None)
    if last is not None and page > 0 and lines[last].strip() == str(page) and "\t" not in lines[last]:
        return lines[:last]
    return lines


def _single_spaced(lines: list[str]) -> list[str]:
    """Undo the doubling of every line end, which would hide where the rows of a tab table end."""
    tabbed = [index for index, line in enumerate(lines) if line.startswith("\t")]
    gaps = [low - high for high, low in pairwise(tabbed)]
    if len(gaps) < 2 or min(gaps) < 2 or not any(gap > 2 for gap in gaps):
        return lines
    if any(one.strip() and other.strip() for one, other in pairwise(lines)):
        return lines
    return lines[::2] if lines[0].strip() else lines[1::2]


def _blocks(lines: list[str]) -> Iterator[Block | None]:
    start = 0
    while start < len(lines):
        table = read_tabs(lines, start) or read_pipes(lines, start)
        if table:
            yield from table.blocks
            start = table.end
            continue
        line = lines[start]
        if line.strip():
            yield _paragraph(line)
        elif line:
            yield None
        start += 1


def _paragraph(line: str) -> Paragraph | None:
    """The paragraph of a line; Markdown's marks of headings and of bold lines are no text."""
    heading = HEADING.fullmatch(line)
    text = tidy(BOLD.sub(r"\1", heading[2] if heading else line))
    return Paragraph(text, len(heading[1]) if heading else None) if text else None
