"""Turn a number and its format in a work sheet into the text that the sheet prints (ECMA-376 part 1, 18.8.31)."""

import re
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

# The formats that files name by number only (18.8.30), as far as they print otherwise than General
BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    14: "yyyy-m-d",
    15: "yyyy-m-d",
    16: "m-d",
    17: "yyyy-m",
    22: "yyyy-m-d",
    27: "yyyy年m月",
    28: "m月d日",
    29: "m月d日",
    30: "m-d-yy",
    31: "yyyy年m月d日",
    36: "yyyy年m月",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
    41: "#,##0",
    43: "#,##0.00",
    49: "@",
    50: "yyyy年m月",
    51: "m月d日",
    57: "yyyy年m月",
    58: "m月d日",
}
LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
DIGITS = re.compile(r"[0#?][0#?,]*(?:\.[0#?]*)?")
DATE = re.compile(r"[ymd]", re.IGNORECASE)
DATE_PART = re.compile(r"y+|m+|d+", re.IGNORECASE)
CLOCK = re.compile(r"[hs]|AM/PM|上午/下午", re.IGNORECASE)
SHIELDED = "\ue000"  # stands in place of literal text while the code is looked at
LAST_DAY = 2_958_465  # 9999-12-31
# Excel takes 1900 for a leap year, so that the days from March 1900 on count from here
EPOCH, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)


def printed_number(value: float | str, code: str | None, *, since_1904: bool = False) -> str:
    """A number as its format prints it; what the format does not tell is printed as it is stored, exactly.

    Zero is 0 also where an accountant's format prints a dash for it: the sheet holds a figure there.
    """
    try:
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    except InvalidOperation:
        return str(value)
    if not number.is_finite():
        return str(value)
    plain, literals = _shielded(_section(code or "", number))
    if DATE.search(plain) and not DIGITS.search(plain):
        return _day(number, plain, literals, EPOCH_1904 if since_1904 else EPOCH)
    match = DIGITS.search(plain)
    if match is None or "/" in plain or "E" in plain.upper():
        return exact(number)
    text = _figure(abs(number), match[0], percent="%" in plain)
    before, after = (_unshielded(part, literals) for part in (plain[: match.start()], plain[match.end() :]))
    sign = "-" if number < 0 and text.strip("0.,") and "-" not in before and "(" not in before else ""
    return f"{before.strip()}{sign}{text}{after.strip()}"


def exact(number: Decimal) -> str:
    """A number in full, without the trailing zeros and the exponent that floating point leaves."""
    if abs(number.adjusted()) > 40:
        return str(number)
    short = Decimal(f"{number:.15g}") if len(number.as_tuple().digits) > 15 else number
    text = f"{short:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _section(code: str, number: Decimal) -> str:
    """The part of a format that serves a number: for positive, negative and zero, as many as there are."""
    sections = _split(code)
    if number == 0 and len(sections) > 2 and not DIGITS.search(_shielded(sections[2])[0]):
        return sections[0]
    index = 2 if number == 0 else int(number < 0)
    return sections[index] if index < len(sections) else sections[0]


def _split(code: str) -> list[str]:
    plain, literals = _shielded(code, whole=True)
    held = iter(literals)
    return [re.sub(SHIELDED, lambda _: next(held), part) for part in plain.split(";")]


def _shielded(code: str, *, whole: bool = False) -> tuple[str, list[str]]:
    """The code with a mark for each literal, and the literals: as written, or what they print."""
    literals: list[str] = []

    def keep(match: re.Match[str]) -> str:
        literals.append(match[0] if whole else match[1] or match[2] or "")
        return SHIELDED

    return LITERAL.sub(keep, code), literals


def _unshielded(part: str, literals: list[str]) -> str:
    """The text of a piece of a format before or after its digits; literals are used up from the left."""
    return re.sub(SHIELDED, lambda _: literals.pop(0), part)


def _figure(number: Decimal, pattern: str, *, percent: bool) -> str:
    if percent:
        number *= 100
    whole, _, fraction = pattern.partition(".")
    most, least = len(fraction), fraction.count("0")
    if whole.endswith(","):
        return exact(number)  # scaled by thousands: the unit is not told, so the figure stays as it is
    try:
        rounded = number.quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP)
    except InvalidOperation:
        return exact(number)
    text = f"{rounded:,f}" if "," in whole else f"{rounded:f}"
    head, _, tail = text.partition(".")
    tail = tail[:least] + tail[least:].rstrip("0")
    return head.zfill(whole.count("0")) + (f".{tail}" if tail else "")


def _day(number: Decimal, plain: str, literals: list[str], epoch: date) -> str:
    if not 0 < number <= LAST_DAY or (CLOCK.search(plain.replace("AM/PM", "")) and not DATE.search(plain)):
        return exact(number)
    day = epoch + timedelta(days=int(number))
    parts = {"y": f"{day.year}", "m": f"{day.month}", "d": f"{day.day}"}
    date_only = CLOCK.split(plain)[0]
    return _unshielded(DATE_PART.sub(lambda match: parts[match[0][0].lower()], date_only), literals).strip(" :")
