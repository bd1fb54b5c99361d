"""Turn a listing whose lines stand in the HTML itself into entries and further pages: what most families share."""

import re

from gipcrawler.cms import navigation, pager, rows
from gipcrawler.cms.adapter import Fetch, Listing, Page
from gipcrawler.cms.detail import read_detail
from gipcrawler.cms.entries import ours
from gipcrawler.cms.markup import base_of, metas, text_of, tree_of
from gipcrawler.cms.shells import says_missing, shell_target


def read_static(page: Page, details: re.Pattern[str], second: int | None = None) -> Listing:
    """The listing on a static page; `details` matches the family's detail addresses, `second` as in `following`.

    - A page `_1` with an error status, or that sends the reader back, is answered with `_2` as the next page: the
      portal may count from 1. Another page past the end has nothing.
    - A shell has no entries and leads on.
    - A page that is itself a report is its only entry.
    - A page without reports leads to the annual-report columns that its menus name, one with reports to the years.
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
        return Listing((detail.entry,), column=column, itself=True)
    after = pager.linked(tree, base)
    script = None if after else pager.scripted(text)
    if script:
        after = pager.following(script, page.url, second)
    if reports or navigation.is_annual(column):
        after += navigation.years(tree, base)
    if not reports and not after:
        after = navigation.columns(tree, base)
    return Listing(found, tuple(Fetch(url) for url in dict.fromkeys(after)), column=column)
