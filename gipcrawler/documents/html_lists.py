"""Turn an item of a numbered list into the number that a browser prints before it and that no text holds."""

import re
from collections.abc import Callable
from typing import Final

from lxml.html import HtmlElement

from gipcrawler.documents.docx_numerals import FORMATS
from gipcrawler.text.labels import split_number

# HTML standard, section 4.4.5: the attribute `type`
TYPES: Final = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;]+)", re.IGNORECASE)
WHOLE = re.compile(r"\s*[+-]?\d{1,6}")
# CSS Counter Styles 3, sections 6 and 7: how a counter is written, and what stands behind it
COUNTING = FORMATS["chineseCounting"]
STYLES: Final[dict[str, tuple[Callable[[int], str], str]]] = {
    "decimal": (str, "."),
    "decimal-leading-zero": (FORMATS["decimalZero"], "."),
    **dict.fromkeys(("lower-alpha", "lower-latin"), (FORMATS["lowerLetter"], ".")),
    **dict.fromkeys(("upper-alpha", "upper-latin"), (FORMATS["upperLetter"], ".")),
    "lower-roman": (FORMATS["lowerRoman"], "."),
    "upper-roman": (FORMATS["upperRoman"], "."),
    **dict.fromkeys(("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal"), (COUNTING, "、")),
    "simp-chinese-formal": (FORMATS["chineseLegalSimplified"], "、"),
    "trad-chinese-formal": (FORMATS["ideographLegalTraditional"], "、"),
    "cjk-decimal": (FORMATS["ideographDigital"], "、"),
    "cjk-heavenly-stem": (FORMATS["ideographTraditional"], "、"),
}


class Lists:
    """The counters of a page's numbered lists, for items that are asked for in their order."""

    def __init__(self) -> None:
        self._counters: dict[HtmlElement, int] = {}

    def marker(self, item: HtmlElement) -> str:
        """The printed number of a `<li>` (`一、`, `3.`), or nothing: it is in no numbered list, or shows no words.

        Nothing too where the text brings a number of its own, as where the site's style hides that of the list, and
        where it begins with a figure: what may be a table's cell must not grow a digit.
        """
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return ""
        step = -1 if parent.get("reversed") is not None else 1
        count = _whole(item.get("value"))
        if count is None:
            before = self._counters.get(parent)
            count = _first(parent, step) if before is None else before + step
        self._counters[parent] = count
        text = next((words for part in item.itertext() if (words := part.strip())), "")  # the rest may be a whole page
        if not text[:1].isalpha() or split_number(text)[0]:
            return ""
        numeral, mark = STYLES.get(_style(item) or _style(parent) or "decimal", (None, ""))
        return f"{numeral(count)}{mark}" if numeral and count > 0 else ""


def _first(parent: HtmlElement, step: int) -> int:
    start = _whole(parent.get("start"))
    if start is not None:
        return start
    return 1 if step > 0 else len(parent.findall("li"))


def _style(element: HtmlElement) -> str | None:
    """The counter style that an element itself names; `list-style` may hold a place and a picture beside it."""
    found = STYLE.search(element.get("style", ""))
    if found:
        names = found[1].lower().split()
        return next((name for name in names if name in STYLES or name == "none"), names[0])
    return TYPES.get(element.get("type", ""))


def _whole(text: str | None) -> int | None:
    found = WHOLE.match(text or "")
    return int(found[0]) if found else None
