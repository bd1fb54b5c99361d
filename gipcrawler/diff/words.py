"""Turn text into words that can be compared: Chinese words, whole figures, Latin runs, and each mark by itself."""

import re
from dataclasses import dataclass

import rjieba

from gipcrawler.text.spaces import INVISIBLE, SIMPLIFIED, level

# A figure with its thousands and decimals (1,808.5%), a Latin run with what addresses are made of, or anything else
RUN = re.compile(
    r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?[%‰]?|[A-Za-z][A-Za-z0-9_@:/.?=&#~%-]*|[^0-9A-Za-z]+"
)
SEEN = re.compile(r"[\w%‰+\-−±]")  # what is more than a mark: a sign in front of a figure is


@dataclass(frozen=True, slots=True)
class Word:
    """One word: `key` is what is compared, `text` the text as printed, with the spaces that follow it."""

    key: str
    text: str

    @property
    def is_mark(self) -> bool:
        """Whether it is punctuation, which says nothing by itself."""
        return not SEEN.search(self.key)

    @property
    def is_figure(self) -> bool:
        """Whether it is a number in digits."""
        return self.key[0].isdigit()


def squeeze(text: str) -> tuple[str, list[int]]:
    """The text without spaces, in plain widths and simplified characters, and where each character stood."""
    leveled = level(text).translate(SIMPLIFIED)
    kept = [(mark, place) for place, mark in enumerate(leveled) if not mark.isspace() and not INVISIBLE.match(mark)]
    return "".join(mark for mark, _ in kept), [place for _, place in kept]


def split_words(text: str) -> list[Word]:
    """The words of a text; put together again they are the text (leading spaces belong to the first word).

    Spaces do not part words, for they stand anywhere in justified and scraped text; digits are never parted.
    """
    squeezed, places = squeeze(text)
    keys = [key for run in RUN.findall(squeezed) for key in _parted(run)]
    words: list[Word] = []
    start, at = 0, 0
    for key in keys:
        at += len(key)
        end = places[at] if at < len(places) else len(text)
        words.append(Word(key, text[start:end]))
        start = end
    return words


def _parted(run: str) -> list[str]:
    return [run] if run.isascii() and run[0].isalnum() else rjieba.cut(run)
