"""Turn the list styles of OpenDocument into the list definitions of a .docx, from which their numbers are printed."""

from collections.abc import Iterable

from lxml import etree

from gipcrawler.documents.docx_package import W
from gipcrawler.documents.odt_names import STYLE, TEXT, count
from gipcrawler.documents.word_tree import setting

# What begins the series by which `style:num-format` names it (ODF 1.2 part 1, 19.500; LibreOffice writes the rest)
NUMERALS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "一": "chineseCounting",
    "壹": "chineseLegalSimplified",
    "甲": "ideographTraditional",
    "子": "ideographZodiac",
    "①": "decimalEnclosedCircle",
    "１": "decimalFullWidth",
    "": "none",
}
NUMBERED, BULLET = TEXT + "list-level-style-number", TEXT + "list-level-style-bullet"


class Lists:
    """The lists of one document: each that begins is a new one, unless it says that it goes on from another."""

    def __init__(self, roots: Iterable[etree._Element]) -> None:
        self.root = etree.Element(W + "numbering")
        self._styles: dict[str, int] = {}
        self._last: dict[str, int] = {}  # by style: the list that it was last used for
        self._named: dict[str, int] = {}  # by xml:id
        self._lists = 0
        for root in roots:
            for style in root.iter(TEXT + "list-style"):
                self._define(style)

    def begin(self, element: etree._Element, outer: tuple[int, int] | None) -> tuple[int, int] | None:
        """The list and the level of a `text:list` inside of an item `outer`; null where its style is not told."""
        if outer is not None and not element.get(TEXT + "style-name"):
            return outer[0], outer[1] + 1
        style = element.get(TEXT + "style-name") or ""
        if style not in self._styles:
            return None
        before = self._named.get(element.get(TEXT + "continue-list") or "")
        if before is None and element.get(TEXT + "continue-numbering") == "true":
            before = self._last.get(style)
        number = before or self._use(style)
        self._last[style] = number
        if identity := element.get("{http://www.w3.org/XML/1998/namespace}id"):
            self._named[identity] = number
        return number, outer[1] + 1 if outer else 0

    def _use(self, style: str) -> int:
        self._lists += 1
        made = etree.SubElement(self.root, W + "num")
        made.set(W + "numId", str(self._lists))
        setting(made, "abstractNumId", self._styles[style])
        # a list of its own counts from its own beginning
        for level in range(9):
            override = etree.SubElement(made, W + "lvlOverride")
            override.set(W + "ilvl", str(level))
            setting(override, "startOverride", self._start(style, level))
        return self._lists

    def _start(self, style: str, level: int) -> int:
        definition = self.root.findall(W + "abstractNum")[self._styles[style]]
        told = [one.find(W + "start") for one in definition if one.get(W + "ilvl") == str(level)]
        return next((count(one.get(W + "val"), 1) for one in told if one is not None), 1)

    def _define(self, style: etree._Element) -> None:
        name = style.get(STYLE + "name") or ""
        if name in self._styles:
            return
        self._styles[name] = len(self._styles)
        made = etree.SubElement(self.root, W + "abstractNum")
        made.set(W + "abstractNumId", str(self._styles[name]))
        for level in style.iterchildren(NUMBERED, BULLET):
            index = count(level.get(TEXT + "level"), 1) - 1
            one = etree.SubElement(made, W + "lvl")
            one.set(W + "ilvl", str(index))
            setting(one, "start", count(level.get(TEXT + "start-value"), 1))
            told = level.get(STYLE + "num-format") or ""
            setting(one, "numFmt", "bullet" if level.tag == BULLET else NUMERALS.get(told[:1], "decimal"))
            setting(one, "suff", "tab")
            shown = max(1, count(level.get(TEXT + "display-levels"), 1))
            places = ".".join(f"%{at + 1}" for at in range(max(0, index + 1 - shown), index + 1))
            before, after = level.get(STYLE + "num-prefix") or "", level.get(STYLE + "num-suffix") or ""
            told_whole = level.get(
                "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}num-list-format"
            )
            setting(one, "lvlText", _pattern(told_whole) if told_whole else f"{before}{places}{after}")


def _pattern(told: str) -> str:
    """LibreOffice's own way to tell a level's text: `%1%` stands for the number of the first level."""
    for level in range(1, 10):
        told = told.replace(f"%{level}%", f"%{level}")
    return told
