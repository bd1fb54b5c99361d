"""Turn figures as sentences write them into numbers: 1,808,595 · 1.2万 · 三百二十 · 两 · 零."""

from decimal import Decimal

DIGITS = {mark: digit for digit, mark in enumerate("零一二三四五六七八九")} | {"两": 2}
TENS = {"十": 10, "百": 100, "千": 1000}
WAN = 10_000


def number(text: str) -> Decimal | None:
    """The number that a figure of a sentence writes, or null where it writes none (百十)."""
    if text[:1].isdigit():
        figure = text.replace(",", "")
        return Decimal(figure.removesuffix("万")) * (WAN if figure.endswith("万") else 1)
    return _chinese(text)


def _chinese(text: str) -> Decimal | None:
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
    return Decimal(total + (digit or 0))
