"""Turn a page or a style sheet into the addresses of what it is shown with: styles, scripts, pictures, frames."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from gipcrawler.cms import Page
from gipcrawler.cms.addresses import document_type, host_of
from gipcrawler.cms.markup import Tree, absolute, base_of, text_of, tree_of


class Kind(StrEnum):
    """What a requisite is to its page; in the order in which a page misses them most."""

    STYLE = "style"
    SCRIPT = "script"
    PICTURE = "picture"
    FRAME = "frame"


@dataclass(frozen=True, slots=True)
class Requisite:
    """Something that `owner` (the address of a page or of a style sheet) names in order to be shown."""

    url: str
    kind: Kind
    owner: str


SHOWN_LINKS = frozenset(("stylesheet", "icon"))  # values of rel; the others are for machines
# Old pages have their pictures as backgrounds of cells; lazy pages keep the address for a script in data-…
PICTURES = ("src", "data-src", "data-original", "background", "poster")
PICTURED = frozenset(("img", "input", "body", "table", "tr", "td", "th", "video"))
IN_FRAME = frozenset(("iframe", "frame"))
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# CSS Syntax Level 3 (url token) and CSS Cascade Level 3 (@import with a string); escapes do not occur in addresses
ADDRESS = r"""(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"'();]+))"""
IMPORTED = re.compile(rf"@import\s+(?:url\(\s*)?{ADDRESS}", re.IGNORECASE)
IN_URL = re.compile(rf"url\(\s*{ADDRESS}\s*\)", re.IGNORECASE)


def requisites(page: Page) -> tuple[Requisite, ...]:
    """What an HTML page is shown with, each address once, styles first; documents are attachments, and not among it.

    Only what `is_near` the page: its own site, or a host under gov.cn.
    """
    tree = tree_of(text_of(page))
    return _sorted(_named(tree), base_of(tree, page.url), page.url, page.url)


def of_style(sheet: Page, near: str) -> tuple[Requisite, ...]:
    """What a style sheet names, imported sheets first; only what `is_near` the page at address `near`."""
    return _sorted(_in_css(text_of(sheet)), sheet.url, sheet.url, near)


def is_near(url: str, page: str) -> bool:
    """True for an address of the page's own site, subdomains both ways, or of any host under gov.cn."""
    host, own = host_of(url), host_of(page)
    if not host or not own:
        return False
    return host == own or host.endswith((f".{own}", ".gov.cn")) or own.endswith(f".{host}")


def _sorted(named: Iterable[tuple[Kind, str]], base: str, owner: str, near: str) -> tuple[Requisite, ...]:
    found: dict[str, Requisite] = {}
    for kind, href in named:
        url = absolute(base, href)
        if url and is_near(url, near) and not document_type(url):
            found.setdefault(url, Requisite(url, kind, owner))
    return tuple(sorted(found.values(), key=lambda one: tuple(Kind).index(one.kind)))


def _named(tree: Tree) -> Iterator[tuple[Kind, str]]:
    for tag in tree.iter("*"):
        if tag.tag == "link" and SHOWN_LINKS & set((tag.get("rel") or "").lower().split()):
            sheet = "stylesheet" in (tag.get("rel") or "").lower()
            yield Kind.STYLE if sheet else Kind.PICTURE, tag.get("href") or ""
        elif tag.tag == "script":
            yield Kind.SCRIPT, tag.get("src") or ""
        elif tag.tag in IN_FRAME:
            yield Kind.FRAME, tag.get("src") or ""
        elif tag.tag == "style":
            yield from _in_css(tag.text or "")
        elif tag.tag in PICTURED:
            yield from ((Kind.PICTURE, tag.get(name) or "") for name in PICTURES)
        if tag.tag in {"img", "source"}:
            yield from ((Kind.PICTURE, address) for address in _in_srcset(tag.get("srcset") or ""))
        yield from _in_css(tag.get("style") or "")


def _in_srcset(srcset: str) -> Iterator[str]:
    """Yield the addresses of a srcset, whose descriptors follow a space (HTML, section 4.8.4.2.1)."""
    yield from (candidate.split()[0] for candidate in re.split(r",\s+|,$", srcset) if candidate.split())


def _in_css(text: str) -> Iterator[tuple[Kind, str]]:
    rules = COMMENT.sub(" ", text)
    yield from ((Kind.STYLE, "".join(found)) for found in IMPORTED.findall(rules))
    yield from ((Kind.PICTURE, "".join(found)) for found in IN_URL.findall(IMPORTED.sub(" ", rules)))
