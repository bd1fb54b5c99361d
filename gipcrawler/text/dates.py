"""Find dates as these pages write them: 2021-01-26, 2021/1/26, 2021年1月15日, 二〇二一年一月十五日."""

import re
from datetime import date

from gipcrawler.text.spaces import fold, plain

CHINESE_DIGITS = {mark: digit for digit, marks in enumerate(("〇○零O", *"一二三四五六七八九")) for mark in marks}
NUMERIC = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\s*年\s*|[-/.])(\d{1,2})(?:\s*月\s*|[-/.])(\d{1,2})(?:\s*日|(?!\d))")
COMPACT = re.compile(r"(?<!\d)(20\d\d)([01]\d)([0-3]\d)(?!\d)")
CHINESE = re.compile(
    r"([二][〇○零O一二三四五六七八九]{3})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")
CHINESE_YEAR = re.compile(r"二[〇○零O][〇○零O一二三四五六七八九]{2}")


def chinese_number(text: str) -> int | None:
    """The number of a Chinese numeral from 一 to 九十九 (十 = 10, 二十三 = 23), or null."""
    if not text or any(mark not in CHINESE_DIGITS and mark != "十" for mark in text):
        return None
    tens, ten, units = text.partition("十")
    if not ten:
        return CHINESE_DIGITS[text] if len(text) == 1 else None
    if len(tens) > 1 or len(units) > 1:
        return None
    return 10 * (CHINESE_DIGITS[tens] if tens else 1) + (CHINESE_DIGITS[units] if units else 0)


def find_dates(text: str) -> list[date]:
    """All dates in a text, in the order of their place in it; impossible ones (2021-13-40) are passed over."""
    shown = plain(text)
    found: list[tuple[int, date]] = []
    for pattern in (NUMERIC, COMPACT, CHINESE):
        for match in pattern.finditer(shown):
            day = _date(*match.groups())
            if day:
                found.append((match.start(), day))
    return [day for _, day in sorted(found)]


def find_year(text: str) -> int | None:
    """The first year (2000-2049) that a text names, in digits of either width or in Chinese."""
    folded = fold(text)
    digits, chinese = YEAR.search(folded), CHINESE_YEAR.search(folded)
    if digits and (not chinese or digits.start() < chinese.start()):
        return int(digits[1])
    return _chinese_year(chinese[0]) if chinese else None


def _date(year: str, month: str, day: str) -> date | None:
    if year.isdigit():
        parts: tuple[int | None, ...] = (int(year), int(month), int(day))
    else:
        parts = (_chinese_year(year), chinese_number(month), chinese_number(day))
    try:
        return date(*(part or 0 for part in parts))
    except ValueError:
        return None


def _chinese_year(text: str) -> int:
    return int("".join(str(CHINESE_DIGITS[mark]) for mark in text))
