"""Turn the style sheet of a binary Word file into what a style says of its paragraphs: heading level and list."""

from dataclasses import dataclass

from gipcrawler.documents.doc_file import STYLES, WordFile
from gipcrawler.documents.doc_properties import LIST, LIST_LEVEL, OUTLINE, properties

NONE = 0xFFF
PARAGRAPH_STYLE = 1
# The first nine styles after the plain one are the built-in headings, whatever the file calls them ([MS-DOC] 2.9.271)
HEADINGS = range(1, 10)
DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Style:
    """What a style gives its paragraphs; null is what it does not mention."""

    outline: int | None = None
    list: int | None = None
    level: int | None = None


PLAIN = Style()


class Styles:
    """Looks styles up by their index, with what they take from the styles that they are based on."""

    def __init__(self, file: WordFile) -> None:
        self._sheet = file.part(STYLES)
        self._bases: list[int] = []
        self._own: list[dict[int, bytes]] = []
        length = int.from_bytes(self._sheet[:2], "little")
        count = int.from_bytes(self._sheet[2:4], "little")
        fixed = int.from_bytes(self._sheet[4:6], "little")
        at = 2 + length
        for _ in range(min(count, 4096)):
            size = int.from_bytes(self._sheet[at : at + 2], "little")
            base, own = _style(self._sheet[at + 2 : at + 2 + size], fixed)
            self._bases.append(base)
            self._own.append(own)
            at += 2 + size + size % 2

    def of(self, index: int) -> Style:
        """The style of that index; a plain one where the sheet has none."""
        gathered: dict[int, int] = {}
        at = index
        for _ in range(DEEPEST):
            if not 0 <= at < len(self._own):
                break
            for code, operand in self._own[at].items():
                gathered.setdefault(code, int.from_bytes(operand, "little"))
            if at in HEADINGS:
                gathered.setdefault(OUTLINE, at - 1)
            at = self._bases[at]
        return Style(gathered.get(OUTLINE), gathered.get(LIST), gathered.get(LIST_LEVEL)) if gathered else PLAIN


def _style(entry: bytes, fixed: int) -> tuple[int, dict[int, bytes]]:
    """The base of a style and its paragraph properties ([MS-DOC] 2.9.258 to 2.9.261, 2.9.338)."""
    if len(entry) < 4 or fixed < 4:
        return NONE, {}
    kind_and_base = int.from_bytes(entry[2:4], "little")
    base = kind_and_base >> 4
    if kind_and_base & 0xF != PARAGRAPH_STYLE:
        return base, {}
    at = fixed
    name = int.from_bytes(entry[at : at + 2], "little")
    at += 2 + 2 * (name + 1)
    size = int.from_bytes(entry[at : at + 2], "little")
    listed = entry[at + 4 : at + 2 + size]  # the style's own index comes first
    return base, {code: operand for code, operand in properties(listed) if code in (OUTLINE, LIST, LIST_LEVEL)}
