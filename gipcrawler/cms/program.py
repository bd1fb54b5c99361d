"""Turn a page that a program lists into entries and further pages: what ASP.NET, JSP and eportal lists share."""

import re
from dataclasses import replace

from gipcrawler.cms import pager
from gipcrawler.cms.adapter import Listing, Page
from gipcrawler.cms.entries import ours
from gipcrawler.cms.markup import base_of, text_of, tree_of
from gipcrawler.cms.static import read_static


def read_program(page: Page, details: re.Pattern[str]) -> Listing:
    """As `read_static`; where the pager has no address, the form that it sends is the next page.

    A form is sent from a page with reports only: the answers of a program have one address, and what ends the pages of
    such a list is that nothing of ours is on them.
    """
    listing = read_static(page, details)
    if listing.itself or not ours(listing.entries, at=page.url, column=listing.column):
        return listing
    tree = tree_of(text_of(page))
    return replace(listing, more=(*listing.more, *pager.sent(tree, base_of(tree, page.url))))
