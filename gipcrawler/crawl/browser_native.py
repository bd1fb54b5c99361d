"""What a browser tells of its own traffic, as exchanges: for pages whose shield treats Scrapy's connections otherwise.

Chromium gives bodies without codings, text as UTF-8 whatever it was, and heads as lists of fields. So these records are
marked: `recorder` in their metadata, and `x-orig-` before the names of the fields that no longer hold (as Browsertrix
writes them).
"""

import base64
import logging
import re
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page, ProxySettings
from playwright.async_api import Request as Asked
from playwright.async_api import Response as Answered
from scrapy import Request
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from gipcrawler.crawl.archivist import Archivist
from gipcrawler.crawl.browser_program import NOWHERE
from gipcrawler.crawl.browser_route import is_main
from gipcrawler.model import Exchange
from gipcrawler.warc import read_head

logger = logging.getLogger(__name__)

RECORDER: Final = "browser; bodies decoded, text to UTF-8; heads written anew"
CHANGED: Final = frozenset(("content-encoding", "transfer-encoding", "content-length"))
TEXT: Final = re.compile(r"text/|.*(?:javascript|ecmascript|json|xml)", re.IGNORECASE)


class NativeRecorder:
    """Takes down what a page and its windows ask for by themselves; `shown` is the document, `keep` archives all.

    `document` is what Scrapy was given in its place, and stays `shown` where the browser was given none.
    """

    def __init__(self, page: Page, document: Response) -> None:
        self.shown = document
        self._page = page
        self._done: list[Asked] = []
        page.context.on("requestfinished", self._note)

    def _note(self, asked: Asked) -> None:
        self._done.append(asked)

    async def keep(self, archivist: Archivist) -> None:
        """Archive what has come so far."""
        for asked in self._done:
            answered = await asked.response()
            if answered is None or urlsplit(asked.url).scheme not in {"http", "https"}:
                continue
            exchange = await _exchange(asked, answered)
            capture = await archivist.keep(exchange)
            if capture is not None and is_main(asked, self._page):
                request = Request(asked.url, meta={"capture": capture}, dont_filter=True)
                self.shown = _as_sent(exchange, answered.status, request)


def proxy_of(request: Request) -> ProxySettings:
    """The way out that Scrapy would take for a request: its proxy with its credentials, or none at all."""
    server = request.meta.get("proxy")
    if not server:
        return ProxySettings(server=NOWHERE["server"], bypass="*")
    kind, _, given = (request.headers.get("Proxy-Authorization") or b"").partition(b" ")
    name, word = "", ""
    if kind.lower() == b"basic":
        name, _, word = base64.b64decode(given).decode("utf-8", "replace").partition(":")
    return ProxySettings(server=server, bypass="<-loopback>", username=name, password=word)


async def _exchange(asked: Asked, answered: Answered) -> Exchange:
    parts = urlsplit(asked.url)
    target = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    started = datetime.fromtimestamp(asked.timing["startTime"] / 1000, UTC)
    address = await answered.server_addr()
    security = await answered.security_details()
    protocol = security.get("protocol") if security else None  # "TLS 1.3"
    return Exchange(
        url=asked.url.partition("#")[0],
        method=asked.method,
        request=_message(f"{asked.method} {target} HTTP/1.1", await _fields(asked), asked.post_data_buffer or b""),
        response=await _response(answered),
        started=started,
        finished=started + timedelta(milliseconds=max(0, asked.timing["responseEnd"])),
        address=address["ipAddress"].strip("[]") if address else None,
        tls=protocol.replace(" ", "v") if protocol else None,
        via=asked.redirected_from.url if asked.redirected_from else asked.headers.get("referer"),
        recorder=RECORDER,
    )


def _as_sent(exchange: Exchange, status: int, request: Request) -> Response:
    head = read_head(exchange.response)
    headers, body = Headers(), exchange.response[head.length :]
    for media_type in head.values("Content-Type"):
        headers["Content-Type"] = media_type
    kind = responsetypes.from_args(headers=headers, url=exchange.url, body=body)
    return kind(exchange.url, status, headers, body, request=request)


async def _response(answered: Answered) -> bytes:
    body = b""
    if not 300 <= answered.status < 400:  # a browser keeps no body of a redirect
        try:
            body = await answered.body()
        except PlaywrightError as error:
            logger.info("the browser keeps no body of %s: %s", answered.url, error.message)
    fields = await _fields(answered)
    media_type = answered.headers.get("content-type", "").partition(";")[0].strip()
    known = [("Content-Length", str(len(body)))]
    changed = set(CHANGED)
    if body and TEXT.match(media_type):
        known.append(("Content-Type", f"{media_type}; charset=utf-8"))
        changed.add("content-type")
    marked = [(f"x-orig-{name}" if name.lower() in changed else name, value) for name, value in fields]
    reason = answered.status_text or _reason(answered.status)
    return _message(f"HTTP/1.1 {answered.status} {reason}", [*marked, *known], body)


async def _fields(message: Asked | Answered) -> list[tuple[str, str]]:
    listed = await message.headers_array()
    return [(field["name"], field["value"]) for field in listed if not field["name"].startswith(":")]


def _message(first: str, fields: list[tuple[str, str]], body: bytes) -> bytes:
    lines = [first, *(f"{name}: {' '.join(value.split())}" for name, value in fields)]
    return "\r\n".join([*lines, "", ""]).encode("utf-8") + body


def _reason(status: int) -> str:
    return HTTPStatus(status).phrase if status in set(HTTPStatus) else ""
