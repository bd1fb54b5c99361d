"""Turn the element that holds a report into paragraphs and grids, in reading order and without page furniture."""

import re
from typing import Final

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from gipcrawler.documents.html_furniture import Furniture, is_furniture_line
from gipcrawler.documents.html_lists import Lists
from gipcrawler.documents.html_sheet import split_sheet
from gipcrawler.documents.html_table import Role, Table, Tables, lay_out
from gipcrawler.documents.html_text import BLOCKS, BREAK, SILENT, print_lines, source_text
from gipcrawler.model import Block, Paragraph

HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
PRINTED_BLANK = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")


def walk(region: HtmlElement, tables: Tables) -> list[Block | None]:
    """The blocks of `region`; null stands for a paragraph or line that holds nothing but spaces."""
    walker = _Walker(region, tables)
    walker.walk(region)
    return walker.items


class _Walker:
    def __init__(self, region: HtmlElement, tables: Tables) -> None:
        self._tables = tables
        self.items: list[Block | None] = []
        self._furniture = Furniture(region)
        self._lists = Lists()
        self._marker = ""  # the number of a list's item whose first words are still to come
        self._raw: list[str] = []
        self._block = region

    def walk(self, root: HtmlElement) -> None:
        """Add the blocks of `root`; iterative, because unclosed tags nest without end."""
        events = iterwalk(root, events=("start", "end"))
        for event, element in events:
            tag = element.tag
            block = tag in BLOCKS
            if event == "start":
                if block:
                    self._close()
                if element is not root and self._passed_over(element, block):
                    events.skip_subtree()
                else:
                    self._open(element, block)
                continue
            if block:
                self._close()
                self._block = element.getparent() if element is not root else root
                if tag == "li":
                    self._marker = ""
            if element is not root and element.tail:
                self._raw.append(element.tail)

    def _passed_over(self, element: HtmlElement, block: bool) -> bool:
        if element.tag in SILENT or element in self._tables.hidden or (block and self._furniture.is_furniture(element)):
            return True
        return element.tag == "table" and self._table(element)

    def _open(self, element: HtmlElement, block: bool) -> None:
        if block:
            self._block = element
        elif element.tag == "br":
            self._raw.append(BREAK)
        if element.tag == "li":
            self._marker = self._lists.marker(element)
        if element.text:
            self._raw.append(source_text(element))

    def _table(self, element: HtmlElement) -> bool:
        """Whether a table is done with: as a grid, or as page data, which is metadata; else its cells are walked."""
        table = self._tables.take_apart(element)
        if table.role is Role.LAYOUT:
            return False
        if table.role is Role.GRID:
            self._grid(table)
        return True

    def _grid(self, table: Table) -> None:
        self._marker = ""
        for stray in table.strays:
            self.walk(stray)
            self._close()
        self.items += split_sheet(lay_out(table))
        for inner in table.nested:
            self._table(inner)

    def _close(self) -> None:
        """End the paragraph that is open; each printed line is one, but a heading's own lines stay together."""
        if not self._raw:
            return
        raw = "".join(self._raw)
        self._raw.clear()
        if not raw.strip("\t\r\n"):  # the source's own line ends, between most blocks
            return
        lines = print_lines(raw)
        if self._furniture.is_attachment(self._block, "".join(lines)):
            return
        heading = HEADINGS.get(self._block.tag)
        texts = ["\n".join(filter(None, lines))] if heading else lines
        written = [text for text in texts if text]
        if not written:
            if self._block.tag == "p" or PRINTED_BLANK.search(raw):
                self.items.append(None)
            return
        for text in texts:
            if text and not is_furniture_line(text):
                self.items.append(Paragraph(self._marker + text, heading))
                self._marker = ""
