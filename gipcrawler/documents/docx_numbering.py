"""Turn Word's list definitions into the numbers that it prints before paragraphs and does not keep in their text."""

import re
from collections import defaultdict
from dataclasses import dataclass

from lxml import etree

from gipcrawler.documents.docx_numerals import FORMATS
from gipcrawler.documents.docx_package import W
from gipcrawler.documents.docx_styles import OFF, Styles, number, value

# Nine levels is what a list has (ISO/IEC 29500-1, 17.9.3)
LEVELS = 9
# After these marks Word's tab is white space only; after anything else a space keeps number and text apart.
CLOSED = re.compile(r"[^\w.]$")


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    kind: str
    pattern: str
    suffix: str
    restart: int | None
    decimal: bool
    style: str | None


class Numbering:
    """Counts the paragraphs of a document's lists, in document order; a document needs its own."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists = _by_id(root, "num", "numId")
        self._abstract = _by_id(root, "abstractNum", "abstractNumId")
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[str] = set()
        self._levels: dict[tuple[str, int], _Level | None] = {}

    def printed(self, paragraph: etree._Element | None) -> str:
        """The number that Word prints before the next paragraph, which has these properties (`w:pPr`).

        With what separates it from the text; empty for a paragraph of no list, and for bullets, which number nothing.
        """
        listing = self._styles.listing(paragraph)
        if listing is None:
            return ""
        num_id, index, style = listing
        if index is None:
            linked = (
                at for at in range(LEVELS) if style and (found := self._level(num_id, at)) and found.style == style
            )
            index = next(linked, 0)
        level = self._level(num_id, index)
        if level is None or level.kind == "bullet":
            return ""
        counts = self._advance(num_id, index, level)
        text = re.sub("%([1-9])", lambda match: self._place(num_id, int(match[1]) - 1, level, counts), level.pattern)
        gap = "" if not text or level.suffix == "nothing" or CLOSED.search(text) else " "
        return text + gap

    def _advance(self, num_id: str, index: int, level: _Level) -> dict[int, int]:
        counts = self._counts[self._abstract_of(num_id)]
        if num_id not in self._begun:
            self._begun.add(num_id)
            for at in range(LEVELS):  # a list that restarts another one's count does so once, where it begins
                if self._restarts(num_id, at):
                    counts.pop(at, None)
        counts[index] = counts[index] + 1 if index in counts else level.start
        for deeper in [at for at in counts if at > index]:
            below = self._level(num_id, deeper)
            # 17.9.10: a level starts anew after any level above it, or only after the named ones, or (0) never
            if below is None or below.restart is None or index + 1 <= below.restart:
                del counts[deeper]
        return counts

    def _place(self, num_id: str, index: int, shown: _Level, counts: dict[int, int]) -> str:
        level = self._level(num_id, index)
        if level is None:
            return ""
        n = counts.get(index, level.start)
        return str(n) if shown.decimal else FORMATS.get(level.kind, str)(n)

    def _abstract_of(self, num_id: str) -> str:
        """The id of the definition that a list follows; numbering styles lead to another list first (17.9.21)."""
        for _ in range(LEVELS):
            abstract = value(self._lists.get(num_id), "abstractNumId") or ""
            style = value(self._abstract.get(abstract), "numStyleLink")
            linked = self._styles.list_of(style) if style else None
            if linked is None or linked == num_id:
                return abstract
            num_id = linked
        return ""

    def _override(self, num_id: str, index: int) -> etree._Element | None:
        overrides = self._lists[num_id].findall(W + "lvlOverride") if num_id in self._lists else []
        return next((item for item in overrides if number(item.get(W + "ilvl")) == index), None)

    def _restarts(self, num_id: str, index: int) -> bool:
        return value(self._override(num_id, index), "startOverride") is not None

    def _level(self, num_id: str, index: int) -> _Level | None:
        key = (num_id, index)
        if key not in self._levels:
            self._levels[key] = self._read_level(num_id, index)
        return self._levels[key]

    def _read_level(self, num_id: str, index: int) -> _Level | None:
        override = self._override(num_id, index)
        element = override.find(W + "lvl") if override is not None else None
        if element is None:
            abstract = self._abstract.get(self._abstract_of(num_id))
            levels = abstract.findall(W + "lvl") if abstract is not None else []
            element = next((level for level in levels if number(level.get(W + "ilvl")) == index), None)
        if element is None:
            return None
        start = number(value(override, "startOverride"))
        if start is None:
            start = number(value(element, "start"))
        # Word 2010 puts a custom format into mc:Choice and a plain one into mc:Fallback: the plain one will do.
        kinds = [str(kind.get(W + "val")) for kind in element.iter(W + "numFmt")]
        legal = element.find(W + "isLgl")
        return _Level(
            start=1 if start is None else start,
            kind=next((kind for kind in kinds if kind != "custom"), "decimal"),
            pattern=value(element, "lvlText") or "",
            suffix=value(element, "suff") or "tab",
            restart=number(value(element, "lvlRestart")),
            decimal=legal is not None and legal.get(W + "val", "true") not in OFF,
            style=value(element, "pStyle"),
        )


def _by_id(root: etree._Element | None, name: str, key: str) -> dict[str, etree._Element]:
    elements = root.findall(W + name) if root is not None else []
    return {element.get(W + key, ""): element for element in elements}
