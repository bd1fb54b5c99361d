"""Decide whether an entry of a listing is one of ours: a disclosure report, on a government host, as text."""

import re
from collections.abc import Iterable
from datetime import date

from gipcrawler.cms.adapter import Entry
from gipcrawler.cms.addresses import canonical, host_of, is_alias
from gipcrawler.cms.navigation import is_annual
from gipcrawler.cms.rows import CUT, is_cut
from gipcrawler.text.dates import find_year
from gipcrawler.text.spaces import fold
from gipcrawler.text.titles import DECOY, ReportTitle, read_title

SUBJECT = re.compile(r"(?:信息|政务)公开")
# In a column of annual reports a title may leave the subject out: 2024年度报告, 某局2023年年报 (PORTALS section 6)
PLAIN = re.compile(r"(?P<issuer>.{0,30}?)(?P<year>20\d\d)年?度?(?:年度?|工作|年度工作|工作年度)?(?:报告|年报)")


def is_report(entry: Entry, at: str = "", column: str | None = None) -> bool:
    """Whether an entry is one of ours, by its title, its host and the column it stands in.

    `at` is the address of the listing: its own host is good, as is every host under gov.cn; copies on foreign
    hosts are not. `column` is the listing's name. A title that the listing cut short is given the benefit of the
    doubt and judged again by the title of its page. Notices, web-site statistics, rule-of-law reports, summaries and
    the other neighbours of PORTALS 6.9 are none. A link without date that bears the name of a column is its menu item.
    """
    if not _good_host(entry.url, at) or (is_annual(entry.title) and entry.published is None):
        return False
    return read_entry_title(entry.title, column) is not None


def read_entry_title(title: str, column: str | None = None) -> ReportTitle | None:
    """What a title in a listing says of its report, or null where it is none; see `is_report`."""
    known = read_title(title)
    folded = fold(title)
    if known or DECOY.search(folded):
        return known
    if is_cut(title):
        return ReportTitle(None, find_year(folded)) if SUBJECT.search(folded) or len(CUT.sub("", folded)) < 12 else None
    plain = PLAIN.fullmatch(folded) if is_annual(column) else None
    return ReportTitle(plain["issuer"] or None, int(plain["year"])) if plain else None


def ours(entries: Iterable[Entry], at: str = "", column: str | None = None) -> tuple[Entry, ...]:
    """The entries that are reports, each address once; of two spellings of an address the plain one."""
    found: dict[str, Entry] = {}
    for entry in entries:
        if is_report(entry, at, column):
            known = found.setdefault(canonical(entry.url), entry)
            if is_alias(known.url) and not is_alias(entry.url):
                found[canonical(entry.url)] = entry
    return tuple(found.values())


def is_second_choice(entry: Entry) -> bool:
    """True for a graphic edition and for a mobile address: wanted only where nothing better turns up in the source."""
    title = read_title(entry.title)
    return is_alias(entry.url) or (title is not None and title.graphic)


def stands_beside(entry: Entry, texts: Iterable[Entry]) -> bool:
    """True for a graphic edition whose text is among `texts`: of the same year, and of an organ of the same name.

    A title may leave its organ out, or name it shorter than the other does (某镇, 某镇人民政府).
    """
    graphic = read_title(entry.title)
    if graphic is None or not graphic.graphic:
        return False
    titles = [read_title(text.title) for text in texts]
    return any(
        title is not None
        and not title.graphic
        and title.year == graphic.year
        and ((title.issuer or "") in (graphic.issuer or "") or (graphic.issuer or "") in (title.issuer or ""))
        for title in titles
    )


def report_year(title: str, published: date | None, column: str | None = None) -> int | None:
    """The report year: what the title names, else the year before publication, else null; never from the address."""
    known = read_entry_title(title, column)
    if known and known.year:
        return known.year
    return published.year - 1 if published else None


def _good_host(url: str, at: str) -> bool:
    host = host_of(url)
    return host == "gov.cn" or host.endswith(".gov.cn") or (bool(host) and host == host_of(at))
