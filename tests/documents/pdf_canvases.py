"""Canvases that leave out rules, for reports whose tables have none or some."""

from typing import Any

from reportlab.pdfgen.canvas import Canvas


class Bare(Canvas):
    """No rules at all."""

    def rect(self, *_: Any, **__: Any) -> None:
        """Draw nothing in place of a cell's frame."""


class Across(Canvas):
    """Rules above and below rows, none between columns."""

    def rect(self, x: float, y: float, width: float, height: float, **_: Any) -> None:
        """Draw two sides of a cell."""
        self.line(x, y, x + width, y)
        self.line(x, y + height, x + width, y + height)


class Upright(Canvas):
    """Rules between columns, none between rows."""

    def rect(self, x: float, y: float, width: float, height: float, **_: Any) -> None:
        """Draw two sides of a cell."""
        self.line(x, y, x, y + height)
        self.line(x + width, y, x + width, y + height)


class Shaded(Canvas):
    """Every cell on a ground of its own, none with a rule."""

    def rect(self, x: float, y: float, width: float, height: float, **_: Any) -> None:
        """Fill a cell with grey."""
        self.setFillGray(0.9)
        super().rect(x + 1, y + 1, width - 2, height - 2, stroke=0, fill=1)
        self.setFillGray(0)
