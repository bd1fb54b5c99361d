"""Turn a picture as it came into a sheet whose lines run across and stand upright, and into where those lines are."""

from collections.abc import Sequence
from statistics import mean

import cv2
import numpy as np

from gipcrawler.documents.scan_engine import Floats, Gray, engine
from gipcrawler.documents.scan_ink import ink_of
from gipcrawler.documents.scan_lines import LONG, Marks, Scene, em_of, line_at, marks
from gipcrawler.documents.scan_sheet import Sheet
from gipcrawler.documents.scan_strips import TEXT

# The shorter side of the picture in which lines are looked for, in pixels
LOOKED_AT = 960
# So many lines, the longest ones, show whether a page stands upright: what is read so surely on average does
ASKED, UPRIGHT = 8, 0.85
# Quarters of a turn to be tried where lines run across, and where they run up or down
ACROSS, ALONG = (0, 2), (1, 3)


def upright(picture: Gray) -> tuple[Sheet, Floats]:
    """The sheet, and how likely each of its pixels is in the middle of a line of text."""
    sheet = Sheet(picture)
    likely = _find(sheet.white)
    found = marks(likely)
    turns = ALONG if _long(found, 3, 2) > _long(found, 2, 3) else ACROSS
    best: tuple[float, Sheet, Floats] | None = None
    for quarters in turns:
        if quarters:
            sheet = Sheet(picture, quarters)
            likely = _find(sheet.white)
        sure = _sureness(sheet, likely)
        if best is None or sure > best[0]:
            best = sure, sheet, likely
        if sure >= UPRIGHT:
            break
    return (sheet, likely) if best is None else best[1:]


def _long(found: Sequence[Marks], along: int, across: int) -> int:
    return sum(mark[along] > LONG * mark[across] for mark in found)


def _sureness(sheet: Sheet, likely: Floats) -> float:
    """How surely the longest lines are read on average; a sheet without any is as good as another."""
    longest = sorted(marks(likely), key=lambda mark: -mark[2])[:ASKED]
    scene = Scene(ink_of(sheet.white), em_of(likely))
    strips = [strip for mark in longest if mark[2] > mark[3] and (strip := line_at(mark, scene))]
    read = engine().read([strip.cut_from(sheet.white, TEXT) for strip in strips])
    return mean(mean(written.sure) if written.sure else 0.0 for written in read) if read else UPRIGHT


def _find(white: Gray) -> Floats:
    scale = LOOKED_AT / min(white.shape)
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    found = engine().find(cv2.resize(white, None, fx=scale, fy=scale, interpolation=way).astype(np.uint8))
    return cv2.resize(found, white.shape[::-1]).astype(np.float32)
