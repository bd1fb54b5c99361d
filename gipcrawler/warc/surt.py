"""An address into the key under which indexes of web archives list it: host reversed, spellings made one.

The rules are those that Wayback machines share, so that pywb finds with its keys what we wrote with ours: the
canonicalisation of Google Safe Browsing (escapes undone and done once, dots and double slashes in the path resolved),
then the Internet Archive's (www, default port, case, session ids, last slash and order of the query do not count).
"""

import re
from contextlib import suppress
from urllib.parse import quote_from_bytes, unquote_to_bytes

# scheme, authority, path, query (RFC 3986, appendix B); the fragment is never asked for
PARTS = re.compile(rb"(?:([A-Za-z][A-Za-z0-9+.\-]*):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#.*)?", re.DOTALL)
SCHEME = re.compile(rb"[A-Za-z][A-Za-z0-9+.\-]*:")
REPEATED = re.compile(rb"(?:https?://)+(?=https?://)")
BREAKS = re.compile(rb"[\r\n\t]")
WWW = re.compile(rb"www\d*\.")
PORTS = {b"http": b"80", b"https": b"443"}
# All of printable ASCII but space, # and %; letters and digits are always safe
SAFE = b"!\"$&'()*+,-./:;<=>?@[\\]^_`{|}~"
# ASP.NET keeps its session in the path, (S(…)) of 24 letters, others keep theirs in the query
SESSION_PATHS = (
    re.compile(rb"(.*/)\((?:[a-z]\([0-9a-z]{24}\))+\)/([^?]+\.aspx.*)", re.DOTALL),
    re.compile(rb"(.*/)\([0-9a-z]{24}\)/([^?]+\.aspx.*)", re.DOTALL),
)
SESSION_QUERIES = tuple(
    re.compile(rb"(.*)(?:" + session + rb")(?:&(.*))?", re.DOTALL | re.IGNORECASE)
    for session in (
        rb"jsessionid=[0-9a-z]{32}",
        rb"phpsessid=[0-9a-z]{32}",
        rb"sid=[0-9a-z]{32}",
        rb"aspsessionid[a-z]{8}=[a-z]{24}",
        rb"cfid=[^&]+&cftoken=[^&]+",
    )
)


def surt(url: str) -> str:
    """The key of an address: `cn,gov,example)/art/1.html?a=1&b=2`; what has no host keeps its scheme (`urn:…`)."""
    raw = BREAKS.sub(b"", url.encode("utf-8", "surrogatepass").strip())
    if not raw:
        return "-"
    if not SCHEME.match(raw):
        raw = b"http://" + raw
    raw = REPEATED.sub(b"", raw)
    parts = PARTS.fullmatch(raw)
    scheme, authority, path, query = parts.groups() if parts else (b"", None, raw, None)
    scheme = (scheme or b"").lower()
    if not authority and scheme.startswith(b"http"):  # http:///www.example.cn/
        authority, _, path = path.lstrip(b"/").partition(b"/")
        path = b"/" + path
    host = _host(scheme, authority or b"")
    key = host + b")" if host else scheme + b":"
    return (key + _path(path, hosted=bool(host)) + _query(query)).decode("ascii")


def _host(scheme: bytes, authority: bytes) -> bytes:
    name, colon, port = authority.rpartition(b"@")[2].partition(b":")
    name = _unescaped(name)
    if not name.isascii():
        with suppress(UnicodeError):  # what cannot be a name stays as it is
            name = name.decode("utf-8", "ignore").encode("idna")
    name = _escaped(name.replace(b"..", b".").strip(b".").lower()).lower()
    named = WWW.match(name)
    levels = name[named.end() if named else 0 :].split(b".")
    shown = colon + _escaped(port) if port and port != PORTS.get(scheme) else b""
    return b",".join(reversed(levels)) + shown


def _path(path: bytes, *, hosted: bool) -> bytes:
    plain = _unescaped(path)
    if hosted:
        plain = _resolved(plain)
    plain = _escaped(plain).lower()
    for session in SESSION_PATHS:
        if found := session.fullmatch(plain):
            plain = found[1] + found[2]
    return plain[:-1] if len(plain) > 1 and plain.endswith(b"/") else plain


def _resolved(path: bytes) -> bytes:
    """A path without dot segments and empty ones; that it ends in a slash is kept."""
    kept: list[bytes] = []
    for segment in path.split(b"/")[1:]:
        if segment == b"..":
            kept = kept[:-1] if kept else [segment]
        elif segment != b".":
            kept.append(segment)
    return b"/" + b"/".join([segment for segment in kept[:-1] if segment] + kept[-1:])


def _query(query: bytes | None) -> bytes:
    if not query:
        return b""
    plain = _escaped(_unescaped(query))
    for session in SESSION_QUERIES:
        if found := session.fullmatch(plain):
            plain = found[1] + (found[2] or b"")
    pairs = sorted(tuple(pair.split(b"=", 1)) for pair in plain.lower().split(b"&"))
    return b"?" + b"&".join(b"=".join(pair) for pair in pairs) if plain else b""


def _unescaped(text: bytes) -> bytes:
    while (plain := unquote_to_bytes(text)) != text:
        text = plain
    return text


def _escaped(text: bytes) -> bytes:
    return quote_from_bytes(text, safe=SAFE).encode("ascii")
