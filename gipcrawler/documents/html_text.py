"""Turn elements of a page into the lines that a browser prints, and tell what is hidden or no text at all."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Final

from lxml.etree import iterwalk
from lxml.html import HtmlElement

BLOCK_TAGS = (
    "address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td tfoot th"
    " thead tr ul"
)
SILENT_TAGS = (
    "applet audio base button canvas datalist embed frame frameset head iframe input link map meta noframes noscript"
    " object option param script select style svg template textarea title video"
)
BLOCKS: Final = frozenset(BLOCK_TAGS.split())
SILENT: Final = frozenset(SILENT_TAGS.split())
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)

BREAK: Final = "\u2028"  # a printed line break, told from the line ends of the source, which print nothing
# CSS Text 3, section 4.1.3: a line end between two wide characters of the source prints nothing, elsewhere a space
WIDE = "\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6"
SEGMENT = re.compile(rf"(?<=[{WIDE}])[ \t\r\f]*\n[ \t\r\n\f]*(?=[{WIDE}])")
COLLAPSED = re.compile(r"[ \t\r\n\f]+")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
BLANKS = re.compile("[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")


def find_hidden(page: HtmlElement) -> frozenset[HtmlElement]:
    """The elements of a page that are not printed: `hidden`, or a style of their own that hides them.

    Asked of all at once, because a page repeats the same few styles hundreds of times.
    """
    styles = set(page.xpath("descendant-or-self::*/@style", smart_strings=False))
    hiding = {style for style in styles if HIDDEN_STYLE.search(style)}
    styled = page.xpath("descendant-or-self::*/@style/..") if hiding else ()
    hidden = [element for element in styled if element.get("style") in hiding]
    return frozenset(hidden + page.xpath("descendant-or-self::*/@hidden/.."))


def squeeze(text: str) -> str:
    """The text without any white space, for comparing and measuring."""
    return "".join(text.split())


def print_lines(raw: str) -> list[str]:
    """The printed lines of source text in which `BREAK` stands for each line break; empty ones included."""
    if raw.isprintable() and "  " not in raw:  # none of the characters below is, but for the space
        return [raw.strip()]
    if "\n" in raw:
        raw = SEGMENT.sub("", raw)
    return [BLANKS.sub(" ", line).strip() for line in COLLAPSED.sub(" ", INVISIBLE.sub("", raw)).split(BREAK)]


def printed(element: HtmlElement, hidden: AbstractSet[HtmlElement], apart: AbstractSet[HtmlElement]) -> str:
    """The text of an element as printed, one line a line, without what is `hidden` and what is printed `apart`."""
    if not len(element):
        text: str = element.text or ""
        return text if text.isalnum() else "\n".join(filter(None, print_lines(text)))  # most are a bare figure or word
    return "\n".join(filter(None, print_lines("".join(_raw(element, hidden, apart)))))


def _raw(root: HtmlElement, hidden: AbstractSet[HtmlElement], apart: AbstractSet[HtmlElement]) -> Iterator[str]:
    walk = iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in SILENT or element in apart or element in hidden:
                walk.skip_subtree()
                continue
            if tag == "br" or tag in BLOCKS:
                yield BREAK
            if element.text:
                yield source_text(element)
        else:
            if tag in BLOCKS:
                yield BREAK
            if element is not root and element.tail:
                yield element.tail


def source_text(element: HtmlElement) -> str:
    """The text before an element's first child; the line ends of `<pre>` are printed."""
    text = element.text or ""
    return text.replace("\r\n", "\n").replace("\n", BREAK) if element.tag == "pre" else text
