"""Turn bytes of a text carrier into text: byte order mark, declared names, then what the bytes themselves allow."""

import codecs
import re
from collections.abc import Iterable
from functools import partial
from itertools import islice

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (b"\x84\x31\x95\x33", "gb18030"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# GB18030 holds GBK holds GB2312, and pages called by the older names use characters of the newer (国办 names: 镕, 淼)
WIDENED = dict.fromkeys(("gb2312", "gbk", "hz", "cp936", "gb18030"), "gb18030") | {
    "big5": "big5hkscs",
    "cp950": "big5hkscs",
}
SPELLINGS = {"x-gbk": "gbk", "gb_2312-80": "gb2312", "gb2312-80": "gb2312", "utf_8": "utf-8", "big5-hkscs": "big5hkscs"}
# Names that any bytes satisfy, set by servers that know nothing of the page
HOLLOW = frozenset({"iso8859-1", "latin-1", "cp1252", "ascii", "utf-16", "utf-16-le", "utf-16-be"})
FALLBACKS = ("utf-8", "gb18030")
# Three-byte sequences are what Chinese takes in UTF-8; two-byte ones also arise by chance from GBK (the word 联通)
THREE_BYTES = re.compile(rb"[\xe3-\xe9][\x80-\xbf][\x80-\xbf]")


def decode(body: bytes, declared: Iterable[str | None] = ()) -> tuple[str, str]:
    """The text of `body` and the name of the charset that it was read with; never fails.

    `declared` holds charset names in the order of their authority (HTTP header before meta element, PORTALS
    section 8); unknown names are passed over. A name that the bytes contradict is mended: the first candidate
    under which every byte is valid is taken, and where there is none, the one with the fewest broken characters.
    """
    for mark, name in BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace"), name
    wide = _sixteen_bits(body)
    if wide:
        return body.decode(wide, "replace"), wide
    candidates = _candidates(body, declared)
    for name in candidates:
        try:
            return body.decode(name), name
        except UnicodeDecodeError:
            continue
    texts = {name: body.decode(name, "replace") for name in candidates}
    best = min(candidates, key=partial(_broken, texts))  # the first of equals: the declared one
    return texts[best], best


def _broken(texts: dict[str, str], name: str) -> int:
    return texts[name].count("\ufffd")


def _candidates(body: bytes, declared: Iterable[str | None]) -> list[str]:
    names = [name for name in map(_canonical, declared) if name]
    if len(list(islice(THREE_BYTES.finditer(body), 4))) > 3:  # if it also is valid UTF-8, no name outweighs it
        names.insert(0, "utf-8")
    return list(dict.fromkeys((*names, *FALLBACKS)))


def _canonical(name: str | None) -> str | None:
    spelled = (name or "").strip("\"' \t\r\n;").lower()
    try:
        found = codecs.lookup(SPELLINGS.get(spelled, spelled)).name
    except (LookupError, ValueError):  # ValueError: a NUL inside the name
        return None
    return None if found in HOLLOW else WIDENED.get(found, found)


def _sixteen_bits(body: bytes) -> str | None:
    sample = body[:4000]
    zeros = (sample[0::2].count(0), sample[1::2].count(0))
    if max(zeros) * 5 < len(sample) // 2 or not sample:
        return None
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
