"""Cut a long text to what stands around the words that were searched for, with each of them marked."""

import re
from collections.abc import Sequence
from typing import NamedTuple

AROUND = 40
"""Characters that are shown on each side of a hit."""
MOST = 3
"""Places of a text that are shown."""


class Part(NamedTuple):
    """A piece of the text, and whether it is what was searched for."""

    text: str
    is_hit: bool = False


def snippets(text: str, words: Sequence[str]) -> list[list[Part]]:
    """The first places where a word stands, each as its parts; the beginning of the text where none does."""
    any_word = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)), re.IGNORECASE)
    spans: list[tuple[int, int]] = []
    for hit in any_word.finditer(text):
        start, end = max(0, hit.start() - AROUND), min(len(text), hit.end() + AROUND)
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], end)
        elif len(spans) < MOST:
            spans.append((start, end))
        else:
            break
    return [_marked(text, start, end, any_word) for start, end in spans or [(0, min(len(text), 3 * AROUND))]]


def _marked(text: str, start: int, end: int, words: re.Pattern[str]) -> list[Part]:
    parts = [Part("…")] if start else []
    at = start
    for hit in words.finditer(text, start, end):
        parts += [Part(text[at : hit.start()]), Part(hit.group(), is_hit=True)]
        at = hit.end()
    return [part for part in (*parts, Part(text[at:end]), Part("…" if end < len(text) else "")) if part.text]
