"""Turn text as portals and Word files space it into text that can be compared."""

import re
import tomllib
import unicodedata
from functools import lru_cache
from importlib.resources import files

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
# Kangxi radicals and full-width forms, each of which NFKC turns into one plain character
LEVEL: dict[int, str] = RADICALS | {
    code: unicodedata.normalize("NFKC", chr(code)) for code in (*range(0x2F00, 0x2FD6), *range(0xFF01, 0xFF66))
}
# A mirror in traditional characters (?variant=zh-hant, big5) is the same report: its words are compared in simplified
WORDS: list[str] = tomllib.loads(files(__package__).joinpath("traditional.toml").read_text("utf-8"))["words"].split()
SIMPLIFIED = str.maketrans({mark: word[0] for word in WORDS for mark in word[1:]})
TRADITIONAL = re.compile(f"[{''.join(word[1:] for word in WORDS)}]")
# Soft hyphens, joiners, directions, byte order marks
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
MENDABLE = re.compile("[\u2e80-\u2eff]")
# What reports are written in nearly throughout: of this NFKC changes the full-width marks only, each for itself
COMMON = re.compile(r"[\x00-\x7e\u4e00-\u9fff、。〈-】〔〕“”‘’—·\uff01-\uff5e]*")
WIDE = re.compile("[\uff01-\uff5e]")
LONGEST_LINE = 400  # what is remembered for a while: reading and checking ask for a report's lines several times each
BLANKS = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")


def tidy(text: str) -> str:
    """The text as printed, without spaces around it, invisible characters and runs of spaces; line breaks stay."""
    if text.isprintable() and "  " not in text:  # none of what is mended here is printable, but for the space
        return text.strip()
    lines = [BLANKS.sub(" ", line).strip() for line in INVISIBLE.sub("", text).splitlines()]
    return "\n".join(filter(None, lines))


def level(text: str) -> str:
    """The text with plain characters for radicals and full-width ones, each in its place: as long as it was."""
    return text.translate(LEVEL)


def plain(text: str) -> str:
    """The text in NFKC (full-width digits and brackets become plain) with radicals mended; spaces stay."""
    if COMMON.fullmatch(text):
        for mark in set(WIDE.findall(text)):
            text = text.replace(mark, LEVEL[ord(mark)])
        return text
    made = unicodedata.normalize("NFKC", INVISIBLE.sub("", text))
    return made.translate(RADICALS) if MENDABLE.search(made) else made


def fold(text: str) -> str:
    """The text for comparing: plain, in simplified characters, and without any spaces."""
    return _of_line(text) if len(text) <= LONGEST_LINE else _fold(text)


def _fold(text: str) -> str:
    folded = "".join(plain(text).split())
    return folded.translate(SIMPLIFIED) if TRADITIONAL.search(folded) else folded


_of_line = lru_cache(maxsize=2048)(_fold)
