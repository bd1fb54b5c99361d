"""Name the family behind an unknown page, with the arguments that read it and what spoke for it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from gipcrawler.cms.adapter import Adapter, Fetch, Listing, Page
from gipcrawler.cms.addresses import host_of
from gipcrawler.cms.aspx import Aspx
from gipcrawler.cms.blocks import Blocks
from gipcrawler.cms.epoint import Epoint
from gipcrawler.cms.eportal import Eportal
from gipcrawler.cms.gkmlpt import Gkmlpt
from gipcrawler.cms.henan import Henan
from gipcrawler.cms.hub import Hub
from gipcrawler.cms.jcms import Jcms
from gipcrawler.cms.jpaas import Jpaas
from gipcrawler.cms.jsp import Jsp
from gipcrawler.cms.lonsun import Lonsun
from gipcrawler.cms.markup import text_of
from gipcrawler.cms.nfcms import Nfcms
from gipcrawler.cms.pager import other_second
from gipcrawler.cms.pclist import PcList
from gipcrawler.cms.shanghai import Shanghai
from gipcrawler.cms.shells import EMPTY_ROOT, PUT_TOGETHER, shell_target
from gipcrawler.cms.sichuan import Sichuan
from gipcrawler.cms.trs import Trs
from gipcrawler.cms.ucap import Ucap
from gipcrawler.cms.vsb import Vsb
from gipcrawler.cms.webcms import WebCms


class Family(Protocol):
    """A family's class: what its pages have in common, and an adapter for one of its columns."""

    @property
    def MARKS(self) -> tuple[re.Pattern[str], ...]:  # noqa: N802 - a constant of the class
        """What speaks for the family, in a page's text or its address."""
        ...

    def __call__(self, url: str) -> Adapter:
        """The family's adapter for the column at `url`."""
        ...


FAMILIES: tuple[Family, ...] = (
    *(Jcms, Sichuan, Ucap, Trs, Gkmlpt, Nfcms, Lonsun, PcList, Blocks, WebCms, Shanghai, Henan),
    *(Jpaas, Vsb, Eportal, Epoint, Aspx, Jsp),
)
"""The families with marks; of two with as many, the first."""

CARRIERS: tuple[tuple[re.Pattern[str], Family], ...] = (
    (re.compile(r"<datastore>|\bdataStore\s*=\s*\[|<nextgroup>", re.IGNORECASE), Jcms),
    (re.compile(r"/front/page/build/unit"), Jpaas),
    (re.compile(r"\A(?=[\s\S]*\b_CONFIG\b)[\s\S]*\bSID\b|^\s*\{[\s\S]{0,2000}?\"articles\"\s*:"), Gkmlpt),
    (re.compile(r"\barticleList[\"']?\s*[:=]\s*(?:\[|JSON\.parse)"), PcList),
    (re.compile(r"/templates/[0-9a-fA-F-]{36}/blocks/"), Blocks),
    (re.compile(r"/cms-scsrmzf/qry"), Sichuan),
    (re.compile(r"labelName=publicInfoList"), Lonsun),
)
"""What carries a list that one family alone can read; it decides on pages that mix the marks of several."""


ELSEWHERE = re.compile(r"https?://([\w.-]+)[^\s\"'<>]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Recognised:
    """A family with its arguments, and the words on the page that spoke for it."""

    adapter: Adapter
    evidence: tuple[str, ...] = ()


def identify(page: Page) -> Adapter | None:
    """The family of a page, with `page.url` as its column, or null; see `recognise`."""
    found = recognise(page)
    return found.adapter if found else None


def recognise(page: Page) -> Recognised | None:
    """The family of a listing, detail or shell page, and why; null for a page that is none of a portal's.

    What carries the list decides; without it the family with most of its marks on the page and in its address, links
    to other hosts aside, which may be of any family. A page that only an unknown script fills, and one without any mark
    that lists reports or leads to a column of them, is a Hub; anything else, error pages and empty ones included, is
    null.
    """
    if page.status >= 400:
        return None
    text = f'{text_of(page)}\n"{page.url}"'
    host = host_of(page.url)
    own = ELSEWHERE.sub(lambda link: link[0] if host_of(link[0]) == host else "", text)
    carried = next((family for carrier, family in CARRIERS if carrier.search(text)), None)
    found = carried or _likeliest(own)
    frame = None if carried else PUT_TOGETHER.search(own) or (None if found else EMPTY_ROOT.search(own))
    if frame:
        return Recognised(Hub(page.url, browser=True), (frame[0],))
    if found:
        return Recognised(found(page.url), _spoken(found, text))
    listing = Hub(page.url).read(page)
    return Recognised(Hub(page.url)) if listing.more or listing.entries or listing.columns else None


def _likeliest(text: str) -> Family | None:
    """The family with most marks; of two with as many, the first."""
    found = max(FAMILIES, key=lambda family: len(_spoken(family, text)))
    return found if _spoken(found, text) else None


@dataclass(frozen=True, slots=True)
class Unknown:
    """Any page at `url`: every answer is identified anew, and read as what it is; a report's page is its only entry."""

    url: str

    MARKS = ()

    def start(self) -> Iterable[Fetch]:
        """The page itself."""
        return (Fetch(self.url),)

    def read(self, page: Page) -> Listing:
        """Entries and next pages as the family of this page gives them; nothing where none is recognised."""
        target = shell_target(page.url, text_of(page)) if page.status < 400 else None
        if target and not other_second(page.url):
            return Listing(more=(Fetch(target),))
        adapter = identify(page) or Hub(page.url)
        listing = adapter.read(page)
        if adapter == Hub(page.url, browser=True) and not (listing.entries or listing.columns):
            return replace(listing, more=(Fetch(page.url, browser=True), *listing.more))
        return listing


def _spoken(family: Family, text: str) -> tuple[str, ...]:
    found = (mark.search(text) for mark in family.MARKS)
    return tuple(" ".join(match[0].split()) for match in found if match)
