"""Turn a picture of a page into a level sheet of dark ink on white, and places on the sheet into places on the page."""

from math import cos, radians, sin

import cv2
import numpy as np

from gipcrawler.documents.scan_engine import Gray
from gipcrawler.documents.scan_ink import lean, turned, whitened
from gipcrawler.model import Box

# The share of the shorter side that is added around a picture, which may end at the rules of its table
BORDER = 0.03
WHOLE = 10_000


class Sheet:
    """A picture turned by quarters (clockwise), made level, put on white, with a border around it."""

    def __init__(self, picture: Gray, quarters: int = 0) -> None:
        self._quarters = quarters % 4
        self._height, self._width = picture.shape
        upright = np.ascontiguousarray(np.rot90(picture, -self._quarters))
        self._border = round(BORDER * min(picture.shape))
        flat = cv2.copyMakeBorder(whitened(upright), *(self._border,) * 4, cv2.BORDER_CONSTANT, value=(255,))
        self._lean = lean(flat.astype(np.uint8))
        self.white: Gray = turned(flat.astype(np.uint8), self._lean) if self._lean else flat.astype(np.uint8)

    def place(self, x0: float, top: float, x1: float, bottom: float) -> Box:
        """Where a rectangle of the sheet, in pixels, stands on the page: the upright rectangle around it there."""
        points = [self._back(x, y) for x in (x0, x1) for y in (top, bottom)]
        xs, ys = ([min(WHOLE, max(0, round(at * WHOLE))) for at in side] for side in zip(*points, strict=True))
        return min(xs), min(ys), max(xs), max(ys)

    def _back(self, x: float, y: float) -> tuple[float, float]:
        """A point of the sheet as shares of the picture's width and height, as it came."""
        height, width = self.white.shape
        angle = radians(-self._lean)
        dx, dy = x - width / 2, y - height / 2
        x = (width / 2 + dx * cos(angle) + dy * sin(angle) - self._border) / (width - 2 * self._border)
        y = (height / 2 - dx * sin(angle) + dy * cos(angle) - self._border) / (height - 2 * self._border)
        return ((x, y), (y, 1 - x), (1 - x, 1 - y), (1 - y, x))[self._quarters]
