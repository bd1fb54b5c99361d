"""Tell by their numbers which lines are headings that no form knows, and which known ones are only sub-heads."""

import re
from collections.abc import Mapping, Sequence

from gipcrawler.forms import section_names
from gipcrawler.reading.heading import BRACKETED, CHINESE, INLINE, LONGEST_HEADING, RANKS, Heading, Unit
from gipcrawler.reading.lines import Position
from gipcrawler.text.dates import chinese_number
from gipcrawler.text.labels import split_number

NUMERAL = re.compile(r"[一二三四五六七八九十]{1,3}")


def are_subheads(chosen: Sequence[Heading], units: Sequence[Unit], places: Mapping[Position, str]) -> bool:
    """Whether all headings are sub-heads of section one, whose own heading is missing with those of the others.

    They are numbered as such, and between one of them and its table the next number stands, which is no section's.
    """
    at = {heading.at for heading in chosen}
    if not at or not all(BRACKETED.match(units[number].text) for number in at):
        return False
    tables = {name.key: name.table for name in section_names()}
    for heading in chosen:
        stop = min((place for place, key in places.items() if key == tables.get(heading.key or "")), default=None)
        after = (chinese_number(heading.number or "") or 0) + 1
        below = (unit for number, unit in enumerate(units) if number > heading.at and number not in at)
        if stop and any(unit.at < stop and BRACKETED.match(unit.text) and _count(unit.text) == after for unit in below):
            return True
    return False


def _count(line: str) -> int | None:
    return chinese_number(split_number(line)[0] or "")


def unknown_headings(units: Sequence[Unit], chosen: Sequence[Heading]) -> list[Heading]:
    """Headings of the same rank that no form knows: numbered like their neighbours and going on counting."""
    ranks = ((rank, [heading for heading in chosen if rank.match(units[heading.at].text)]) for rank in RANKS)
    rank, main = next(((rank, main) for rank, main in ranks if len(main) > 1), (CHINESE, []))
    if not main:
        return []
    found: list[Heading] = []
    taken = {heading.at: chinese_number(heading.number or "") or 0 for heading in main}
    count, first, last = 0, min(heading.at for heading in chosen), max(heading.at for heading in chosen)
    for at, unit in enumerate(units):
        if at in taken:
            count = taken[at]
            continue
        mark = rank.match(unit.text)
        if not mark:
            continue
        # before the first section no list can be running: what is numbered there is a section, text on its line or not
        inline = INLINE.match(unit.text) if at < first else None
        line, rest = (inline["title"], inline["rest"].strip()) if inline else (unit.text, "")
        if len(line) > LONGEST_HEADING or line.endswith("。"):
            continue
        number, title = NUMERAL.findall(mark[0])[0], line[mark.end() :]
        counted = chinese_number(number) or 0
        if counted == count + 1 and not (at > last and "。" in line):
            found.append(Heading(at, None, 0.0, title.strip("。:： "), number, rest))
            count = counted
    return _with_text(found, units, first)


def _with_text(found: Sequence[Heading], units: Sequence[Unit], first: int) -> list[Heading]:
    """The headings without those before the first section if they are lines of a table of contents: no text follows."""
    early = [heading for heading in found if heading.at < first]
    stops = [*(heading.at for heading in early[1:]), first]
    texts = [
        heading.rest + "".join(unit.text for unit in units[heading.at + 1 : stop])
        for heading, stop in zip(early, stops, strict=False)
    ]
    whole = all("。" in text for text in texts)
    return [heading for heading in found if whole or heading.at > first]
