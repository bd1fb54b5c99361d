"""Turn a file name, a URL or `-` into bytes; whatever goes wrong becomes one sentence."""

import gzip
import ssl
import sys
import urllib.error
import urllib.request
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

from gipcrawler import settings
from gipcrawler.errors import UnreadableError

PATIENCE = 30  # seconds
LARGEST = 256 * 1024 * 1024
ACCEPTED = tuple(settings.DEFAULT_REQUEST_HEADERS.items())


@dataclass(frozen=True, slots=True)
class Source:
    """A document's bytes, what its server called them, and its name."""

    name: str
    body: bytes
    media_type: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said, whatever its status: `url` is the address that answered, after redirects."""

    url: str
    status: int
    body: bytes
    media_type: str | None = None
    charset: str | None = None


def open_source(name: str) -> Source:
    """Read a file, standard input or an address (proxies of the environment are used). Raises UnreadableError."""
    if name.startswith(("http://", "https://")):
        answer = ask(name)
        if answer.status >= 400:
            raise UnreadableError(f"the server answered {answer.status}")
        return Source(name, answer.body, answer.media_type)
    if name == "-":
        return Source("standard input", sys.stdin.buffer.read())
    try:
        path = Path(name)
        if path.stat().st_size > LARGEST:
            raise UnreadableError(f"is larger than {LARGEST // 1024 // 1024} MB, which no report is")
        return Source(name, path.read_bytes())
    except OSError as error:
        raise UnreadableError(f"cannot be opened: {(error.strerror or str(error)).lower()}") from error


def ask(url: str, method: str = "GET", body: bytes = b"", headers: Iterable[tuple[str, str]] = ()) -> Answer:
    """Send one request with our own name, by the proxies of the environment. Raises UnreadableError without an answer.

    As in a crawl, neither an old machine's TLS nor a bad certificate is an obstacle: nothing secret is sent.
    """
    try:
        return _sent(url, method, body, headers, _lenient())
    except urllib.error.URLError as error:
        if not isinstance(error.reason, ssl.SSLError):
            raise UnreadableError(f"cannot be fetched: {error.reason}") from error
    except (HTTPException, OSError, ValueError) as error:
        raise UnreadableError(f"cannot be fetched: {error}") from error
    try:
        return _sent(url, method, body, headers, _lenient(old=True))
    except (HTTPException, OSError, ValueError) as error:
        raise UnreadableError(f"cannot be fetched: {getattr(error, 'reason', error)}") from error


def _sent(url: str, method: str, body: bytes, headers: Iterable[tuple[str, str]], context: ssl.SSLContext) -> Answer:
    said = {"User-Agent": str(vars(settings)["USER_AGENT"]), **dict(ACCEPTED), **dict(headers)}
    request = urllib.request.Request(_plain(url), body or None, said, method=method)  # noqa: S310 - http(s) only
    opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=context))
    try:
        with opener.open(request, timeout=PATIENCE) as answer:
            return _answer(answer.url, answer.status, answer.read(LARGEST), answer.headers)
    except urllib.error.HTTPError as error:
        return _answer(error.url, error.code, error.read(LARGEST), error.headers)


def _answer(url: str, status: int, body: bytes, headers: Message) -> Answer:
    charset = headers.get_content_charset() if "charset" in (headers.get("Content-Type") or "").lower() else None
    return Answer(url, status, _unpacked(body, headers), headers.get("Content-Type"), charset)


def _unpacked(body: bytes, headers: Message) -> bytes:
    """The body itself: some servers compress what nobody asked them to."""
    try:
        match (headers.get("Content-Encoding") or "").strip().lower():
            case "gzip" | "x-gzip":
                return gzip.decompress(body)
            case "deflate":
                return zlib.decompress(body, wbits=zlib.MAX_WBITS if body[:1] == b"x" else -zlib.MAX_WBITS)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableError("the answer is compressed and damaged") from error
    return body


def _plain(url: str) -> str:
    """An address as it goes over the wire: ASCII, with Chinese hosts, paths and queries escaped."""
    parts = urlsplit(url)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    path, query = (quote(part, safe="%/:=&?~+!$,;'@()*") for part in (parts.path or "/", parts.query))
    return urlunsplit((parts.scheme, host, path, query, ""))


def _lenient(*, old: bool = False) -> ssl.SSLContext:
    """TLS without regard to certificates; `old` as only old machines speak it (PORTALS section 8: 赣)."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.options |= ssl.OP_LEGACY_SERVER_CONNECT if hasattr(ssl, "OP_LEGACY_SERVER_CONNECT") else 0x4
    if old:
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        context.set_ciphers("ALL:@SECLEVEL=0")
    return context
