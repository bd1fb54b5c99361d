"""Turn series of figures into SVG, without a script and without colours of its own: the style sheet has those.

Every chart has a title and a description for who does not see it; a page shows the same figures in a table beside it.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import ceil, floor, log10
from typing import Literal, NamedTuple
from zlib import crc32

from markupsafe import Markup

from gipcrawler.browse.render import number

Kind = Literal["lines", "bars", "stacked"]
Figure = Decimal | float | int | None

WIDTH, HEIGHT = 640, 280
LEFT, RIGHT, TOP, BOTTOM = 64, 12, 12, 26
LINE, SWATCH = 18, 10
"""Heights of a line of the legend and of the sign in it."""
GLYPH, NARROW = 13, 7
"""Widths of a Chinese character and of a Latin letter in the legend, about."""
STEPS = (1, 2, 5, 10)
TICKS = 4
COLOURS = 6
"""Series beyond this many take the colours of the first ones again, with a pattern of dashes where they are lines."""
FILLED = 0.7
"""The share of a label's room that its bars take."""


class Series(NamedTuple):
    """What one line, or the bars of one colour, show: a name and a figure for each label, null where there is none."""

    name: str
    values: Sequence[Figure]


class _Scale(NamedTuple):
    low: float
    high: float
    step: float

    def y(self, value: float) -> float:
        return TOP + (self.high - value) / (self.high - self.low) * (HEIGHT - TOP - BOTTOM)


def chart(kind: Kind, title: str, says: str, labels: Sequence[str], series: Sequence[Series]) -> Markup:
    """The chart; an empty string where no series has a figure. A figure that is null leaves a gap: it is no zero."""
    told = [one for one in series if any(value is not None for value in one.values)]
    if not told:
        return Markup()
    scale = _scale(kind, told)
    parts = [*_axes(scale, labels), *DRAWN[kind](scale, labels, told), *_legend(told)]
    legend = _legend_lines(told)
    name = f"chart-{crc32(title.encode()):x}"
    return Markup(
        '<svg class="chart" role="img" viewBox="0 0 {w} {h}" width="{w}" height="{h}" aria-labelledby="{id}-t {id}-d">'
        '<title id="{id}-t">{title}</title><desc id="{id}-d">{says}</desc>{parts}</svg>'
    ).format(w=WIDTH, h=HEIGHT + LINE * legend, id=name, title=title, says=says, parts=Markup().join(parts))


def _scale(kind: Kind, series: Sequence[Series]) -> _Scale:
    """Round ends around nought and all figures, or all sums of them."""
    if kind == "stacked":
        stacks = [
            [float(value) for value in at if value is not None]
            for at in zip(*(one.values for one in series), strict=True)
        ]
        ends = [sum(value for value in stack if value * sign > 0) for stack in stacks for sign in (1, -1)]
    else:
        ends = [float(value) for one in series for value in one.values if value is not None]
    low, high = min(0.0, *ends), max(0.0, *ends)
    rough = ((high - low) or 1.0) / TICKS
    magnitude = 10 ** floor(log10(rough))
    step = next(one * magnitude for one in STEPS if one * magnitude >= rough * 0.999)
    return _Scale(floor(low / step) * step, max(ceil(high / step), floor(low / step) + 1) * step, step)


def _axes(scale: _Scale, labels: Sequence[str]) -> Iterator[Markup]:
    for tick in range(round((scale.high - scale.low) / scale.step) + 1):
        value = scale.low + tick * scale.step
        y = scale.y(value)
        css = "zero" if abs(value) < scale.step / 2 else "rule"
        yield Markup('<line class="{}" x1="{}" x2="{}" y1="{y:.1f}" y2="{y:.1f}"/>').format(
            css, LEFT, WIDTH - RIGHT, y=y
        )
        text = Markup('<text class="tick" x="{}" y="{:.1f}" text-anchor="end">{}</text>')
        yield text.format(LEFT - 6, y + 4, number(round(value, 10)))
    every = max(1, ceil(len(labels) * 40 / (WIDTH - LEFT - RIGHT)))
    for at in range(0, len(labels), every):
        text = Markup('<text class="tick" x="{:.1f}" y="{}" text-anchor="middle">{}</text>')
        yield text.format(_middle(at, labels), HEIGHT - 8, labels[at])


