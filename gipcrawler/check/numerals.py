"""Turn figures as sentences write them into numbers: 1,808,595 · 1.2万 · 三百二十 · 两 · 零."""

from decimal import Decimal
from typing import NamedTuple

DIGITS = {mark: digit for digit, mark in enumerate("零一二三四五六七八九")} | {"两": 2}
TENS = {"十": 10, "百": 100, "千": 1000}
WAN = 10_000


class Numeral(NamedTuple):
    """A number, and how far the true one may be from it: 1.2万 is not to the single piece."""

    value: Decimal
    slack: Decimal = Decimal(0)

    def fits(self, figure: Decimal) -> bool:
        """Whether it may stand for an exact figure."""
        return abs(self.value - figure) <= self.slack


def numeral(text: str) -> Numeral | None:
    """The number that a figure of a sentence writes, or null where it writes none (百十)."""
    if not text[:1].isdigit():
        return _chinese(text)
    figure = Decimal(text.replace(",", "").removesuffix("万"))
    if not text.endswith("万"):
        return Numeral(figure)
    return Numeral((figure * WAN).to_integral_value(), WAN * Decimal(1).scaleb(int(figure.as_tuple().exponent)))


def _chinese(text: str) -> Numeral | None:
    """三百零五, 十二, 两; each unit smaller than the one before, and one digit before each (十 may stand alone)."""
    total, digit, last = 0, None, WAN
    for at, mark in enumerate(text):
        if mark in DIGITS:
            if digit not in {None, 0}:
                return None
            digit = DIGITS[mark]
        elif mark in TENS:
            unit = TENS[mark]
            if unit >= last or (digit is None and not (unit == TENS["十"] and at == 0)):
                return None
            total, digit, last = total + (1 if digit is None else digit) * unit, None, unit
        else:
            return None
    return Numeral(Decimal(total + (digit or 0)))
