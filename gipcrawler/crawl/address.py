"""Ask for an address as its host can answer it: without a slash behind a page, and by the scheme that it speaks."""

import re
from typing import Self
from urllib.parse import urlsplit, urlunsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadConnectionRefusedError, DownloadFailedError, DownloadTimeoutError
from scrapy.http import Response

from gipcrawler.crawl.outcome import is_bare, judge
from gipcrawler.crawl.remarks import remarks_of
from gipcrawler.model import Outcome

# right.html/ is answered with 412 or 404 by portals that have right.html (PORTALS section 8)
TRAILING = re.compile(r"(\.(?:s?html?|jsp|jspx|aspx?|php))/+$", re.IGNORECASE)
OTHER = {"http": "https", "https": "http"}
REFUSED = (DownloadConnectionRefusedError, TunnelError)
# Nothing came, though somebody listens: a firewall, or a port that speaks no TLS
SILENT = (DownloadFailedError, DownloadTimeoutError)
# How a proxy says that it could not reach a host
UNREACHED = frozenset((502, 503, 504))


class AddressMiddleware:
    """Straightens addresses, and asks once by the other scheme where a host refuses the one that a link names.

    - `…/a.html/` is asked for as `…/a.html`.
    - Where a connection is refused, where https comes to nothing, and where https is answered with a bare 412, the same
      is asked by the other scheme; if that is no answer either, the first one stands. robots.txt is asked so too.
    - A host that has answered so is asked so from then on, which is remarked once; one that has no connection for the
      other scheme either is not asked so again. A port in an address keeps its scheme.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._remarks = remarks_of(crawler)
        self._speaks: dict[str, str] = {}
        self._in_vain: set[tuple[str, str]] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's door."""
        return cls(crawler)

    def process_request(self, request: Request) -> Request | None:
        """Straighten an address; the target of a redirect is the host's own choice."""
        if "redirect_times" in request.meta or "other_scheme" in request.meta:
            return None
        parts = urlsplit(request.url)
        scheme = self._speaks.get(parts.hostname or "", parts.scheme) if parts.port is None else parts.scheme
        url = urlunsplit(parts._replace(scheme=scheme, path=TRAILING.sub(r"\1", parts.path)))
        return None if url == urlunsplit(parts) else request.replace(url=url)

    async def process_exception(self, request: Request, exception: Exception) -> Response | None:
        """Ask by the other scheme where the one of the link cannot be had."""
        silent = isinstance(exception, SILENT) and request.url.startswith("https:") and "capture" not in request.meta
        return await self._other(request) if silent or isinstance(exception, REFUSED) else None

    async def process_response(self, request: Request, response: Response) -> Response:
        """The same where a proxy could not reach a host by http, and for a 412 that no shield gives."""
        refused = (
            response.status in UNREACHED and "proxy" in request.meta
            if request.url.startswith("http:")
            else is_bare(response.status, response.body)
        )
        return (await self._other(request) if refused else None) or response

    async def _other(self, request: Request) -> Response | None:
        """The answer by the other scheme, or null where it is none."""
        parts = urlsplit(request.url)
        engine, host, scheme = self._crawler.engine, parts.hostname or "", OTHER.get(parts.scheme)
        tried = "other_scheme" in request.meta or host in self._speaks or (host, scheme) in self._in_vain
        if engine is None or scheme is None or parts.port is not None or tried or "dont_retry" in request.meta:
            return None
        meta = request.meta | {"other_scheme": True}
        try:
            response = await engine.download_async(
                request.replace(url=urlunsplit(parts._replace(scheme=scheme)), meta=meta, dont_filter=True)
            )
        except Exception:  # noqa: BLE001  # whatever it is, the first error is the one to be told
            self._in_vain.add((host, scheme))
            return None
        if judge(response.status, response.body)[0] not in {Outcome.ANSWERED, Outcome.GONE}:
            return None
        if urlsplit(response.url).scheme == scheme:
            self._speaks[host] = scheme
            self._remarks.add(f"asked by {scheme}, for {parts.scheme} is refused", host)
        return response
