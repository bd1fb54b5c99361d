"""Turn a listing whose lines stand in the HTML itself into entries and further pages: what most families share."""

import re
from urllib.parse import urlsplit

from gipcrawler.cms import navigation, pager, rows
from gipcrawler.cms.adapter import Entry, Fetch, Listing, Page
from gipcrawler.cms.addresses import canonical
from gipcrawler.cms.detail import read_detail
from gipcrawler.cms.entries import ours
from gipcrawler.cms.markup import Tree, base_of, metas, text_of, tree_of, words
from gipcrawler.cms.shells import says_missing, shell_target


def read_static(page: Page, details: re.Pattern[str], second: int | None = None, *, hub: bool = False) -> Listing:
    """The listing on a static page; `details` matches the family's detail addresses, `second` as in `following`.

    `hub` says that the page is one, whatever its name: the organs that it names are followed.

    - A page `_1` with an error status, or that sends the reader back, is answered with `_2` as the next page: the
      portal may count from 1. Another page past the end has nothing.
    - A shell has no entries and leads on.
    - A page that is itself a report is its only entry; tabs may lead to the same program's reports of other years.
    - A page without reports leads to the annual-report columns that its menus name, else to where these may be named;
      one with reports, and an annual column itself, to the years, the groups and the organs that it names.
    """
    text = text_of(page)
    target = shell_target(page.url, text)
    if page.status >= 400 or (target and pager.is_numbered(page.url)):
        other = pager.other_second(page.url) if second is None else None
        return Listing(more=(Fetch(other),) if other else (), gone=True)
    if target:
        return Listing(more=(Fetch(target),))
    if says_missing(text):
        return Listing(gone=True)
    tree = tree_of(text)
    column, base = metas(tree).get("columnname"), base_of(tree, page.url)
    found = rows.entries(tree, base, details)
    reports = ours(found, at=page.url, column=column)
    detail = read_detail(page)
    if detail.report and len(reports) < 3:  # a report's page links a few others beside it
        years = (Fetch(url) for url in navigation.years(tree, base) if _same_program(url, page.url))
        return Listing((detail.entry,), tuple(years), column=column, itself=True)
    after = pager.linked(tree, base)
    script = None if after else pager.scripted(text)
    if script:
        after = pager.following(script, page.url, second)
    heads = _heads(tree, column)
    annual = bool(reports) or any(navigation.is_annual(head) or navigation.is_year(head) for head in heads)
    organs: tuple[Entry, ...] = ()
    if annual or hub:
        # a report may be called 2024年年报 as the column of a year is: dated it is a line of this list, without a date
        # it is asked for, as hubs that group by organ have nothing else (<h4>省水利厅</h4> 2024年 2023年)
        lines = {one.url for one in found if one in reports or (one.published and details.search(one.url))}
        after += tuple(url for url in navigation.years(tree, base) if url not in lines) + navigation.rooms(tree, base)
        listed = {canonical(entry.url) for entry in reports}
        organs = tuple(one for one in navigation.organs(tree, base) if canonical(one.url) not in listed)
    if not (reports or after or organs):
        after = navigation.columns(tree, base) or (() if annual else navigation.gates(tree, base, heads))
    more = tuple(Fetch(url) for url in dict.fromkeys(after))
    return Listing(found, more, organs, column)


def _same_program(url: str, other: str) -> bool:
    """Whether two addresses differ in their query alone: the years of xxgkAnnualReport.jsp (PORTALS 3.2)."""
    one, two = urlsplit(url), urlsplit(other)
    return (one.hostname, one.path) == (two.hostname, two.path) and one.query != two.query


def _heads(tree: Tree, column: str | None) -> list[str]:
    """What a page calls itself: in its meta tags, its title without the portal's name, its headings."""
    heads = [re.split(r"[-_|—]", words(tag))[0] for tag in tree.iter("title", "h1", "h2", "h3")]
    return [head.strip() for head in (column or "", *heads) if head.strip()]
