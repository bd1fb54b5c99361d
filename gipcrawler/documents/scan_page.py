"""Turn the picture of a page into the glyphs and rules that a page of a PDF has, so that both are read alike."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import cv2
import numpy as np

from gipcrawler.documents.pdf_lattice import lattices
from gipcrawler.documents.pdf_page import Glyph, Page
from gipcrawler.documents.pdf_rules import Rule
from gipcrawler.documents.pdf_tables import outermost
from gipcrawler.documents.scan_engine import Gray, Written, engine
from gipcrawler.documents.scan_ink import RULED, ink_of, rules_of
from gipcrawler.documents.scan_lines import Scene, em_of, lines_of
from gipcrawler.documents.scan_strips import FIGURE, TEXT, Strip
from gipcrawler.documents.scan_upright import upright
from gipcrawler.documents.scan_votes import is_figure, settled

# What cannot be read is shown so
UNREAD = "□"
# Ems: the width of a letter or digit
NARROW = 0.5
DIGITS = 3  # decimals of a confidence


def page_of(picture: Gray, number: int) -> Page:
    """What stands on the picture of a page: glyphs with how sure each is, and rules, in about points."""
    sheet, likely = upright(picture)
    ink = ink_of(sheet.white)
    scene = Scene(ink, em_of(likely))
    unit = scene.unit
    drawn, drawing = rules_of(ink_of(sheet.white, RULED), unit)
    rules = tuple(Rule(rule.vertical, rule.at / unit, rule.start / unit, rule.end / unit) for rule in drawn)
    inked = cv2.dilate(drawing, np.ones((3, 3), np.uint8)) > 0
    scene = Scene(np.where(inked, np.uint8(0), ink), scene.em)
    height, width = (side / unit for side in sheet.white.shape)
    regions = [region for lattice in outermost(lattices(rules, width)) for region in lattice.regions]
    strips = lines_of(likely, regions, scene)
    white = np.where(inked, np.uint8(255), sheet.white)
    glyphs = tuple(glyph for strip in _read(strips, white) for glyph in strip)
    return Page(
        number,
        width,
        height,
        tuple(_scaled(glyph, 1 / unit) for glyph in glyphs),
        rules,
        unreadable=0,
        pictured=0.0,
        places=lambda x0, top, x1, bottom: sheet.place(x0 * unit, top * unit, x1 * unit, bottom * unit),
    )


def _read(strips: Sequence[Strip], white: Gray) -> Iterator[Iterator[Glyph]]:
    """The glyphs of each strip; what may be a figure is read in several ways."""
    first = engine().read([strip.cut_from(white, TEXT) for strip in strips])
    again: dict[int, list[Written]] = {at: [] for at, written in enumerate(first) if is_figure(written.text)}
    for way in FIGURE:
        for at, written in zip(again, engine().read([strips[at].cut_from(white, way) for at in again]), strict=True):
            again[at].append(written)
    for at, (strip, written) in enumerate(zip(strips, first, strict=True)):
        yield _glyphs(strip, written, again.get(at))


def _glyphs(strip: Strip, first: Written, again: Sequence[Written] | None) -> Iterator[Glyph]:
    """The characters of a line side by side, each with how sure it is, or the sign for what cannot be read."""
    if again is None:
        shown, chances = first.text, list(first.sure)
        edges = _placed(first.spots, shown, strip)
    else:
        text, sure = settled(first, again)
        shown, chances = text or UNREAD, [sure if text else 0.0] * max(1, len(text))
        edges = _spread(shown, strip)
    top, bottom = (strip.top + strip.bottom - strip.em) / 2, (strip.top + strip.bottom + strip.em) / 2
    for character, chance, (x0, x1) in zip(shown, chances, edges, strict=True):
        yield Glyph(character, x0, x1, top, bottom, strip.em, confidence=round(chance, DIGITS))


def _spread(text: str, strip: Strip) -> list[tuple[float, float]]:
    """The places of the characters of a figure: side by side, from where the ink begins to where it ends."""
    widths = [NARROW if character.isascii() else 1.0 for character in text]
    ends = np.concatenate(([0.0], np.cumsum(widths))) * (strip.x1 - strip.x0) / sum(widths) + strip.x0
    return [(float(x0), float(x1)) for x0, x1 in pairwise(ends)]


def _placed(spots: Sequence[float], text: str, strip: Strip) -> list[tuple[float, float]]:
    """The places of characters by their middles; they touch, unless there is room for another between them."""
    left, right = strip.reach(TEXT)
    halves = [strip.em * (NARROW if character.isascii() else 1.0) / 2 for character in text]
    middles = [left + spot * (right - left) for spot in spots]
    edges = [[middle - half, middle + half] for middle, half in zip(middles, halves, strict=True)]
    edges[0][0], edges[-1][1] = min(edges[0][0], strip.x0), max(edges[-1][1], strip.x1)
    for before, after in pairwise(edges):
        if after[0] - before[1] < strip.em:
            before[1] = after[0] = (before[1] + after[0]) / 2
    return [(x0, x1) for x0, x1 in edges]


def _scaled(glyph: Glyph, by: float) -> Glyph:
    x0, x1, top, bottom, size = (at * by for at in (glyph.x0, glyph.x1, glyph.top, glyph.bottom, glyph.size))
    return Glyph(glyph.text, x0, x1, top, bottom, size, confidence=glyph.confidence)
