"""Turn the bytes of a page into text, a tree, absolute addresses and the names that its meta tags give."""

import re
from collections.abc import Mapping
from urllib.parse import urljoin, urlsplit

from lxml import etree

from gipcrawler.cms.adapter import Page
from gipcrawler.cms.addresses import DOCUMENTS, column_hash, unmirrored
from gipcrawler.documents.answer_page import page_in
from gipcrawler.documents.charset import decode
from gipcrawler.text.spaces import tidy

Tree = etree._Element  # noqa: SLF001  # lxml's only name for the type of an element

META_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]+?(?:charset|encoding)\s*=\s*[\"']?\s*([\w:-]+)", re.IGNORECASE)
ABSTRACT = re.compile(r"^\s*(?:javascript|mailto|tel|data|about|file):", re.IGNORECASE)
# href="javascript:void(0)" onclick="open('/art/…')": the address stands in the script
IN_SCRIPT = re.compile(
    rf"""['"]((?:https?://|\.{{0,2}}/)[^'"\s]+\.(?:s?html?|jsp|aspx?|{"|".join(sorted(DOCUMENTS))})(?:\?[^'"\s]*)?)['"]""",
    re.IGNORECASE,
)
# Menus whose links a script opens keep their addresses there (广西: data-path, PORTALS 2.20)
KEPT_IN = ("data-path", "data-href", "data-url", "data-link")
AFTER_FILE = re.compile(r"(\.s?html?)/+$", re.IGNORECASE)
UNSEEN = frozenset(("script", "style", "noscript", "template"))


def text_of(page: Page) -> str:
    """The page's text: byte order mark, HTTP charset, meta charset, detection, in this order (PORTALS section 8)."""
    named = META_CHARSET.search(page.body[:4096])
    text, _ = decode(page.body, (page.charset, named[1].decode("ascii", "replace") if named else None))
    return text


def shown_text(page: Page) -> str:
    """The text of what a reader is shown: of an answer in JSON the page that a script puts into its frame."""
    text = text_of(page)
    return page_in(text) or text


def tree_of(text: str) -> Tree:
    """The tree of an HTML text or fragment, without comments; an empty `html` element where there is nothing."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    body = text.replace("\0", "").encode("utf-8", "replace")
    try:
        tree = etree.fromstring(body, parser) if body.strip() else None
    except etree.XMLSyntaxError:
        tree = None
    return etree.Element("html") if tree is None else tree


def words(element: Tree) -> str:
    """What a reader sees of an element, tidied into one line; scripts and styles are not seen."""
    parts: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start" and node.tag not in UNSEEN:
            parts.append(node.text or "")
        elif event == "end" and node is not element:
            parts.append(node.tail or "")
    return " ".join(tidy("".join(parts)).split())


def metas(tree: Tree) -> Mapping[str, str]:
    """The named meta tags; names in lower case, as portals write them both ways (PORTALS section 4)."""
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name, content = tag.get("name") or tag.get("property"), tag.get("content")
        if name and content and content.strip():
            found.setdefault(name.strip().lower(), content.strip())
    return found


def base_of(tree: Tree, url: str) -> str:
    """What relative addresses on the page are relative to."""
    for tag in tree.iter("base"):
        href = tag.get("href")
        if href:
            return urljoin(url, href.strip())
    return url


def absolute(base: str, href: str | None) -> str | None:
    """An http(s) address without fragment, but for one that chooses a column; null for what is none.

    A slash after `.html` is taken away: servers answer 404 or 412 to it (PORTALS section 8). A mirror in traditional
    characters is left for the page that it mirrors.
    """
    if not href or ABSTRACT.match(href):
        return None
    cleaned = re.sub(r"[\r\n\t]", "", href.strip()).replace("\\", "/")
    if not cleaned or cleaned.startswith("#"):
        return None
    try:
        url = urljoin(base, cleaned)
        url = url if column_hash(url) else url.partition("#")[0]
        parts = urlsplit(url)
    except ValueError:
        return None
    return unmirrored(AFTER_FILE.sub(r"\1", url)) if parts.scheme in {"http", "https"} and parts.hostname else None


def address_of(link: Tree, base: str) -> str | None:
    """Where a link leads, also where its address stands in a script or in an attribute that one reads."""
    href = link.get("href")
    if href and not ABSTRACT.match(href) and not href.strip().startswith("#"):
        return absolute(base, href)
    scripted = IN_SCRIPT.search(f"{href or ''} {link.get('onclick') or ''}")
    kept = scripted[1] if scripted else next(filter(None, map(link.get, KEPT_IN)), None)
    return absolute(base, kept) if kept else None
