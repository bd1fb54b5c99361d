"""Turn the links of a page into entries: full title, address, and the date that stands in the same row.

The markup is whatever the skin uses (`ul/li`, `table/tr`, `dl/dt/dd`, nested `div`): a row is the largest element
around a link that holds no other address.
"""

import re
from collections.abc import Iterator
from datetime import date

from gipcrawler.cms.adapter import Entry
from gipcrawler.cms.addresses import canonical, document_type, is_alias
from gipcrawler.cms.markup import UNSEEN, Tree, address_of, words
from gipcrawler.text.dates import find_dates
from gipcrawler.text.spaces import tidy
from gipcrawler.text.titles import read_title

CUT = re.compile(r"(?:…|\.{2,}|。{2,}|·{3,})\s*$")
ONLY_DATE = re.compile(r"[\[(（【]?\s*(?:20\d\d[-/.年])?\d{1,2}[-/.月]\d{1,2}日?\s*[\])）】]?")
CLIMB = 6
"""Levels between a link and its row, at most; the deepest seen is li > div > div > p > a."""


def entries(tree: Tree, base: str, details: re.Pattern[str]) -> tuple[Entry, ...]:
    """The entries of a page, each address once, in the order of the page.

    A link is an entry if its row has a date, if its path is that of a detail page of the family (`details`), if it
    leads to a document file, or if its title is that of a report; the rest is navigation.
    """
    found: dict[str, Entry] = {}
    for link in tree.iter("a"):
        url = address_of(link, base)
        title = title_of(link) if url else ""
        if not url or not title:
            continue
        published = _published(link)
        if not (published or details.search(url) or document_type(url) or read_title(title)):
            continue
        entry = Entry(url, title, published)
        key = canonical(url)
        known = found.get(key)
        found[key] = _fuller(known, entry) if known else entry
    return tuple(found.values())


def is_cut(title: str) -> bool:
    """True for a title that the listing shortened with dots."""
    return CUT.search(title) is not None


def title_of(link: Tree) -> str:
    """The full title of a link: its `title` or `mc` attribute before its text, which skins cut short.

    Where the attribute says something else than a report's title and the text is one, the text is right.
    """
    own = " ".join(tidy("".join(_own_words(link))).split())
    pictures = (image.get("alt") or image.get("title") or "" for image in link.iter("img"))
    given = (link.get("mc"), link.get("title"), own, *pictures)
    offers = [" ".join(tidy(offer).split()) for offer in given if offer and offer.strip()]
    whole = [offer for offer in offers if not is_cut(offer)]
    return next((offer for offer in whole if read_title(offer)), (whole or offers or [""])[0])


def _own_words(link: Tree) -> list[str]:
    """The link's text without the date that some skins put inside the link."""
    parts = [link.text or ""]
    for child in link:
        said = words(child)
        parts += ["" if ONLY_DATE.fullmatch(said) else said, child.tail or ""]
    return parts


def _published(link: Tree) -> date | None:
    stated = find_dates(link.get("rq") or "")  # the 信息公开 module of JCMS (PORTALS 3.2)
    if stated:
        return stated[-1]
    dates = [day for child in link for day in find_dates(words(child)) if ONLY_DATE.fullmatch(words(child))]
    row = link
    for around in _rows(link) if not dates else ():
        row, dates = around, _dates(around, link)
        if dates:
            break
    dates = dates or _beside(row)
    return dates[-1] if dates else None


def _dates(row: Tree, link: Tree) -> list[date]:
    """The dates of a row without those of its link: of its cells one by one, else of its words as they run."""
    inside, cells = set(link.iter()), []
    for cell in row.iter():
        if cell not in inside and cell.tag not in UNSEEN:
            cells.append(cell.text or "")
        if cell is not row and (cell is link or cell not in inside):
            cells.append(cell.tail or "")
    return find_dates("\n".join(cells)) or find_dates(words(row).replace(words(link), " ", 1))


def _rows(link: Tree) -> Iterator[Tree]:
    """The elements around a link that hold no other address, from the link outwards: the nearest date is its own."""
    row, href = link, link.get("href")
    yield row
    for _ in range(CLIMB):
        parent = row.getparent()
        if parent is None or parent.tag in {"body", "html"} or any(a.get("href") != href for a in parent.iter("a")):
            break
        row = parent
        yield row


def _beside(row: Tree) -> list[date]:
    """Dates of a `dt` stand in the `dd` after it; those of a row with several links in the table row around it."""
    after = row.getnext()
    if after is not None and next(after.iter("a"), None) is None:
        dates = find_dates(words(after))
        if dates:
            return dates
    around = next(row.iterancestors("tr", "li"), None)
    dates = find_dates(words(around)) if around is not None else []
    return dates if len(dates) == 1 else []


def _fuller(known: Entry, again: Entry) -> Entry:
    """One of two links to the same page: picture and text, cut and full, mobile and plain address."""
    better = is_cut(known.title) or not read_title(known.title)
    title = again.title if better and not is_cut(again.title) and len(again.title) > len(known.title) else known.title
    url = again.url if is_alias(known.url) else known.url
    return Entry(url, title, known.published or again.published)
