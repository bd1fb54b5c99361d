"""What a heading is: a line of text where it stands among the tables, its number, and the marks of its rank."""

import re
from dataclasses import dataclass

from gipcrawler.model.quick import quick
from gipcrawler.reading.lines import Position

LONGEST_HEADING = 45
CHINESE = re.compile(r"^\s*[一二三四五六七八九十]{1,3}\s*[、.．,，:：]")
BRACKETED = re.compile(r"^\s*[(（]")
DOTTED = re.compile(r"^\s*\d+\s*[.．](?!\d)")
# Numbers of a top rank that counts on, from the one that stands highest; a report keeps to one of them
RANKS = (
    CHINESE,
    re.compile(r"^\s*第[一二三四五六七八九十]{1,3}(?:部分|章)[、.．,，:：\s]*"),
    re.compile(r"^\s*[(（][一二三四五六七八九十]{1,3}[)）]\s*"),
)
INLINE = re.compile(r"^(?P<title>[^。:：，\n]{4,32})[。:：](?P<rest>.+)$", re.DOTALL)


@quick
@dataclass(frozen=True, slots=True)
class Unit:
    """A line of text where it stands among the tables; `marked` if the carrier says that it is a heading."""

    text: str
    at: Position
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading at unit number `at` that takes `lines` units; `rest` is text behind it on the same line."""

    at: int
    key: str | None
    score: float
    title: str
    number: str | None
    rest: str = ""
    lines: int = 1
