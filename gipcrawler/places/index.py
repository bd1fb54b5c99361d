"""Turn the register into tables from spellings to places, for the search to look names up in."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from gipcrawler.places.moves import moves
from gipcrawler.places.register import level_of, register, stem_of, superiors_of
from gipcrawler.places.spellings import Trust, part_spellings, stands_alone, upper_spellings, words
from gipcrawler.text.spaces import fold


class Candidate(NamedTuple):
    """A place that a piece of text may mean; `formerly` is the place above it when the name was in use, if not now."""

    code: str
    trust: Trust
    formerly: str = ""

    def is_below(self, above: str) -> bool:
        """Whether the place lies, or lay when it had this name, below `above`."""
        stem = stem_of(above)
        return (self.code != above and self.code.startswith(stem)) or self.formerly.startswith(stem)


@cache
def uppers() -> Mapping[str, Sequence[Candidate]]:
    """Provinces, prefectures and counties, divisions of the corps, and every row of the table of moves."""
    data = register()
    index: dict[str, list[Candidate]] = {}
    for code, name in data.upper.items():
        if code not in data.pseudo:
            for spelling, trust in upper_spellings(code, name):
                index.setdefault(spelling, []).append(Candidate(code, trust))
    for move in moves():
        index.setdefault(move.name, []).append(Candidate(move.code, Trust.FULL, move.superior))
    # 吉林 by itself is the province to some and the city to others
    for spelling, found in index.items():
        if any(code.endswith("00") and data.upper.get(code) == f"{spelling}市" for code, *_ in found[1:]):
            found[:] = [one._replace(trust=Trust.STEM) for one in found]
    corps = words()["corps"]
    for name in corps["names"]:
        index[name] = [Candidate(corps["code"], Trust.STEM)]
    for number, code in corps["divisions"].items():
        for name in (f"第{number}师", f"{number}师"):
            index[name] = [Candidate(code, Trust.STEM)]
    return index


@cache
def _towns() -> tuple[Mapping[str, int], Mapping[str, Sequence[int]]]:
    """Positions of townships by name: the first of each name, and all of those names that are there twice or more."""
    first: dict[str, int] = {}
    more: dict[str, list[int]] = {}
    for at, name in enumerate(register().town_names):
        key = name.removesuffix("办事处") if name.endswith("街道办事处") else name
        if "（" in key:
            key = fold(key)
        if key in first:
            more.setdefault(key, [first[key]]).append(at)
        else:
            first[key] = at
    return first, more


def towns(name: str, above: str) -> Iterator[Candidate]:
    """The townships of a name below `above`; zones and farms, which others may be named after, only directly below."""
    first, more = _towns()
    at = first.get(name)
    if at is None:
        return
    codes = register().town_codes
    start, sure = stem_of(above), stands_alone(name)
    for position in more.get(name, (at,)):
        code = codes[position]
        if code.startswith(start) and (sure or superiors_of(code)[-1] == above):
            yield Candidate(code, Trust.FULL if sure else Trust.PART)


@lru_cache(maxsize=1024)
def parts(above: str) -> Mapping[str, Sequence[Candidate]]:
    """Spellings that hold only directly below `above`: of its zones, its townships, and its offices of streets."""
    data = register()
    if above not in data.upper or level_of(above) == "province":
        return {}
    start = stem_of(above)
    hidden = [code for code in data.uppers(start) if code in data.pseudo]
    names = {code: data.upper[code] for code in data.uppers(start) if code != above and code not in data.pseudo}
    for upper in (above, *hidden):
        names |= {data.town_codes[at]: data.town_names[at] for at in data.towns(upper)}
    prefixes = _prefixes(above)
    taken = set(names.values())
    index: dict[str, list[Candidate]] = {}
    for code, name in names.items():
        for spelling in part_spellings(name, prefixes) - taken:
            index.setdefault(spelling, []).append(Candidate(code, Trust.PART))
    return index


def _prefixes(code: str) -> tuple[str, ...]:
    """Names and stems of a place and of those above it, with which the register begins some names below it."""
    above = (*superiors_of(code), code)
    found = {spelling for one in above for spelling, _ in upper_spellings(one, register().upper[one])}
    return tuple(sorted(found, key=len, reverse=True))
