"""Turn the documents of one entry of a listing, the page and what is attached, into the reports that they hold."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from gipcrawler.documents import ARCHIVES, Member, are_several, documents_in, is_leaf, read_document, read_leaves
from gipcrawler.documents.sniff import sniff
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Report
from gipcrawler.reading.hint import NOTHING, Hint
from gipcrawler.reading.merge import Part, Whence, agree, differs_in_issuer, differs_in_year, is_copy, merge, says
from gipcrawler.reading.naming import around
from gipcrawler.reading.report import report_of
from gipcrawler.reading.worth import Worth, is_complete, is_unfilled, stands_alone, told, worth
from gipcrawler.text.titles import read_title

ANOTHER = "Not the report that its entry is: another, a part of another, or a copy with other figures."
NOTHING_IN_IT = "No section and no table of the official forms in it."


@dataclass(frozen=True, slots=True)
class Given:
    """One document of an entry: its bytes, the Content-Type as sent, its address, and the words of its link."""

    body: bytes
    media_type: str | None
    address: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class EntryReading:
    """A report and the document that gave it; `further` are those that `Origin.document` counts from 1 on."""

    report: Report
    read_from: Whence
    further: tuple[Whence, ...] = ()


class Unread(NamedTuple):
    """A document, or a member of an archive, that gave nothing to the report, and why."""

    address: str
    member: str
    reason: str

    def __str__(self) -> str:
        """The sentence for people."""
        return f"{' '.join(filter(None, (self.address, self.member)))}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the documents of an entry gave: mostly one report; and what of them was not read."""

    readings: tuple[EntryReading, ...]
    unread: tuple[Unread, ...] = ()

    def each(self, change: Callable[[Report], Report]) -> "Entry":
        """The entry with its reports changed."""
        return replace(self, readings=tuple(replace(one, report=change(one.report)) for one in self.readings))

    @property
    def lacks(self) -> bool:
        """Whether what was not read may be missed: nothing is beside one complete report."""
        alone = len(self.readings) == 1 and is_complete(self.readings[0].report)
        return bool(self.unread) and not alone

    @property
    def reason(self) -> str:
        """Why there is no report, or not all of it."""
        return " ".join(map(str, self.unread)) or NOTHING_IN_IT


def read(body: bytes, media_type: str | None = None, hint: Hint = NOTHING) -> Report:
    """Read a document into a Report; equal bytes give an equal Report. Raises UnreadableError with the reason.

    An archive is read as an entry is; one with several reports is refused, for `read_entry` gives them.
    """
    if sniff(body) not in ARCHIVES:
        return report_of(read_document(body, media_type), hint)
    entry = read_entry([Given(body, media_type, "the archive")], hint)
    if len(entry.readings) == 1:
        return entry.readings[0].report
    if entry.readings:
        raise UnreadableError(f"The archive holds {len(entry.readings)} reports: unpack it and read them one by one.")
    raise UnreadableError(f"The archive holds no report. {entry.reason}")


def read_entry(documents: Sequence[Given], hint: Hint = NOTHING) -> Entry:
    """Read documents in their order, the page first, until one holds a complete report; of archives all.

    Pictures that follow each other are the pages of one document, whose `read_from` is the first.
    Readings that agree are one report: the best of them, with the tables and sections that it lacks and others have.
    Others that stand alone and name another issuer are reports of their own, as in an archive of a county's towns;
    of another year only where `hint.title` names none, for last year's report may be attached to compare with.
    """
    unread: list[Unread] = []
    parts: list[Part] = []
    for number, pages in _bound(documents):
        complete = any(is_complete(part.report) for part in parts)
        try:
            if not complete or sniff(pages[0].body) in ARCHIVES:
                parts += _read(pages, number, hint, unread)
        except UnreadableError as error:
            unread.append(Unread(pages[0].address, "", str(error)))
    if unread:  # a few sentences on a page do not stand for the attachment that cannot be read
        parts = [part for part in parts if part.report.cells or told(part.report)]
    listed = read_title(hint.title) if hint.title else None
    groups, others = _groups(parts, listed.year if listed else None)
    unread += [Unread(documents[one.document].address, one.member, ANOTHER) for one in others]
    return Entry(tuple(map(_merged, groups)), tuple(unread))


def _bound(documents: Sequence[Given]) -> Iterator[tuple[int, list[Given]]]:
    """Each document by its number; pictures that follow each other together."""
    for leaves, some in groupby(enumerate(documents), key=lambda one: is_leaf(one[1].body)):
        numbered = list(some)
        if leaves:
            yield numbered[0][0], [given for _, given in numbered]
        else:
            yield from ((number, [given]) for number, given in numbered)


def _read(pages: Sequence[Given], number: int, hint: Hint, unread: list[Unread]) -> Iterator[Part]:
    """What a document holds, or each document of an archive; `unread` takes what of these cannot be read."""
    given, *more = pages
    if more:
        members: tuple[Member, ...] = (Member("", read_leaves([page.body for page in pages])),)
    else:
        members = documents_in(given.body, given.media_type)
    names = (given.name, given.address, *hint.names)
    if are_several(members):  # what is said of all of them tells where to look for the issuer of each, not who it is
        hint = Hint(place=around(hint.place, hint.site, hint.organ)[0], published=hint.published)
        names = ()
    for member in members:
        if member.document is None:
            unread.append(Unread(given.address, member.name, member.reason))
            continue
        report = report_of(member.document, replace(hint, names=tuple(filter(None, (member.name, *names)))))
        if report.cells or report.sections:
            yield Part(report, Whence(number, member.name if len(members) > 1 else ""))


def _groups(parts: Sequence[Part], listed: int | None) -> tuple[list[list[Part]], list[Whence]]:
    """Parts of one report together, the best of each first, in the order of their documents; and what is of none.

    What says another year than the listing, or else than the first that says one, is nobody's best.
    Where there are several reports, what does not name its issuer could be of any, and completes none.
    """
    groups: list[list[Part]] = []
    others: list[Whence] = []
    said = next((part.report.year for part in parts if says(part.report, "year")), None)

    def rank(part: Part) -> tuple[bool, Worth]:
        other_year = says(part.report, "year") and part.report.year != (listed or said)
        return not other_year, worth(part.report)

    for part in sorted(parts, key=rank, reverse=True):
        group = next((group for group in groups if all(agree(one.report, part.report) for one in group)), None)
        if group is not None:
            group.append(part)
        elif not groups or _is_another(part, groups, listed):
            groups.append([part])
        else:
            others.append(part.whence)
    if len(groups) > 1:
        groups = [[group[0], *(part for part in group[1:] if says(part.report, "issuer"))] for group in groups]
    return sorted(groups, key=lambda group: group[0].whence), sorted(others)


def _is_another(part: Part, groups: Sequence[Sequence[Part]], listed: int | None) -> bool:
    """Whether a reading stands alone and is another report than those known, of the year that is listed if any."""
    report = part.report
    if is_unfilled(report) or not stands_alone(report):
        return False
    known = [group[0].report for group in groups]
    if listed and says(report, "year") and report.year != listed:
        return all(differs_in_issuer(one, report) for one in known)
    return all(
        differs_in_issuer(one, report)
        or differs_in_year(one, report)
        or (part.whence.member and not is_copy(one, report))
        for one in known
    )


def _merged(group: Sequence[Part]) -> EntryReading:
    report, (read_from, *further) = merge(group)
    return EntryReading(report, read_from, tuple(further))
