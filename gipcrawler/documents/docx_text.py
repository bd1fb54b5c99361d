"""Turn the runs of a Word paragraph into the text that is printed, and into what hangs on it: boxes and notes."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from gipcrawler.documents.docx_package import W
from gipcrawler.documents.docx_styles import Styles

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
# Marks that stand for themselves; a soft hyphen is printed by accident of the line only.
MARKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
TEXT = {W + "t", M + "t"}
DROPPED = {W + name for name in ("pPr", "rPr", "del", "moveFrom", "delText", "instrText", "rt", "sdtPr", "sdtEndPr")}
PICTURES = {W + name for name in ("drawing", "pict", "object")}
BOX = W + "txbxContent"


@dataclass(slots=True)
class Inline:
    """A paragraph's printed text; `boxes` are its text boxes, `notes` the ids of its footnotes, in order.

    `runs_on` is true where the paragraph's end is deleted, so that it is printed as one with the next.
    """

    text: str = ""
    runs_on: bool = False
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_inline(paragraph: etree._Element, styles: Styles) -> Inline:
    """The printed text of a `w:p`: inserted text kept, deleted and hidden text not, each text box once."""
    properties = paragraph.find(W + "pPr")
    found = Inline()
    if properties is not None:
        marks = (properties.find(f"{W}rPr/{W}{name}") for name in ("del", "moveFrom"))
        found.runs_on = any(mark is not None for mark in marks)
    found.text = "".join(_text(paragraph, properties, styles, found))
    return found


def branch(element: etree._Element) -> Iterator[etree._Element]:
    """The children of an element; of an `mc:AlternateContent` those of the first choice, as Word 2010 takes it."""
    for child in element:
        if child.tag == MC + "AlternateContent":
            choice = child.find(MC + "Choice")
            taken = choice if choice is not None else child.find(MC + "Fallback")
            if taken is not None:
                yield from branch(taken)
        else:
            yield child


def _text(element: etree._Element, paragraph: etree._Element | None, styles: Styles, found: Inline) -> Iterator[str]:
    for child in branch(element):
        if child.tag in DROPPED or not isinstance(child.tag, str):
            continue
        if child.tag in TEXT:
            yield child.text or ""
        elif child.tag in PICTURES:
            found.boxes.extend(_boxes(child))
        elif child.tag == W + "sym":
            yield _symbol(child.get(W + "char", ""))
        elif child.tag == W + "footnoteReference":
            found.notes.append(child.get(W + "id", ""))
        elif child.tag.startswith(W) and child.tag[len(W) :] in MARKS:
            yield MARKS[child.tag[len(W) :]]
        elif child.tag != W + "r" or not styles.hides(child.find(W + "rPr"), paragraph):
            yield from _text(child, paragraph, styles, found)


def _symbol(code: str) -> str:
    """The character of a `w:sym`, whose code is four hexadecimal digits (ISO/IEC 29500-1, 17.3.3.30)."""
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    """The text boxes of a picture or shape; those inside a box are found when the box is read."""
    for child in branch(element):
        if child.tag == BOX:
            yield child
        else:
            yield from _boxes(child)
