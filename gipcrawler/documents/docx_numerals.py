"""Turn the counters of Word's lists into numerals: 3 → 三, 丙, 叁, ③, iii."""

import re
from collections.abc import Callable

DIGITS = "〇一二三四五六七八九"
LEGAL_SIMPLIFIED = ("零壹贰叁肆伍陆柒捌玖", "拾佰仟")
LEGAL_TRADITIONAL = ("零壹貳參肆伍陸柒捌玖", "拾佰仟")
PLAIN = ("零一二三四五六七八九", "十百千")
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
ROMAN_UNITS = ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def _count(n: int, marks: tuple[str, str]) -> str:
    """A number up to 9999 as it is counted: 十, 二十三, 一百零五."""
    digits, units = marks
    if not 0 < n < 10_000:
        return str(n)
    text = "".join(
        digits[int(digit)] + (units[place - 1] if place and digit != "0" else "")
        for place, digit in zip(range(len(str(n)) - 1, -1, -1), str(n), strict=True)
    )
    text = re.sub(f"{digits[0]}+", digits[0], text).rstrip(digits[0])
    return text[1:] if 10 <= n < 20 and marks is PLAIN else text


def _roman(n: int) -> str:
    text = ""
    for size, mark in ROMAN + ROMAN_UNITS:
        text += mark * (min(n, 9999) // size)
        n %= size
    return text


def _letters(n: int) -> str:
    return chr(ord("a") + (n - 1) % 26) * min(1 + (n - 1) // 26, 99) if n > 0 else str(n)


def _series(marks: str) -> Callable[[int], str]:
    return lambda n: marks[(n - 1) % len(marks)] if n > 0 else str(n)


def _enclosed(first: str, last: int) -> Callable[[int], str]:
    return lambda n: chr(ord(first) + n - 1) if 0 < n <= last else str(n)


def _digital(n: int) -> str:
    return "".join(DIGITS[int(digit)] for digit in str(n))


def _wide(n: int) -> str:
    return "".join(chr(ord("０") + int(digit)) for digit in str(n))


def _counting(n: int) -> str:
    return _count(n, PLAIN)


# ST_NumberFormat (ISO/IEC 29500-1, 17.18.59), as far as Chinese and Western writers use it
FORMATS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        (
            "chineseCounting",
            "chineseCountingThousand",
            "taiwaneseCounting",
            "taiwaneseCountingThousand",
            "japaneseCounting",
            "koreanCounting",
        ),
        _counting,
    ),
    **dict.fromkeys(("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"), _digital),
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), _wide),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _enclosed("①", 20)),
    "chineseLegalSimplified": lambda n: _count(n, LEGAL_SIMPLIFIED),
    "ideographLegalTraditional": lambda n: _count(n, LEGAL_TRADITIONAL),
    "ideographTraditional": _series(STEMS),
    "ideographZodiac": _series(BRANCHES),
    "ideographEnclosedCircle": _enclosed("㊀", 10),
    "decimalEnclosedParen": _enclosed("⑴", 20),
    "decimalEnclosedFullstop": _enclosed("⒈", 20),
    "decimalZero": lambda n: f"{n:02}",
    "numberInDash": lambda n: f"- {n} -",
    "lowerRoman": _roman,
    "upperRoman": lambda n: _roman(n).upper(),
    "lowerLetter": _letters,
    "upperLetter": lambda n: _letters(n).upper(),
    "none": lambda _: "",
}
