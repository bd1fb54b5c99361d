"""Turn the lines of pages into bands, those that are a table without rules, and a band into heads and rows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from math import inf

from gipcrawler.documents.pdf_heads import places_of
from gipcrawler.documents.pdf_labels import rank
from gipcrawler.documents.pdf_lines import Line
from gipcrawler.documents.pdf_pieces import Piece, Span, parted, pieces

# Figures in a line that show a table; in each of two lines, below each other, so many
FEWEST, FEWEST_EACH, NEAR = 3, 2, 4
# Ems between two lines of one table; lines without a figure between two with some
FARTHEST, MOST_BETWEEN = 5.0, 24
# Ems by which a line reaches over both labels and figures where it is a paragraph; by which a head is over figures
ACROSS, OVER = 1.0, 0.3
# Ems between two lines of one label at most
LEADING = 1.6
# What is larger than a table's text by this ratio is a heading
LARGER = 1.15
SENTENCE = "。"
# What heads a part of table two stands in a row of its own
ARTICLE = re.compile(r"第[一二三四五六七八九十百]{1,4}条")


@dataclass(frozen=True)
class Text:
    """A line of a page in its pieces, and those at its end that are figures."""

    line: Line
    page: int
    pieces: tuple[Piece, ...]
    values: tuple[Piece, ...]

    @property
    def labels(self) -> tuple[Piece, ...]:
        """The pieces in front of the figures."""
        return self.pieces[: len(self.pieces) - len(self.values)]

    @property
    def left(self) -> float:
        """Where its figures begin."""
        return self.values[0].x0


@dataclass(frozen=True, slots=True)
class Segment:
    """Lines of heads, and the lines of rows under them."""

    heads: list[Text]
    rows: list[Text]


def text_of(line: Line, page: int, places: Sequence[Span] = ()) -> Text:
    """A line in its pieces; with the places of figures, also where less than a gap parts two of them, or a label."""
    parts = tuple(part for piece in pieces(line, page) for part in parted(piece, places))
    values = tuple(takewhile(lambda piece: piece.is_value, parts[::-1]))[::-1]
    return Text(line, page, parts, values if any(piece.is_figure for piece in values) else ())


def bands(texts: list[Text]) -> Iterator[range]:
    """The lines of one table each; figures that only their neighbours tell from labels are told, in `texts`."""
    done = 0
    for at in range(len(texts)):
        if at >= done and _shows(texts, at):
            last = _last(texts, at)
            yield range(_first(texts, at, done), last + 1)
            done = last + 1


def segments(texts: Sequence[Text]) -> Iterator[Segment]:
    """A band from each of its heads to the next."""
    lefts = [text.left if text.values else None for text in texts]
    labels_end = max((text.labels[-1].x1 for text in texts if text.values and text.labels), default=inf)
    heads: list[Text] = []
    rows: list[Text] = []
    for at, text in enumerate(texts):
        sides = (lefts[at:], lefts[:at][::-1])
        nearest = [left for side in sides if (left := next((one for one in side if one is not None), None))]
        beside = len(text.pieces) > 1 and text.pieces[-1].x0 > labels_end
        if text.values or not (beside or _is_head(text, max(nearest, default=0.0))):
            rows.append(text)
            continue
        if any(row.values for row in rows):
            yield Segment(heads, rows)
            heads, rows = [], []
        heads += [*rows, text]  # what stands above a head without figures is part of it
        rows = []
    yield Segment(heads, rows)


def _shows(texts: Sequence[Text], at: int) -> bool:
    """Whether a line shows that a table is here: many figures, figures below each other, or some under heads."""
    own = texts[at].values
    if len(own) >= FEWEST:
        return True
    below, above = texts[at + 1 : at + NEAR], texts[max(0, at - NEAR + 1) : at]
    return (
        len(own) >= FEWEST_EACH
        and any(sum(any(a.over(b) for b in other.values) for a in own) >= FEWEST_EACH for other in below)
    ) or (
        len(own) > 0
        and len(texts[at].labels) > 0
        and any(not text.values and len(text.pieces) > FEWEST and SENTENCE not in text.line.text for text in above)
    )


def _size(text: Text) -> float:
    """The em of what labels a line; words are a little larger than figures in some tables."""
    return max((piece.size for piece in text.labels), default=text.line.size * LARGER if text.values else 0.0)


def _ends(text: Text, value: Text, near: Text, size: float) -> bool:
    """Whether a line is no part of a table whose words have this size.

    `value` is the nearest line with figures in it, `near` the nearest line.
    """
    if text.page == near.page and abs(text.line.baseline - near.line.baseline) > FARTHEST * size:
        return True
    if SENTENCE in text.line.text or (len(text.pieces) == 1 and text.line.size > LARGER * size):
        return True
    if text.values or len(text.pieces) > 1 or ARTICLE.match(text.line.text):
        return False
    left = value.left
    if not value.labels:
        return text.line.x1 > left and rank(text.pieces[0]) is not None
    return text.line.x0 < value.labels[-1].x1 - ACROSS * size and text.line.x1 > left + ACROSS * size


def _again(texts: list[Text], at: int, value: Text) -> Text:
    """A line read again with the places of figures that the nearest line with figures has."""
    texts[at] = text_of(texts[at].line, texts[at].page, places_of([value.values]))
    return texts[at]


def _first(texts: list[Text], at: int, done: int) -> int:
    first, value, size = at, texts[at], _size(texts[at])
    while first > done and at - first < MOST_BETWEEN:
        text = _again(texts, first - 1, value)
        if _ends(text, value, texts[first], size):
            break
        first, size = first - 1, max(size, _size(text))
        if text.values:
            value = text
    left = value.left
    while first < at and not texts[first].values and not _is_head(texts[first], left):
        label_of_head = any(_is_head(text, left) for text in texts[first + 1 : first + NEAR])
        if label_of_head and _is_close(texts[first], texts[first + 1]):
            break
        first += 1
    return first


def _last(texts: list[Text], at: int) -> int:
    last, seen, size = at, at, _size(texts[at])
    for below in range(at + 1, len(texts)):
        text = _again(texts, below, texts[last])
        if below - last > MOST_BETWEEN or _ends(text, texts[last], texts[below - 1], size):
            break
        seen, size = below, max(size, _size(text))
        if text.values:
            last = below
    # Below the last figures only the rest of their label stands
    left = texts[last].left
    while last < seen and _is_close(texts[last], texts[last + 1]) and texts[last + 1].line.x1 <= left:
        last += 1
    return last


def _is_close(text: Text, below: Text) -> bool:
    return text.page == below.page and below.line.baseline - text.line.baseline < LEADING * text.line.size


def _is_head(text: Text, left: float) -> bool:
    """Whether a line without figures has words over figures that begin at `left`."""
    return text.line.x1 > left + OVER * text.line.size or ARTICLE.match(text.line.text) is not None
