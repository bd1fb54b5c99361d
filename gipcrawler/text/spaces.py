"""Turn text as portals and Word files space it into text that can be compared."""

import re
import unicodedata

# U+2E80-2EFF, the CJK radicals that a browser-printed PDF puts in place of characters and NFKC leaves alone
RADICALS = str.maketrans(
    {
        "⺠": "民",
        "⻔": "门",
        "⻓": "长",
        "⻅": "见",
        "⻛": "风",
        "⻬": "齐",
        "⻥": "鱼",
        "⻚": "页",
        "⻋": "车",
        "⻢": "马",
        "⻰": "龙",
        "⻩": "黄",
        "⻄": "西",
        "⻣": "骨",
        "⻝": "食",
        "⻦": "鸟",
        "⻨": "麦",
        "⻮": "齿",
        "⺟": "母",
        "⻆": "角",
        "⻘": "青",
        "⻤": "鬼",
    }
)
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
BLANKS = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
SPACES = re.compile(r"\s+")


def tidy(text: str) -> str:
    """The text as printed, without spaces around it, invisible characters and runs of spaces; line breaks stay."""
    lines = (BLANKS.sub(" ", line).strip() for line in INVISIBLE.sub("", text).splitlines())
    return "\n".join(line for line in lines if line)


def level(text: str) -> str:
    """The text with plain characters for radicals and full-width ones, each in its place: as long as it was."""
    made = (unicodedata.normalize("NFKC", character).translate(RADICALS) for character in text)
    return "".join(new if len(new) == 1 else old for old, new in zip(text, made, strict=True))


def plain(text: str) -> str:
    """The text in NFKC (full-width digits and brackets become plain) with radicals mended; spaces stay."""
    return unicodedata.normalize("NFKC", INVISIBLE.sub("", text)).translate(RADICALS)


def fold(text: str) -> str:
    """The text for comparing: plain, and without any spaces."""
    return SPACES.sub("", plain(text))
