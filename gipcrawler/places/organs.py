"""Tell whether what follows a place in an organ's name makes it an organ of that very place."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from gipcrawler.places.spellings import STREET, stands_alone


class _Organs(NamedTuple):
    before: re.Pattern[str]
    government: re.Pattern[str]
    ending: re.Pattern[str]
    branch: re.Pattern[str]
    lower: re.Pattern[str]
    harmless: re.Pattern[str]
    commission: re.Pattern[str]
    zone_office: re.Pattern[str]
    street_office: re.Pattern[str]
    remark: re.Pattern[str]


@cache
def organs() -> _Organs:
    """The data of `organs.toml`, as patterns."""
    data = tomllib.loads(Path(__file__).with_name("organs.toml").read_text(encoding="utf-8"))
    words = {key: "|".join(sorted(values, key=len, reverse=True)) for key, values in data.items()}
    return _Organs(
        before=re.compile(rf"(?:{words['before']})+"),
        government=re.compile(words["governments"]),
        ending=re.compile(rf"(?:{words['endings']})$"),
        branch=re.compile(words["branches"]),
        lower=re.compile(words["lower"]),
        harmless=re.compile(rf"{words['harmless']}|(?:^|(?<=[和与及、业]))(?:{words['harmless_first']})"),
        commission=re.compile(rf"(?:{words['commissions']})$"),
        zone_office=re.compile(words["zone_offices"]),
        street_office=re.compile(words["street_offices"]),
        remark=re.compile(rf"(?:{words['remarks']})*"),
    )


def is_own_organ(rest: str, place_name: str, *, zone: bool) -> bool:
    """Whether `rest`, the text after a place, is empty or names an organ of that place and of no place below it.

    人民政府办公室 after 淮安市 does; 高新区管理委员会 does not, for the zone is a place that the name alone tells of.
    `zone` says that the place is itself one that an office of that kind (管理委员会) administers.
    """
    data = organs()
    if place_name.endswith(STREET):
        rest = _after(data.street_office, rest, keep="办公")
    if zone:
        rest = _after(data.zone_office, rest)
    rest = _after(data.government, rest)
    if not rest:
        return True
    if rest.startswith("驻") and rest.endswith("办事处"):
        return True
    if data.branch.search(rest) or data.lower.search(data.harmless.sub("", rest)):
        return False
    if data.zone_office.search(rest) and not data.commission.search(rest):
        return False
    return data.ending.search(rest) is not None


def is_zone(name: str, level: str) -> bool:
    """Whether a place is administered by an office rather than a government, as far as its name tells."""
    if level == "township":
        return not stands_alone(name)
    return (
        re.search(r"(?:开发区|园区|示范区|管理区|新区|新城|实验区|食品区|聚集区|名胜区|管委会|委员会)$", name)
        is not None
    )


def _after(pattern: re.Pattern[str], text: str, keep: str = "\0") -> str:
    match = pattern.match(text)
    return text[match.end() :] if match and not text.startswith(keep) else text
