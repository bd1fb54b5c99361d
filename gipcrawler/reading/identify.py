"""Turn a report's frame into who issued it, where, for which year and when it was published."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from gipcrawler.model import Metadata
from gipcrawler.places import Place, central_organ, government_name, site_owner
from gipcrawler.reading.hint import Hint
from gipcrawler.reading.naming import ORGAN, around, is_known, organ_named, placed
from gipcrawler.reading.outline import Outline
from gipcrawler.reading.preamble import is_office, makers
from gipcrawler.reading.sheet import Sheet
from gipcrawler.reading.title import Title, find_title
from gipcrawler.reading.when import period_of, published_on, words_of, years
from gipcrawler.text.spaces import fold
from gipcrawler.text.titles import read_title

# 03.某镇.docx
BESIDE_NAME = re.compile(r"^[\d\s.、_()（）-]+|\.[A-Za-z]{2,5}$")
Told = tuple[str | None, Place | None, str]


@dataclass(frozen=True, slots=True)
class Identity:
    """Who and when: every field null where the document does not say it; `evidence` names what spoke of each.

    `titled` is false where no line of the document is the title of a report.
    """

    title: str | None
    issuer: str | None
    place: Place | None
    year: int | None
    published: date | None
    evidence: Mapping[str, str]
    titled: bool


def identify(outline: Outline, metadata: Metadata, hint: Hint, sheet: Sheet) -> Identity:
    """Read title, issuer, year and date.

    Evidence for the issuer, in this order: title, preamble, signature, who filled in the statistics sheet, the
    listing's organ (省财政厅 or 某市), the page's 发布机构 or source, its breadcrumb, the site's name, the names that
    the document bears outside. `hint.place` is a division code that narrows an ambiguous place name, as the names of
    organ and site do; it never stands in for a name. Evidence for the year: `when.years`.
    """
    period = period_of(outline)
    title = find_title(outline.before, metadata.title, hint.title, period)
    near = around(hint.place, metadata.site, hint.organ)
    printed = list(_printed(outline, title, sheet, near))
    issuer, place, speaker = (
        (*_who([name for name, _ in printed], near), printed[0][1]) if printed else _told(metadata, hint, near)
    )
    published = published_on(metadata, outline)
    told = next(years(title, period, sheet.year, outline, published, hint.names), None)
    evidence = {"issuer": speaker if issuer else None, "year": told[0] if told else None}
    known = {name: source for name, source in evidence.items() if source}
    return Identity(title.text, issuer, place, told[1] if told else None, published, known, title.own)


def identify_unread(hint: Hint) -> Identity:
    """Who and when a report is that cannot be read, as far as its listing says."""
    return identify(Outline((), (), ()), Metadata(site=hint.site), hint, Sheet())


def _printed(outline: Outline, title: Title, sheet: Sheet, near: Sequence[str | None]) -> Iterator[tuple[str, str]]:
    """The names of the issuer that the report itself prints, with where, the surest first.

    The office that wrote a report, or filled in its sheet, signs for its government as often as for itself: any other
    name goes before it.
    """
    if title.issuer:
        yield title.issuer, title.issuer_by
    made = [(name, "preamble") for name in makers(outline.before) if ORGAN.fullmatch(name) and is_known(name, near)]
    signed = [(line, "signature") for line in map(fold, reversed(outline.after)) if ORGAN.fullmatch(line)]
    filled = [(name, "sheet") for name in sheet.organs if is_known(name, near)]
    yield from (one for one in made if not is_office(one[0]))
    yield from signed
    yield from (one for one in filled if not is_office(one[0]))
    yield from (one for one in (*made, *filled) if is_office(one[0]))


def _who(names: Sequence[str], near: Sequence[str | None]) -> tuple[str, Place | None]:
    """The issuer and its place; a title that shortens the name is completed from the signature where they agree."""
    issuer, place = placed(names[0], near)
    for name in names[1:]:
        fuller, found = placed(name, near)
        if place is None and found and name.endswith(issuer[-3:]):
            issuer, place = fuller, found
    return issuer, place


def _told(metadata: Metadata, hint: Hint, near: Sequence[str | None]) -> Told:
    """Who issued a report that does not say it itself: whom its listing, its page, its site or its name tell.

    A page that names an organ below the one of its listing is right: a county's column holds its towns' reports.
    """

    def told(name: str | None, speaker: str) -> Told:
        return *placed(organ_named(site_owner(name or "")) or "", near), speaker

    listed, source = told(hint.organ, "listing"), told(metadata.issuer, "metadata")
    below = source[1] and listed[1] and listed[1].code in source[1].superiors
    trail = next(filter(organ_named, reversed(metadata.trail)), None)
    offers = [
        *([source, listed] if below else [listed, source]),
        told(trail, "breadcrumb"),
        told(metadata.site, "site"),
        *(told(name, "name") for name in _called(hint.names)),
    ]
    name, place, speaker = next((one for one in offers if one[1] or central_organ(one[0] or "")), (None, None, ""))
    if place and name == place.name:
        name = government_name(name, place.code)
    return (name, place, speaker) if name else (organ_named(metadata.issuer), None, "metadata")


def _called(names: Iterable[str]) -> Iterator[str]:
    """The organs that the names of a document may name: 某镇2023年年报.docx, or 某镇/年报.docx in an archive."""
    for name in words_of(tuple(names)):
        for step in reversed(PurePosixPath(name).parts):
            said = read_title(step)
            bare = said.issuer if said else BESIDE_NAME.sub("", step)
            if bare:
                yield bare
