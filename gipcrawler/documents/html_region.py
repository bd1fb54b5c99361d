"""Find the element of a page that holds the report: a known container, or where trafilatura sees the main text."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from copy import deepcopy
from dataclasses import dataclass, field

from lxml.etree import iterwalk
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Document as MainText

from gipcrawler.documents.html_table import Role, Tables
from gipcrawler.documents.html_text import BLOCKS, BREAK, SILENT, squeeze
from gipcrawler.documents.section_titles import count_markers

# PORTALS section 5, in lower case (pages write zoom and Zoom)
IDS = "ivs_content zoom ucap-content cmsarticlecontent doc_left maintext xlrllt vsb_content ucapcontent content"
CLASSES = (
    "trs_ueditor trs_editor_view trs_editor custom_unionstyle pages_content gknbxq_detail article-content"
    " article_content xxgk_content bt_content main_content wzcon gkxl-article content v_news_content"
)
KNOWN_IDS = frozenset(IDS.split())
KNOWN_CLASSES = frozenset(CLASSES.split())
# Labels of the official tables, of which some stands in each
OFFICIAL = re.compile(r"第二十条第|规章|规范性文件|行政许可|信息公开申请|自然人|结果维持|统计指标|指标名称|主动公开")
NUMBERED = re.compile(r"\s*(?:[一二三四五六七八九十]{1,2}|[1-9])\s*[、.．]\s*\S")
FEWEST_LETTERS = 6  # shorter text nodes say nothing of where the main text is
LONGEST_TITLE = 40
UNDIVIDED = frozenset({"p", "table", "tbody", "tr", "span", "font", "pre"})  # too small to be the place of a report
MOST_OF_IT = 0.9
FEW_CELLS = 12  # what a table of page data may have beside the report


def find_region(root: HtmlElement, tables: Tables) -> HtmlElement:
    """The smallest element that holds the whole report, or the main text of a page that holds none."""
    body = root.find("body")
    page = root if body is None else body
    known = _known(page)
    return _seen(page, tables) if known is None else known


def _known(page: HtmlElement) -> HtmlElement | None:
    """The known container with the most sections, the longest of equals, narrowed as far as a report allows."""
    texts = {element: squeeze(element.text_content()) for element in _containers(page)}
    marks = {element: count_markers(text) for element, text in texts.items()}
    most = max(marks.values(), default=0)
    if not most:
        return None
    best = max((element for element in texts if marks[element] == most), key=lambda element: len(texts[element]))
    while True:
        inside = (inner for inner in texts if marks[inner] == most and best in inner.iterancestors())
        inner = next((inner for inner in inside if _is_frame(best, inner, texts)), None)
        if inner is None:
            return best
        best = inner


def _containers(page: HtmlElement) -> Iterator[HtmlElement]:
    for element in page.xpath("descendant::*/@id/.. | descendant::*/@class/.."):
        classes = element.get("class", "").lower().split()
        if (
            element.get("id", "").lower() in KNOWN_IDS
            or not KNOWN_CLASSES.isdisjoint(classes)
            or (element.tag == "div" and "view" in classes)
        ):
            yield element


def _is_frame(outer: HtmlElement, inner: HtmlElement, texts: dict[HtmlElement, str]) -> bool:
    """Whether `outer` adds nothing to `inner` but page furniture: no sentences and no table of figures."""
    before, _, after = texts[outer].partition(texts[inner])
    if (before + after).count("。") > 1:
        return False
    return sum(1 for _ in outer.iter("td")) - sum(1 for _ in inner.iter("td")) <= FEW_CELLS


@dataclass(slots=True)
class _Block:
    """A block of the page: its own lines without spaces, then what it and the blocks in it hold of a report."""

    element: HtmlElement
    raw: list[str] = field(default_factory=list)
    inner: list["_Block"] = field(default_factory=list)
    letters: int = 0  # of main text
    marks: int = 0  # section titles and official tables


def _seen(page: HtmlElement, tables: Tables) -> HtmlElement:
    """The smallest element with nearly all that trafilatura takes for main text, every section title and table."""
    grids = {element for element in page.iter("table") if tables.take_apart(element).role is Role.GRID}
    blob = _main_text(page, grids)
    blocks = _blocks(page, grids)
    for block in reversed(blocks):  # inner ones first
        texts = [squeeze(line) for line in "".join(block.raw).split(BREAK)]
        block.letters = sum(len(text) for text in texts if len(text) >= FEWEST_LETTERS and text in blob)
        block.marks = sum(map(_is_title, texts)) + (block.element in grids and _is_official(block.element))
        block.letters += sum(inner.letters for inner in block.inner)
        block.marks += sum(inner.marks for inner in block.inner)
    return _narrow(blocks[0])


def _blocks(page: HtmlElement, grids: AbstractSet[HtmlElement]) -> list[_Block]:
    """The blocks of the page in reading order; grids have no lines of their own."""
    blocks = [_Block(page)]
    opened = [blocks[0]]
    walk = iterwalk(page, events=("start", "end"))
    for event, element in walk:
        is_block = element.tag in BLOCKS and element is not page
        if event == "start":
            if is_block or element.tag == "br":
                opened[-1].raw.append(BREAK)
            if is_block:
                blocks.append(_Block(element))
                opened[-1].inner.append(blocks[-1])
                opened.append(blocks[-1])
            if element in grids or element.tag in SILENT:
                walk.skip_subtree()
            elif element.text:
                opened[-1].raw.append(element.text)
        elif element is not page:
            if is_block:
                opened.pop()
            if element.tail:
                opened[-1].raw.append(element.tail)
    return blocks


def _is_title(text: str) -> bool:
    return len(text) < LONGEST_TITLE and NUMBERED.match(text) is not None and count_markers(text) > 0


def _is_official(grid: HtmlElement) -> bool:
    return OFFICIAL.search(squeeze(grid.text_content())) is not None


def _main_text(page: HtmlElement, grids: AbstractSet[HtmlElement]) -> str:
    """What trafilatura takes for main text, without spaces, once tables of figures are out and others unfolded."""
    out = {id(grid) for grid in grids}
    numbered = [index for index, element in enumerate(page.iter()) if id(element) in out]
    copy = deepcopy(page)
    elements = list(copy.iter())
    for index in numbered:
        elements[index].drop_tree()
    for element in copy.iter("table", "tbody", "thead", "tr", "td", "th"):
        element.tag = "div"
    found = bare_extraction(copy, fast=True, include_comments=False, include_tables=False)
    return squeeze(found.text or "") if isinstance(found, MainText) else ""


def _narrow(page: _Block) -> HtmlElement:
    """The innermost block with nearly all of it; tables that lay out the page are looked into, not taken."""
    block = found = page
    while True:
        inside = (inner for inner in block.inner if inner.letters >= page.letters * MOST_OF_IT)
        inner = next((inner for inner in inside if inner.marks == page.marks), None)
        if inner is None:
            return found.element
        block = inner
        if block.element.tag not in UNDIVIDED:
            found = block
