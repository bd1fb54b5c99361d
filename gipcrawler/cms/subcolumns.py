"""Tell the lists of a family from its reports among the entries of a page, by the addresses that the family gives."""

import re
from dataclasses import replace
from urllib.parse import urlsplit

from gipcrawler.cms.adapter import Entry, Fetch, Listing
from gipcrawler.cms.addresses import host_of
from gipcrawler.text.titles import read_title

LISTS = re.compile(r"/(?:(?:index|default|list)\.(?:s?html?|jsp|aspx?))?$", re.IGNORECASE)


def lists_apart(listing: Listing, at: str, details: re.Pattern[str], lists: re.Pattern[str] = LISTS) -> Listing:
    """The listing of the page at `at` with those entries elsewhere that lead to further lists of the same family.

    A link named like a report may lead to it or to the directory that holds it (PORTALS 2.6, 6.2, 6.4). Where details
    have addresses of their own (`details`), one of a directory or an index page (`lists`) is a list: of another organ
    if its title names one, else of the same. Should it be a report after all, it is read as such.
    """
    if listing.itself:
        return listing
    entries: list[Entry] = []
    more, columns = list(listing.more), list(listing.columns)
    for entry in listing.entries:
        title = read_title(entry.title)
        path = urlsplit(entry.url).path
        if title is None or host_of(entry.url) != host_of(at) or details.search(path) or not lists.search(path):
            entries.append(entry)
        elif title.issuer:
            columns.append(Entry(entry.url, title.issuer))
        else:
            more.append(Fetch(entry.url))
    unique = {fetch.url: fetch for fetch in more}
    named = {column.url: column for column in columns if column.url not in unique}
    return replace(listing, entries=tuple(entries), more=tuple(unique.values()), columns=tuple(named.values()))
