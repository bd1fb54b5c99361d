"""Turn addresses into keys: one for all spellings of one page, and the file type that an address promises."""

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

DOCUMENTS = frozenset(
    (
        *("doc", "docx", "docm", "dot", "dotx", "wps", "wpt", "rtf", "odt", "mht", "mhtml", "pdf", "ofd"),
        *("xls", "xlsx", "xlsm", "et", "csv", "zip", "rar", "7z"),
    )
)
"""File types that carry a report or its tables, archives of them too; pictures and films are not among them."""

# Query names that say nothing about the content (PORTALS 2.15, 2.21 and section 8)
HOLLOW = frozenset(("ddtab", "xxgkhide", "spm", "from", "isappinstalled", "utm_source", "utm_medium", "timestamp"))
# Query names under which download programs pass the file (downfile.jsp, /download/file, PDF viewers)
FILE_NAMES = ("filename", "filepath", "file", "fileurl", "url", "path")
BIG5 = re.compile(r"^/gate/big5/(?P<host>[^/]+)(?P<path>/.*)?$")
MOBILE = re.compile(r"_wap(?=\.\w+$)")
MOBILE_POST = re.compile(r"/mpost_(?=\d+\.)")
INDEX = re.compile(r"/(?:index|default)\.(?:s?html?|jsp|aspx?|php)$", re.IGNORECASE)
# On the platform of Guangdong the column stands behind the hash (PORTALS 3.3)
COLUMN_HASH = re.compile(r"/gkmlpt/[^#]*#/?(\d{1,18})$")
PORTS = {"http": 80, "https": 443}


def canonical(url: str) -> str:
    """A key that is the same for the known aliases of a page, and different for different pages.

    Made alike: http and https, `www.` and the bare domain, `_wap.html`, `mpost_`, `/gate/big5/<host>/`, `index.html`
    and its directory, `?ddtab=true`, the order of a query, escaped and plain characters. Every other query stays, for
    on some portals it chooses the content (`vc_xxgkarea`, `?gk=4`, `?state=3`; PORTALS section 6.5). Not for fetching.
    """
    parts = urlsplit(url.strip())
    host, path = (parts.hostname or "").rstrip("."), re.sub(r"/{2,}", "/", unquote(parts.path)) or "/"
    mirrored = BIG5.match(path)
    if mirrored:
        host, path = mirrored["host"].lower(), mirrored["path"] or "/"
    path = MOBILE_POST.sub("/post_", MOBILE.sub("", INDEX.sub("/", re.sub(r"(\.s?html?)/+$", r"\1", path))))
    port = _port(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode(sorted(pair for pair in pairs if pair[0].lower() not in HOLLOW))
    column = column_hash(url)
    query = f"{'?' if query else ''}{query}{f'#{column}' if column else ''}"
    return f"{host.removeprefix('www.')}{f':{port}' if port else ''}{path}{query}"


def column_hash(url: str) -> int | None:
    """The number behind the hash of an address that chooses the column there; null for any other fragment."""
    found = COLUMN_HASH.search(url)
    return int(found[1]) if found else None


def document_type(url: str) -> str | None:
    """The document type (`pdf`, `docx` …, lower case) that an address promises, in its path or its file parameter."""
    parts = urlsplit(url)
    given = {name.lower(): value for name, value in parse_qsl(parts.query)}
    for name in (parts.path, *(given[name] for name in FILE_NAMES if name in given)):
        suffix = unquote(name).rpartition(".")[2].lower()
        if suffix in DOCUMENTS:
            return suffix
    return None


def is_alias(url: str) -> bool:
    """True for the mobile address of a page, whose plain address is to be preferred where both are known."""
    path = urlsplit(url).path
    return bool(MOBILE.search(path) or MOBILE_POST.search(path))


def unmirrored(url: str) -> str:
    """The page itself for an address of its mirror in traditional characters, any other address as it is."""
    parts = urlsplit(url)
    mirrored = BIG5.match(parts.path)
    if mirrored is None:
        return url
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.scheme}://{mirrored['host']}{mirrored['path'] or '/'}{query}"


def host_of(url: str) -> str:
    """The host of an address, in lower case, without `www.`; empty where there is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _port(url: str) -> int | None:
    parts = urlsplit(url)
    try:
        return None if parts.port == PORTS.get(parts.scheme) else parts.port
    except ValueError:
        return None
