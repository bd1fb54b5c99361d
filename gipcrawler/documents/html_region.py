"""Find the element of a page that holds the report: a known container, or where trafilatura sees the main text."""

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy

from lxml.etree import iterwalk
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Document as MainText

from gipcrawler.documents.html_table import Role, take_apart
from gipcrawler.documents.html_text import BLOCKS, BREAK, SILENT, squeeze

# PORTALS section 5, in lower case (pages write zoom and Zoom)
IDS = "ivs_content zoom ucap-content cmsarticlecontent doc_left maintext xlrllt vsb_content ucapcontent content"
CLASSES = (
    "trs_ueditor trs_editor_view trs_editor custom_unionstyle pages_content gknbxq_detail article-content"
    " article_content xxgk_content bt_content main_content wzcon gkxl-article content v_news_content"
)
KNOWN_IDS = frozenset(IDS.split())
KNOWN_CLASSES = frozenset(CLASSES.split())
# What the sections of a report are called, one pattern a section (FORMATS sections 1 and 8)
MARKERS = tuple(
    re.compile(pattern)
    for pattern in (
        r"总体情况|概述|基本情况",
        r"主动公开(?:政府)?(?:信息)?的?情况",
        r"收到和(?:处理|办理)|依申请公开(?:政府信息)?(?:办理|工作)?情况",
        r"行政复议|行政诉讼",
        r"存在的?(?:主要)?(?:问题|不足)|主要问题",
        r"其[他它]?(?:需要?|应当)?(?:报告|说明)的?(?:其他)?(?:事项|情况)|其他报告事项",
        r"第二十条第|统计指标",
    )
)
NUMBERED = re.compile(r"\s*(?:[一二三四五六七八九十]{1,2}|[1-9])\s*[、.．]\s*\S")
FEWEST_LETTERS = 6  # shorter text nodes say nothing of where the main text is
LONGEST_TITLE = 40
UNDIVIDED = frozenset({"p", "table", "tbody", "tr", "span", "font", "pre"})  # too small to be the place of a report
MOST_OF_IT = 0.9
FEW_CELLS = 12  # what a table of page data may have beside the report


def find_region(root: HtmlElement) -> HtmlElement:
    """The smallest element that holds the whole report, or the main text of a page that holds none."""
    body = root.find("body")
    page = root if body is None else body
    known = _known(page)
    return _seen(page) if known is None else known


def count_markers(text: str) -> int:
    """How many of the sections of a report a text without spaces names."""
    return sum(1 for marker in MARKERS if marker.search(text))


def _known(page: HtmlElement) -> HtmlElement | None:
    """The known container with the most sections, the longest of equals, narrowed as far as a report allows."""
    texts = {element: squeeze(element.text_content()) for element in _containers(page)}
    marks = {element: count_markers(text) for element, text in texts.items()}
    most = max(marks.values(), default=0)
    if not most:
        return None
    best = max((element for element in texts if marks[element] == most), key=lambda element: len(texts[element]))
    while True:
        inside = (inner for inner in best.iterdescendants() if marks.get(inner) == most)
        inner = next((inner for inner in inside if _is_frame(best, inner, texts)), None)
        if inner is None:
            return best
        best = inner


def _containers(page: HtmlElement) -> Iterator[HtmlElement]:
    for element in page.xpath(".//*[@id or @class]"):
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


def _seen(page: HtmlElement) -> HtmlElement:
    """The smallest element with nearly all that trafilatura takes for main text, every section title and table."""
    grids = {element for element in page.iter("table") if take_apart(element).role is Role.GRID}
    blob = _main_text(page, grids)
    own: dict[HtmlElement, tuple[int, int]] = {}  # letters of main text, and marks of a report, in the element itself
    for element, texts in _own_lines(page).items():
        letters = sum(len(text) for text in texts if len(text) >= FEWEST_LETTERS and text in blob)
        own[element] = (letters, sum(map(_is_title, texts)) + (element in grids and _is_official(element)))
    return _narrow(page, own)


def _own_lines(page: HtmlElement) -> dict[HtmlElement, list[str]]:
    """For each block and table its own lines, without spaces: the text in it that stands in no block inside it."""
    raw: dict[HtmlElement, list[str]] = {page: []}
    owners = [page]  # the blocks that are open
    for event, element in iterwalk(page, events=("start", "end")):
        block = element.tag in BLOCKS and element is not page
        if event == "start":
            if block or element.tag == "br":
                raw[owners[-1]].append(BREAK)
            if block:
                owners.append(element)
                raw[element] = []
            if element.text and element.tag not in SILENT:
                raw[owners[-1]].append(element.text)
        elif element is not page:
            if block:
                owners.pop()
            if element.tail:
                raw[owners[-1]].append(element.tail)
    return {element: [squeeze(line) for line in "".join(parts).split(BREAK)] for element, parts in raw.items()}


def _is_title(text: str) -> bool:
    return len(text) < LONGEST_TITLE and NUMBERED.match(text) is not None and count_markers(text) > 0


def _is_official(grid: HtmlElement) -> bool:
    return count_markers(squeeze(grid.text_content())) > 0


def _main_text(page: HtmlElement, grids: Iterable[HtmlElement]) -> str:
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


def _narrow(page: HtmlElement, own: dict[HtmlElement, tuple[int, int]]) -> HtmlElement:
    sums: dict[HtmlElement, tuple[int, int]] = {}
    for element in reversed(list(page.iter())):
        letters, marks = own.get(element, (0, 0))
        for child in element:
            letters, marks = letters + sums[child][0], marks + sums[child][1]
        sums[element] = (letters, marks)
    region = page
    enough, all_marks = sums[page][0] * MOST_OF_IT, sums[page][1]
    while True:
        inner = next((child for child in region if sums[child][0] >= enough and sums[child][1] == all_marks), None)
        if inner is None or inner.tag in UNDIVIDED:
            return region
        region = inner
