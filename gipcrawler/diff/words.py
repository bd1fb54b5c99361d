"""Turn text into words that can be compared: Chinese words, whole figures, Latin runs, and each mark by itself."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import rjieba

from gipcrawler.diff.boilerplate import dictated
from gipcrawler.diff.squeezed import squeeze

# A figure with its thousands and decimals (1,808.5%), a Latin run with what addresses are made of, or anything else
RUN = re.compile(
    r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?[%‰]?|[A-Za-z][A-Za-z0-9_@:/.?=&#~%-]*|[^0-9A-Za-z]+"
)
# A year in Chinese figures, which no dictionary has as a word
CHINESE_YEAR = re.compile(r"(二[〇○零O][〇○零O一二三四五六七八九]{2})(?=年)")
TELLING = re.compile(r"[\w%‰+\-−±]")  # what is more than a mark: a sign in front of a figure is


class Word(NamedTuple):
    """One word: `key` is what is compared, `text` the text as printed, with the spaces that follow it.

    `dictated` is whether law, notice or form put it there.
    """

    key: str
    text: str
    dictated: bool = False

    @property
    def is_mark(self) -> bool:
        """Whether it is punctuation, which says nothing by itself."""
        return not TELLING.search(self.key)

    @property
    def is_figure(self) -> bool:
        """Whether it is a number in digits."""
        return self.key[0].isdigit()


def split_words(text: str) -> list[Word]:
    """The words of a text; put together again they are the text (leading spaces belong to the first word).

    Spaces do not part words, for they stand anywhere in justified and scraped text; digits are never parted, and no
    word reaches over the edge of what is dictated.
    """
    squeezed, places = squeeze(text)
    words: list[Word] = []
    start, at = 0, 0
    for key, is_dictated in _keys(squeezed):
        at += len(key)
        end = places[at] if at < len(places) else len(text)
        words.append(Word(key, text[start:end], is_dictated))
        start = end
    return words


def _keys(squeezed: str) -> Iterator[tuple[str, bool]]:
    spans = list(dictated(squeezed))
    edges = [0, *(edge for span in spans for edge in span), len(squeezed)]
    for number, (start, end) in enumerate(pairwise(edges)):
        for run in RUN.findall(squeezed, start, end):
            for key in _parted(run):
                yield key, number % 2 == 1


def _parted(run: str) -> list[str]:
    """Words by the dictionary alone: a guess at unknown names would depend on what stands around them."""
    if run.isascii() and run[0].isalnum():
        return [run]
    pieces = CHINESE_YEAR.split(run)  # what is between years, and each second one a year
    return [key for place, piece in enumerate(pieces) for key in ([piece] if place % 2 else rjieba.cut(piece, False))]
