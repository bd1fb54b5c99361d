"""Turn the picture of a page into its ink, level and on white, and the rules that are drawn with it."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from gipcrawler.documents.pdf_rules import Rule
from gipcrawler.documents.scan_engine import Gray

# Degrees: scanners and hands lean no more; what is looked at first, and how finely at last
MOST_LEAN, COARSE, FINE = 4.0, 0.5, 0.05
SMALL = 700  # pixels of the shorter side, on which a lean shows as well
# Levels of a whitened picture below which a pixel is ink: thin strokes of characters are grey, and rules are darker
# than the grey between the characters of a coarse line, which is long and thin as well
INK, RULED = 190, 170
FAINTEST = 60  # levels between paper and ink, below which there is only noise
# Points of a rule: the shortest one, the thickest one, gaps in it that a scanner leaves
SHORTEST, THICKEST, GAP = 13.0, 4.0, 1.0
# What is shorter than this is a rule only between two that cross it, for a stroke of a title is as long
SURE, MEET = 34.0, 3.0
# Many more on a page are a picture of something else
MOST = 3_000


def lean(picture: Gray) -> float:
    """The degrees by which lines and text on a picture run down to the right: where its rows differ most."""
    scale = min(1.0, SMALL / min(picture.shape))
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA).astype(np.uint8)
    dark = 255 - _flat(small)
    dark[dark < FAINTEST] = 0
    best = max(np.arange(-MOST_LEAN, MOST_LEAN + COARSE / 2, COARSE), key=lambda angle: _contrast(dark, angle))
    finer = np.arange(best - COARSE, best + COARSE + FINE / 2, FINE)
    return float(max(finer, key=lambda angle: (round(_contrast(dark, angle), 6), -abs(angle))))


def turned(picture: Gray, angle: float) -> Gray:
    """The picture with what leans by an angle made level, as large as before, white where nothing was."""
    height, width = picture.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(
        picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=255
    ).astype(np.uint8)


def _contrast(dark: Gray, angle: float) -> float:
    height, width = dark.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    rows = cv2.warpAffine(dark, matrix, (width, height)).sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())


def whitened(picture: Gray) -> Gray:
    """The picture on white: shadows and tinted cells are taken out, and the darkest ink made black."""
    flat = _flat(picture)
    darkest = float(np.percentile(flat, 0.5))
    if 255 - darkest < FAINTEST:
        return flat
    spread: Gray = np.clip((flat.astype(np.float32) - darkest) * (255 / (255 - darkest)), 0, 255).astype(np.uint8)
    return spread


def _flat(picture: Gray) -> Gray:
    """The picture divided by what its paper is like nearby."""
    side = max(15, min(picture.shape) // 40) | 1
    small = cv2.resize(picture, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    paper = cv2.resize(cv2.blur(paper, (side, side)), picture.shape[::-1]).astype(np.float32)
    return np.clip(picture.astype(np.float32) * 255 / np.maximum(paper, 1.0), 0, 255).astype(np.uint8)


def ink_of(white: Gray, level: int = INK) -> Gray:
    """1 where there is ink, 0 elsewhere, from a whitened picture."""
    return np.where(white < level, np.uint8(1), np.uint8(0))


def rules_of(ink: Gray, unit: float) -> tuple[list[Rule], Gray]:
    """The rules in ink, in pixels, and 1 where they are drawn; `unit` is pixels a point."""
    runs = [*_runs(ink, unit, vertical=False), *_runs(np.ascontiguousarray(ink.T), unit, vertical=True)]
    rules = [run.rule for run in runs]
    drawing = np.zeros_like(ink)
    found: list[Rule] = []
    for run in runs if len(runs) <= MOST else ():
        if run.rule.end - run.rule.start >= SURE * unit or _crossed(run.rule, rules, MEET * unit):
            found.append(run.rule)
            rows, columns = run.where if not run.rule.vertical else run.where[::-1]
            drawing[rows, columns] |= run.drawn.T if run.rule.vertical else run.drawn
    return found, drawing


@dataclass(frozen=True, slots=True)
class _Run:
    """A long thin run of ink: the rule that it is, the rows and columns that it is in, and 1 where it is drawn."""

    rule: Rule
    where: tuple[slice, slice]
    drawn: Gray


def _runs(ink: Gray, unit: float, *, vertical: bool) -> Iterator[_Run]:
    """The long thin runs of ink along the rows."""
    thick = cv2.dilate(ink, np.ones((3, 1), np.uint8))  # a run that leans a little goes on in the next row
    closed = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, np.ones((1, max(1, round(GAP * unit))), np.uint8))
    long = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, max(3, round(SHORTEST * unit))), np.uint8))
    count, labels, stats, middles = cv2.connectedComponentsWithStats(long.astype(np.uint8))
    for label in range(1, count):
        left, top, width, height, area = (int(value) for value in stats[label])
        if area / width - 2 <= THICKEST * unit:
            where = slice(top, top + height), slice(left, left + width)
            drawn = (labels[where] == label).astype(np.uint8)
            yield _Run(Rule(vertical, float(middles[label][1]), float(left), float(left + width)), where, drawn)


def _crossed(rule: Rule, rules: list[Rule], near: float) -> bool:
    """Whether a rule ends, on both sides, at one that crosses it."""
    return all(any(True for _ in _at(end, rule, rules, near)) for end in (rule.start, rule.end))


def _at(end: float, rule: Rule, rules: list[Rule], near: float) -> Iterator[Rule]:
    for other in rules:
        if (
            other.vertical != rule.vertical
            and abs(other.at - end) <= near
            and other.start - near <= rule.at <= other.end + near
        ):
            yield other