def _room(labels: Sequence[str]) -> float:
    return (WIDTH - LEFT - RIGHT) / max(1, len(labels))


def _middle(at: int, labels: Sequence[str]) -> float:
    return LEFT + (at + 0.5) * _room(labels)


def _lines(scale: _Scale, labels: Sequence[str], series: Sequence[Series]) -> Iterator[Markup]:
    for place, one in enumerate(series):
        points = [
            None if value is None else (_middle(at, labels), scale.y(float(value)))
            for at, value in enumerate(one.values)
        ]
        path = ""
        for at, point in enumerate(points):
            if point:
                path += f"{'L' if at and points[at - 1] else 'M'}{point[0]:.1f} {point[1]:.1f}"
        dashes = " dashed" if place >= COLOURS else ""
        yield Markup('<path class="line c{}{}" d="{}"/>').format(place % COLOURS, dashes, path)
        for at, point in enumerate(points):
            if point:
                dot = Markup('<circle class="fill c{}" cx="{:.1f}" cy="{:.1f}" r="3.5"><title>{}</title></circle>')
                yield dot.format(place % COLOURS, *point, _says(one, labels, at))


def _bars(scale: _Scale, labels: Sequence[str], series: Sequence[Series]) -> Iterator[Markup]:
    wide = _room(labels) * FILLED / len(series)
    for place, one in enumerate(series):
        for at, value in enumerate(one.values):
            if value is not None:
                left = _middle(at, labels) + (place - len(series) / 2) * wide
                yield _bar(scale, left, wide, 0.0, float(value), place, _says(one, labels, at))


def _stacked(scale: _Scale, labels: Sequence[str], series: Sequence[Series]) -> Iterator[Markup]:
    wide = min(60.0, _room(labels) * FILLED)
    for at in range(len(labels)):
        ends = {1: 0.0, -1: 0.0}
        for place, one in enumerate(series):
            value = float(one.values[at] or 0)
            if value:
                sign = 1 if value > 0 else -1
                left = _middle(at, labels) - wide / 2
                yield _bar(scale, left, wide, ends[sign], ends[sign] + value, place, _says(one, labels, at))
                ends[sign] += value


def _bar(scale: _Scale, left: float, wide: float, start: float, end: float, place: int, says: str) -> Markup:
    upper, lower = sorted((scale.y(start), scale.y(end)))
    bar = Markup('<rect class="fill c{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"><title>{}</title></rect>')
    return bar.format(place % COLOURS, left, upper, wide, max(lower - upper, 0.8), says)


def _says(one: Series, labels: Sequence[str], at: int) -> str:
    value = one.values[at]
    return f"{labels[at]} {one.name} {number(value)}"


def _placed(series: Sequence[Series]) -> Iterator[tuple[int, float, int]]:
    """Each series of the legend with its left edge and its line: names are wrapped at the right edge."""
    x, line = float(LEFT), 0
    for place, one in enumerate(series):
        wide = SWATCH + 22 + sum(GLYPH if ord(letter) > 0x2E7F else NARROW for letter in one.name)
        if x > LEFT and x + wide > WIDTH:
            x, line = float(LEFT), line + 1
        yield place, x, line
        x += wide


def _legend_lines(series: Sequence[Series]) -> int:
    return 1 + max(line for _, _, line in _placed(series))


def _legend(series: Sequence[Series]) -> Iterator[Markup]:
    for place, x, line in _placed(series):
        y = HEIGHT + 4 + LINE * line
        sign = Markup('<rect class="fill c{}" x="{:.1f}" y="{}" width="{s}" height="{s}"/>')
        yield sign.format(place % COLOURS, x, y, s=SWATCH)
        yield Markup('<text x="{:.1f}" y="{}">{}</text>').format(x + SWATCH + 5, y + SWATCH, series[place].name)


DRAWN = {"lines": _lines, "bars": _bars, "stacked": _stacked}
