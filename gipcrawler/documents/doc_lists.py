"""Turn the lists of a binary Word file into the list definitions of a .docx, from which their numbers are printed.

[MS-DOC] 2.9.131 (lists), 2.9.132 (who uses them), 2.9.150 (levels); [MS-OSHARED] 2.2.1.3 names the numerals.
"""

from lxml import etree

from gipcrawler.documents.doc_file import LIST_OVERRIDES, LISTS, WordFile
from gipcrawler.documents.docx_package import W
from gipcrawler.documents.word_tree import setting

NUMERALS = {
    0: "decimal",
    1: "upperRoman",
    2: "lowerRoman",
    3: "upperLetter",
    4: "lowerLetter",
    10: "ideographDigital",
    11: "japaneseCounting",
    14: "decimalFullWidth",
    17: "japaneseDigitalTenThousand",
    18: "decimalEnclosedCircle",
    19: "decimalFullWidth2",
    22: "decimalZero",
    23: "bullet",
    26: "decimalEnclosedFullstop",
    27: "decimalEnclosedParen",
    28: "decimalEnclosedCircleChinese",
    29: "ideographEnclosedCircle",
    30: "ideographTraditional",
    31: "ideographZodiac",
    33: "taiwaneseCounting",
    34: "ideographLegalTraditional",
    35: "taiwaneseCountingThousand",
    36: "taiwaneseDigital",
    37: "chineseCounting",
    38: "chineseLegalSimplified",
    39: "chineseCountingThousand",
    57: "numberInDash",
    255: "none",
}
AFTER = {0: "tab", 1: "space", 2: "nothing"}
LIST_BYTES, USE_BYTES, LEVEL_BYTES = 28, 16, 28
LEVELS = 9


def numbering(file: WordFile) -> etree._Element | None:
    """The `w:numbering` of a file, or null where it has no lists."""
    told = file.part(LISTS, to_the_end=True)
    count = int.from_bytes(told[:2], "little") if told else 0
    if not count:
        return None
    root = etree.Element(W + "numbering")
    abstract: dict[bytes, int] = {}
    at = 2 + LIST_BYTES * count
    for index in range(min(count, 2048)):
        head = told[2 + LIST_BYTES * index : 2 + LIST_BYTES * (index + 1)].ljust(LIST_BYTES, b"\0")
        abstract.setdefault(head[:4], index)
        made = etree.SubElement(root, W + "abstractNum")
        made.set(W + "abstractNumId", str(index))
        for level in range(1 if head[26] & 1 else LEVELS):
            at = _level(made, level, told, at)
    _uses(root, file.part(LIST_OVERRIDES), abstract)
    return root


def _level(parent: etree._Element, index: int, told: bytes, at: int) -> int:
    """Add the level that is told at a place; gives back the place after it."""
    head = told[at : at + LEVEL_BYTES].ljust(LEVEL_BYTES, b"\0")
    level = etree.SubElement(parent, W + "lvl")
    level.set(W + "ilvl", str(index))
    setting(level, "start", int.from_bytes(head[:4], "little", signed=True))
    setting(level, "numFmt", NUMERALS.get(head[4], "decimal"))
    if head[5] & 0x4:
        setting(level, "isLgl", 1)
    if head[5] & 0x8:
        setting(level, "lvlRestart", head[26])
    setting(level, "suff", AFTER.get(head[15], "tab"))
    at += LEVEL_BYTES + head[24] + head[25]
    length = int.from_bytes(told[at : at + 2], "little")
    text = told[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
    # a character below nine stands for the number of that level
    setting(level, "lvlText", "".join(f"%{ord(one) + 1}" if ord(one) < LEVELS else one for one in text))
    return at + 2 + 2 * length


def _uses(root: etree._Element, told: bytes, abstract: dict[bytes, int]) -> None:
    """Add what paragraphs refer to, from 1: a list, and where its count begins anew."""
    count = min(int.from_bytes(told[:4], "little"), 2048) if told else 0
    at = 4 + USE_BYTES * count
    for index in range(count):
        head = told[4 + USE_BYTES * index : 4 + USE_BYTES * (index + 1)].ljust(USE_BYTES, b"\0")
        made = etree.SubElement(root, W + "num")
        made.set(W + "numId", str(index + 1))
        setting(made, "abstractNumId", abstract.get(head[:4], -1))
        at += 4
        for _ in range(min(head[12], LEVELS)):
            start, flags = (int.from_bytes(told[place : place + 4], "little") for place in (at, at + 4))
            at += 8
            override = etree.SubElement(made, W + "lvlOverride")
            override.set(W + "ilvl", str(flags & 0xF))
            if flags & 0x10:
                setting(override, "startOverride", start)
            if flags & 0x20:
                at = _level(override, flags & 0xF, told, at)
