"""Turn a printed label or heading into its comparable core, and say how alike two labels are."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from gipcrawler.text.spaces import fold, level

# 一、 | （一） | （一）、 | 1. | 1、 | （1） before a label, in either width
NUMBER = re.compile(
    r"^\s*(?:[(（]?\s*[一二三四五六七八九十]{1,3}\s*[)）、.．,，:：]+\s*"
    r"|[(（]?\s*[0-9０-９]{1,2}\s*[)）、.．,，:：]+(?![0-9０-９])\s*)+"
)
LONGEST_NUMBER = 16  # characters, spaces and several numbers in a row included
REMARK = re.compile(r"[(\[][^()\[\]]*[)\]]")
OPEN_REMARK = re.compile(r"\([^()]*$")
MARKS = re.compile(r"[\"'“”‘’「」《》〈〉、,，.。．:：;；/／\\\-—_·*()（）\[\]【】]+")


def split_number(text: str) -> tuple[str | None, str]:
    """The printed number of a heading and the rest as printed: `三、收到…` → (`三`, `收到…`), `概述` → (null, …)."""
    match = NUMBER.match(level(text[:LONGEST_NUMBER]))
    if not match:
        return None, text
    return MARKS.sub("", fold(match[0])), text[match.end() :]


@lru_cache(maxsize=8192)
def core(label: str) -> str:
    """What is left of a label without spaces, numbers, remarks in brackets, quotes and punctuation.

    `（二）部分公开（区分处理的，…）` → `部分公开`; `本年增/减` → `本年增减`; a label of remarks alone keeps its words.
    """
    folded = fold(label)
    number = NUMBER.match(folded)
    rest = folded[number.end() :] if number else folded
    outer = rest
    if "(" in rest or "[" in rest:
        outer = OPEN_REMARK.sub("", REMARK.sub("", REMARK.sub("", rest)))  # twice: a remark may hold a footnote's mark
    return MARKS.sub("", outer) or MARKS.sub("", rest)


@lru_cache(maxsize=16384)
def likeness(left: str, right: str, floor: float = 0.0) -> float:
    """How alike two cores are, 0 to 1: a cut label counts by the share of the whole that it still shows.

    Below `floor` the answer is 0, which spares most of the work where most labels have little in common.
    """
    if left == right:
        return 1.0
    if not left or not right:
        return 0.0
    short, whole = sorted((left, right), key=len)
    if len(short) > 1 and (whole.startswith(short) or whole.endswith(short)):
        return 0.6 + 0.4 * len(short) / len(whole)
    known, total = set(whole), len(short) + len(whole)
    if 2 * sum(mark in known for mark in short) < floor * total:
        return 0.0
    ratio = SequenceMatcher(None, left, right, autojunk=False).ratio()
    return ratio if ratio >= floor else 0.0
