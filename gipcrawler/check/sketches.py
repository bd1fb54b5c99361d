"""Turn a report's narrative sections into sketches: hashes of their clauses without digits and names, and lengths."""

import re
from array import array
from dataclasses import dataclass

from gipcrawler.check.standing import Standing
from gipcrawler.model import Report
from gipcrawler.places import division, get
from gipcrawler.text.spaces import fold

FIGURE = re.compile(r"\d+(?:[.,]\d+)*%?")
# With 一是, （二）, 3. before a clause, of which the digits are gone already
CLAUSE = re.compile(r"(?:[,。;:!?\n]|(?<=[,。;:!?\n])\(?[一二三四五六七八九十]{0,3}[)、.是])+")
NARRATIVE = {"overview": "overview", None: "overview", "problems": "problems", "other_matters": "other_matters"}
SHORTEST = 4  # characters of a clause that says something
LONGEST = 60_000  # of all of a report's text that is looked at
GOVERNMENT = re.compile(r"(?:人民政府|政府|办事处|行政公署)$")


@dataclass(frozen=True, slots=True)
class Sketch:
    """One section: the hashes of its distinct clauses, equal within one process only, and the length of each."""

    section: str
    hashes: "array[int]"
    lengths: "array[int]"


def sketches(report: Report) -> tuple[Sketch, ...]:
    """The sketches of a report's narrative sections; text under headings that no form knows counts with the first."""
    texts: dict[str, list[str]] = {}
    for section in report.sections:
        if section.key in NARRATIVE:
            texts.setdefault(NARRATIVE[section.key], []).append(section.text)
    names = _names(report)
    return tuple(_sketch(section, "\n".join(parts)[:LONGEST], names) for section, parts in texts.items())


def _sketch(section: str, text: str, names: tuple[str, ...]) -> Sketch:
    lines = "\n".join(map(fold, text.split("\n")))
    for name in names:
        lines = lines.replace(name, "")
    clauses = dict.fromkeys(CLAUSE.split("\n" + FIGURE.sub("", lines)))
    kept = [clause for clause in clauses if len(clause) >= SHORTEST]
    return Sketch(section, array("q", map(hash, kept)), array("H", (min(len(clause), 0xFFFF) for clause in kept)))


def _names(report: Report) -> tuple[str, ...]:
    """What the issuer and its places are called, the longest first: a copy has its own."""
    place = get(division(report.place)) if report.place else None
    above = [one.name for code in (place.superiors if place else ()) if (one := get(code))]
    own, issuer = place.name if place else "", fold(report.issuer or "")
    bare = GOVERNMENT.sub("", issuer)
    names = {issuer, bare, own, GOVERNMENT.sub("", own), *above}
    for name in above:
        bare = bare.removeprefix(name)
    names |= {bare, bare.removesuffix("街道")}
    return tuple(sorted((name for name in names if len(name) > 1), key=len, reverse=True))


def neighbourhood(report: Report, standing: Standing) -> str | None:
    """Who a report's neighbours are, as equal strings: the governments side by side below one, or one's departments."""
    place = get(division(report.place)) if report.place else None
    if place is None or report.year is None:
        return None
    if standing.kind == "government":
        return f"{report.year} {''.join(place.superiors[-1:])} {place.level}"
    return f"{report.year} {place.code} departments"
