"""Turn an organ's name, as titles write it, into its place: from left to right, each place below the one before."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from gipcrawler.places.index import Candidate, parts, towns, uppers
from gipcrawler.places.organs import is_own_organ, is_zone, organs
from gipcrawler.places.register import Place, get, register, stem_of, superiors_of
from gipcrawler.places.spellings import Trust
from gipcrawler.text.spaces import fold

LONGEST = 24  # characters of the longest name in the register
BRACKETS = re.compile(r"\(([^()]*)\)")
# A government may stand between two places: 密云区人民政府果园街道办事处
BETWEEN = re.compile(r"(?:人民)?政府(?=.)")
# A place that the text does not name, in the mouth of an organ of its own: 省政府办公厅, 县教育局
OWN = re.compile(r"[本全我]?(自治区|[省市县区州盟旗])")


class _Reading(NamedTuple):
    """One way to read a text: the place, the text after it, and how doubtful the spellings are that lead to it.

    `names` is false where the last spelling only serves in front of others: 南京财政局 does not name 南京市.
    """

    found: Candidate
    rest: str
    doubt: int
    names: bool


@lru_cache(maxsize=4096)  # a report names its organ in title, signature and page data
def find(name: str, within: str | None = None) -> Place | None:
    """The place of an organ, or null where the name tells of none, or of more than one.

    In goes an organ's name as titles write it (资阳市雁江区丹山镇人民政府, 淮安市财政局, 临夏州政府办公室), out comes
    the place whose organ it is: the division that it governs, or that the department belongs to. Places that the name
    puts in front must all agree, in the register or in the table of moves (`moves.csv`). `within` is a code that the
    place must be equal to or below: a portal's own place, for instance.
    """
    text = organs().before.sub("", fold(name), count=1)
    code = _best(text, within) or (_beside_brackets(text, within) if "(" in text else None)
    return get(code) if code else None


def full_name(name: str, place: Place) -> str:
    """The name of an organ of `place` in full where it names that by its kind alone (省财政厅); any other as it is."""
    match = OWN.match(name)
    if match is None or not place.name.endswith(match[1]) or organs().harmless.match(name):
        return name
    rest = name[match.end() :]
    return place.name + rest if is_own_organ(rest, "", zone=False) else name


def _beside_brackets(text: str, within: str | None) -> str | None:
    """The place outside brackets, if what these hold is the same place (平房地区办事处（平房乡政府）) or none."""
    code = _best(BRACKETS.sub("", text), within)
    if code is None:
        return None
    above = superiors_of(code)[-1:] or (None,)
    for remark in BRACKETS.findall(text):
        silent = organs().remark.fullmatch(remark) or is_own_organ(remark, "", zone=False)
        if not silent and _best(remark, *above) != code:
            return None
    return code


def _best(text: str, within: str | None) -> str | None:
    readings = [reading for reading in _readings(text, None, within) if _fits(reading, within)]
    if not readings:
        return _own(text, within) if within else None
    best = min((len(reading.rest), reading.doubt) for reading in readings)
    last = [reading for reading in readings if (len(reading.rest), reading.doubt) == best]
    codes = {reading.found.code for reading in last}
    return codes.pop() if len(codes) == 1 and all(reading.names for reading in last) else None


def _readings(text: str, above: Candidate | None, within: str | None, doubt: int = 0) -> Iterator[_Reading]:
    for length in range(min(len(text), LONGEST), 1, -1):
        for found in _candidates(text[:length], above, within):
            rest = text[length:]
            doubts = doubt + found.trust
            bare = found.trust is Trust.BARE and organs().government.fullmatch(rest or "政府")
            yield _Reading(found, rest, doubts, names=found.trust < Trust.BARE or bool(bare))
            if rest:
                yield from _readings(rest, found, within, doubts)
                if between := BETWEEN.match(rest):
                    yield from _readings(rest[between.end() :], found, within, doubts)


def _candidates(piece: str, above: Candidate | None, within: str | None) -> Iterator[Candidate]:
    """The places that a piece of text may mean after `above`."""
    for found in uppers().get(piece, ()):
        # 第八师石河子市: the stem of a place may stand in front of its name
        again = above is not None and above.trust is Trust.STEM and above.code == found.code
        if above is None or again or found.is_below(above.code):
            yield found
    top = above.code if above else within or ""
    yield from towns(piece, top)
    yield from parts(top).get(piece, ())


def _fits(reading: _Reading, within: str | None) -> bool:
    found = reading.found
    if within and found.code != within and not found.is_below(within):
        return False
    place = get(found.code)
    return place is not None and is_own_organ(reading.rest, place.name, zone=is_zone(place.name, place.level))


def _own(text: str, within: str) -> str | None:
    """The one place in `within` that calls itself so: 省政府办公厅 in a province, 县教育局 in a county."""
    match = OWN.match(text)
    if match is None or organs().harmless.match(text) or not is_own_organ(text[match.end() :], "", zone=False):
        return None
    data = register()
    own = [code for code in (within, *data.uppers(stem_of(within))) if data.upper.get(code, "").endswith(match[1])]
    codes = {code for code in own if code not in data.pseudo}
    return codes.pop() if len(codes) == 1 else None
