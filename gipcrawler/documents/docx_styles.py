"""Turn a Word package's styles into what the reading of a paragraph asks of them: heading level, list, hidden text."""

import re
from collections.abc import Iterator

from lxml import etree

from gipcrawler.documents.docx_package import W

HEADING_NAME = re.compile(r"(?:heading|标题) ?([1-6])", re.IGNORECASE)
OFF = {"0", "false", "off", "none"}


def flag(properties: etree._Element | None, name: str) -> bool | None:
    """Whether an on/off property (ISO/IEC 29500-1, 17.17.4) is set, cleared, or (null) not mentioned."""
    element = properties.find(W + name) if properties is not None else None
    return None if element is None else element.get(W + "val", "true") not in OFF


def value(properties: etree._Element | None, path: str) -> str | None:
    """The `w:val` of the element at a path of names such as `numPr/numId`, or null."""
    element = properties.find("/".join(W + name for name in path.split("/"))) if properties is not None else None
    return None if element is None else element.get(W + "val")


def number(text: str | None) -> int | None:
    """The number of an attribute, or null where it is missing or no number."""
    try:
        return int(text or "")
    except ValueError:
        return None


class Styles:
    """Looks properties up along a style's chain of `basedOn`."""

    def __init__(self, root: etree._Element | None) -> None:
        elements = root.findall(W + "style") if root is not None else []
        self._styles = {element.get(W + "styleId", ""): element for element in elements}
        self._default = next(
            (
                style
                for style, element in self._styles.items()
                if element.get(W + "type") == "paragraph" and element.get(W + "default", "0") not in OFF
            ),
            None,
        )

    def heading(self, paragraph: etree._Element | None) -> int | None:
        """The heading level 1 to 6 of a paragraph with these properties (`w:pPr`), or null for body text."""
        level = number(value(paragraph, "outlineLvl"))
        for element in self._chain(self._style_of(paragraph)):
            if level is not None:
                break
            level = number(value(element.find(W + "pPr"), "outlineLvl"))
            name = HEADING_NAME.fullmatch(value(element, "name") or "")
            if level is None and name:
                level = int(name[1]) - 1
        return level + 1 if level is not None and 0 <= level < 6 else None

    def listing(self, paragraph: etree._Element | None) -> tuple[str, int | None, str | None] | None:
        """The list of a paragraph with these properties: its numId, its level, and the style that names the list."""
        own, level = value(paragraph, "numPr/numId"), number(value(paragraph, "numPr/ilvl"))
        if own is not None:
            return (own, level, None) if own != "0" else None
        style = self._style_of(paragraph)
        for element in self._chain(style):
            properties = element.find(W + "pPr")
            num_id = value(properties, "numPr/numId")
            if num_id is not None:
                if level is None:
                    level = number(value(properties, "numPr/ilvl"))
                return (num_id, level, element.get(W + "styleId")) if num_id != "0" else None
        return None

    def list_of(self, style: str) -> str | None:
        """The numId that a numbering style names, or null."""
        chain = (value(element.find(W + "pPr"), "numPr/numId") for element in self._chain(style))
        return next((num_id for num_id in chain if num_id), None)

    def hides(self, run: etree._Element | None, paragraph: etree._Element | None) -> bool:
        """Whether a run with these properties (`w:rPr`) in a paragraph with those is hidden text."""
        own = flag(run, "vanish")
        for style in (value(run, "rStyle"), self._style_of(paragraph)):
            for element in self._chain(style):
                if own is not None:
                    return own
                own = flag(element.find(W + "rPr"), "vanish")
        return bool(own)

    def _style_of(self, paragraph: etree._Element | None) -> str | None:
        return value(paragraph, "pStyle") or self._default

    def _chain(self, style: str | None) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while style and style not in seen and style in self._styles:
            seen.add(style)
            yield self._styles[style]
            style = value(self._styles[style], "basedOn")
