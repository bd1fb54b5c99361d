"""Turn division codes into places and their superiors, from the register beside this module.

Codes are those of GB/T 2260 and of the statistical register: 6 digits down to the county (110000, 370300, 110118),
9 digits for townships (512002107). Source, date and licence of the data: README.md beside this module.
"""

import gzip
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

Level = Literal["province", "prefecture", "county", "township"]

DATA = Path(__file__).with_name("register.csv.gz")
# Rows that the statistics need and that no government answers to: names skip them, nobody is below them
PSEUDO = re.compile(r"市辖区|县|.*直辖(?:县|村)级(?:行政)?区划")


@dataclass(frozen=True, slots=True)
class Place:
    """A division; `superiors` are the codes of the governments above it, the province first.

    Levels without a government (市辖区, 县, 省直辖县级行政区划) are in the register, but in nobody's `superiors`.
    """

    code: str
    name: str
    level: Level
    superiors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """The register in memory: `upper` maps codes of 6 digits to names; towns stand in the order of their codes."""

    upper: Mapping[str, str]
    upper_codes: Sequence[str]
    pseudo: frozenset[str]
    town_codes: Sequence[str]
    town_names: Sequence[str]

    def towns(self, start: str) -> range:
        """The positions of the townships whose code starts with `start`."""
        return range(bisect_left(self.town_codes, start), bisect_left(self.town_codes, start + ":"))

    def uppers(self, start: str) -> Sequence[str]:
        """The codes of 6 digits that start with `start`, in order."""
        return self.upper_codes[bisect_left(self.upper_codes, start) : bisect_left(self.upper_codes, start + ":")]


@cache
def register() -> Register:
    """The register, read on first use."""
    lines = gzip.decompress(DATA.read_bytes()).decode().splitlines()[1:]
    first_town = next(number for number, line in enumerate(lines) if line[6] != ",")
    upper: dict[str, str] = {}
    pseudo: set[str] = set()
    for line in lines[:first_town]:
        code, _, name = line.partition(",")
        above = upper.get(code[:4] + "00") if level_of(code) == "county" else None
        # 嘉峪关市 has no counties: the register repeats the city at their level
        if name == above or (level_of(code) != "province" and PSEUDO.fullmatch(name)):
            pseudo.add(code)
        upper[code] = name
    towns = lines[first_town:]
    names = [line[10:] for line in towns]
    return Register(upper, sorted(upper), frozenset(pseudo), [line[:9] for line in towns], names)


def level_of(code: str) -> Level:
    """The level that a code's digits say."""
    if len(code) > 6:
        return "township"
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def stem_of(code: str) -> str:
    """The digits with which every code below `code` starts: 11 for 110000, 1101 for 110100, else the code itself."""
    return code[: {"province": 2, "prefecture": 4}.get(level_of(code), len(code))]


def superiors_of(code: str) -> tuple[str, ...]:
    """The codes of the governments above a code, the province first."""
    data = register()
    above = dict.fromkeys((code[:2] + "0000", code[:4] + "00", code[:6]))
    return tuple(one for one in above if one != code and one in data.upper and one not in data.pseudo)


def name_of(code: str) -> str | None:
    """The official name of a code, or null where the register does not have it."""
    data = register()
    if len(code) != 9:
        return data.upper.get(code)
    at = bisect_left(data.town_codes, code)
    return data.town_names[at] if data.town_codes[at : at + 1] == [code] else None


def get(code: str) -> Place | None:
    """The place of a code (6 or 9 digits), or null where the register does not have it."""
    name = name_of(code)
    return None if name is None else Place(code, name, level_of(code), superiors_of(code))


def under(code: str, level: str | None = None) -> Iterator[Place]:
    """The places below a code, in the order of their codes, or those of one level; nothing below an unknown code.

    Rows without a government of their own (市辖区, 直辖村级区划) are passed over; those below them are not.
    """
    data = register()
    for upper in data.uppers(stem_of(code)) if code in data.upper else ():
        if upper != code and upper not in data.pseudo and level in {None, level_of(upper)}:
            yield Place(upper, data.upper[upper], level_of(upper), superiors_of(upper))
        if level in {None, "township"}:
            yield from _towns_of(upper)


def _towns_of(upper: str) -> Iterator[Place]:
    data = register()
    superiors = (*superiors_of(upper), upper) if upper not in data.pseudo else superiors_of(upper)
    for at in data.towns(upper):
        if not PSEUDO.fullmatch(data.town_names[at]):
            yield Place(data.town_codes[at], data.town_names[at], "township", superiors)
