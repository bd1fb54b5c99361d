"""`gipcrawler identify`: an address in, the portal family behind it and the source that would declare it out."""

import argparse
import sys

from gipcrawler import places
from gipcrawler.cli.painting import console
from gipcrawler.cli.peek import Peek, address
from gipcrawler.cms import Listing, Page, ours, report_year
from gipcrawler.cms.markup import metas, text_of, tree_of, words
from gipcrawler.cms.recognise import Recognised, recognise
from gipcrawler.errors import UnreadableError

UNKNOWN = "<code>"
LONGEST = 72
"""Characters of a piece of evidence that are shown."""
USELESS = "is no page of a portal: neither a list, nor a report, nor a menu that leads to one"


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "identify",
        help="name the portal software behind an address",
        description="Ask for one page, as politely as a crawl does and without keeping it, and print the family of its "
        "software, what spoke for it, and the Source(…) line that declares it. Exit status 2 if it cannot be had, or "
        "is no page of a portal.",
    )
    parser.add_argument("url", metavar="URL", help="a listing, hub, detail or shell page")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print one line a fact; the last is the line to paste. Raises UnreadableError."""
    url = address(arguments.url)
    page = Peek().first(url)
    found = recognise(page)
    if found is None:
        raise UnreadableError(f"{page.url}: {USELESS}")
    for name, said in _facts(url, page, found):
        console().print(f"{name:<9} {said}", markup=False, soft_wrap=True)
    return 0


def _facts(url: str, page: Page, found: Recognised) -> list[tuple[str, str]]:
    from gipcrawler.crawl import Source  # noqa: PLC0415 - Scrapy takes a second, which other commands do not need
    from gipcrawler.crawl.source_line import source_line  # noqa: PLC0415 - as above

    listing = found.adapter.read(page)
    summary = (sys.modules[type(found.adapter).__module__].__doc__ or "").partition("\n")[0]
    evidence = dict.fromkeys(said if len(said) <= LONGEST else f"{said[:LONGEST]}…" for said in found.evidence)
    place = place_of(page)
    return [
        ("family", f"{type(found.adapter).__name__} - {summary}"),
        *([("at", page.url)] if page.url != url else []),
        *(("because", said) for said in evidence or ("no mark of any family: a page of links",)),
        ("column", listing.column or "·"),
        ("place", f"{place} {getattr(places.get(place), 'name', '')}".strip()),
        ("entries", _entries(page, listing)),
        *([("more", _more(listing))] if listing.more or listing.columns else []),
        ("source", source_line(Source(place, found.adapter))),
    ]


def place_of(page: Page) -> str:
    """The code of the government whose site a page is, by the site's own name, or a mark to be filled in."""
    tree = tree_of(text_of(page))
    named = metas(tree).get("sitename") or next((words(title) for title in tree.iter("title")), "")
    place = places.find(places.site_owner(named)) if named else None
    return place.code if place else UNKNOWN


def _entries(page: Page, listing: Listing) -> str:
    reports = ours(listing.entries, at=page.url, column=listing.column)
    years = sorted(year for entry in reports if (year := report_year(entry.title, entry.published, listing.column)))
    if listing.itself:
        return f"the page is itself a report: {listing.entries[0].title}"
    between = f" of {years[0]}-{years[-1]}" if years else ""
    return f"{len(reports)} reports{between}, {len(listing.entries) - len(reports)} other links"


def _more(listing: Listing) -> str:
    asked = ", ".join(fetch.url for fetch in listing.more[:3])
    pages = f"{len(listing.more)} more to ask for: {asked}{', …' if len(listing.more) > 3 else ''}" if asked else ""
    organs = f"{len(listing.columns)} organs: {listing.columns[0].title} …" if listing.columns else ""
    return "; ".join(filter(None, (pages, organs)))
