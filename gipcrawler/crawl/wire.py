"""Scrapy's HTTP/1.1 download handler, made to archive the bytes of every exchange before the spider sees it.

It rests on private names of Scrapy and Twisted, both of which are pinned; without them it refuses to start.
"""

from http import HTTPStatus
from typing import TYPE_CHECKING, Final, cast

from scrapy import Request
from scrapy.core.downloader.handlers import http11
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadFailedError
from scrapy.http import Response
from twisted.internet.ssl import CertificateOptions
from twisted.web import client
from twisted.web._newclient import HTTP11ClientProtocol

from gipcrawler.crawl.archivist import Archivist
from gipcrawler.crawl.conditional import may_ask, restored
from gipcrawler.crawl.tls import HostPolicy
from gipcrawler.crawl.wire_connection import PoolView, RecordingFactory
from gipcrawler.crawl.wire_tape import Tape
from gipcrawler.errors import ArchiveError, BrowserError
from gipcrawler.model import Capture
from gipcrawler.warc.validators import Validator

if TYPE_CHECKING:
    from twisted.web.iweb import IPolicyForHTTPS

    from gipcrawler.crawl.browser import Browser

INSTALL: Final = "pip install gipcrawler[browser]"

# Private names that the recorder overrides or reads; were one gone, bytes would pass by unrecorded.
NAMES: Final[tuple[tuple[object, str], ...]] = (
    (http11, "_LenientHTTP11ClientFactory"),
    (http11, "_LenientHTTP11ClientProtocol"),
    (HTTP11ClientProtocol, "_finishResponse"),
    (HTTP11ClientProtocol, "_disconnectParser"),
    (client.HTTPConnectionPool, "_factory"),
    (client, "_RetryingHTTP11ClientProtocol"),
    (CertificateOptions, "_makeTLSConnection"),
)


def check_names() -> None:
    """Raise ArchiveError where a private name that the recorder rests on is missing."""
    missing = [name for owner, name in NAMES if not hasattr(owner, name)]
    retrying = getattr(client, "_RetryingHTTP11ClientProtocol", None)
    if retrying is not None and not hasattr(retrying(None, None), "_clientProtocol"):
        missing.append("_clientProtocol")
    if missing:
        raise ArchiveError(
            f"nothing can be archived byte for byte, since Scrapy and Twisted lack {', '.join(missing)}: "
            "install the locked versions"
        )


def capture_of(response: Response) -> Capture:
    """The capture of a response that a spider was given.

    Raises ArchiveError where it has none, as a response from a cache or from another download handler.
    """
    capture = response.meta.get("capture") if response.request else None
    if not isinstance(capture, Capture):
        raise ArchiveError(f"{response.url} was not archived: check DOWNLOAD_HANDLERS, and that no cache is on")
    return capture


class RecordingHandler(http11.HTTP11DownloadHandler):
    """Downloads as Scrapy does and hands every exchange to the crawler's Archivist, failed ones too.

    `request.meta["capture"]` is set before the response is given back, and where a download failed after an
    answer had begun. Raises ArchiveError when it is made without an Archivist or without the names it rests on.
    """

    def __init__(self, crawler: Crawler) -> None:
        check_names()
        super().__init__(crawler)
        archivist = crawler.get_extension(Archivist)
        if archivist is None:
            raise ArchiveError(f"nothing can be archived, since EXTENSIONS lacks {Archivist.__module__}.Archivist")
        pool = getattr(self, "_pool", None)
        if not isinstance(pool, client.HTTPConnectionPool):
            raise ArchiveError(
                "nothing can be archived, since Scrapy's handler lacks _pool: install the locked version"
            )
        self._crawled_by = crawler
        self._archivist = archivist
        self._browser: Browser | None = None
        self._connections = pool
        self._policy = HostPolicy(crawler, self._contextFactory)
        self._contextFactory = cast("IPolicyForHTTPS", self._policy)
        pool._factory = RecordingFactory  # noqa: SLF001  # Scrapy's own handler sets it in the same way

    async def download_request(self, request: Request) -> Response:
        """Download, archive, and only then give the response back (or raise what the download raised).

        Raises ArchiveError where the archive takes no more, and DownloadFailedError for an answer that Scrapy
        could read but that is no HTTP/1.x response.
        """
        if request.meta.get("browser") or request.meta.get("playwright"):
            return await self._rendering().render(request)
        try:
            return await self._recorded(request)
        except DownloadFailedError as error:
            if not self._policy.lowers(request.url, error):
                raise
            return await self._recorded(request)

    async def _recorded(self, request: Request) -> Response:
        await self._archivist.ready()
        known = self._archivist.known(request.url)
        if known is not None and may_ask(request):
            request.headers.update(known.conditions)
            try:
                response = await self._exchanged(request, known)
            finally:
                for name in known.conditions:  # lest a redirect or another try ask by them too
                    del request.headers[name]
            if response is not None:
                return response
        return cast("Response", await self._exchanged(request))

    async def _exchanged(self, request: Request, known: Validator | None = None) -> Response | None:
        """One exchange, archived; null where a 304 came by what is `known`, but what it stands for cannot be had."""
        request.meta.pop("capture", None)  # of the request that this one was copied from
        tape = Tape(request)
        # Scrapy reads the attribute once, before the awaited coroutine is first suspended.
        self._pool = cast("client.HTTPConnectionPool", PoolView(self._connections, tape))
        response: Response | None = None
        error: BaseException | None = None
        try:
            response = await super().download_request(request)
        except BaseException as raised:
            error = raised
            raise
        finally:
            exchange = tape.exchange(response, error)
            whole = await self._archivist.held(known, exchange.response) if known and response else None
            capture = await self._archivist.keep(exchange, whole)
            if capture is not None:
                request.meta["capture"] = capture
        if capture is None:
            raise DownloadFailedError(f"{request.url} answered with something that is no HTTP/1.x response")
        if whole is not None:
            return restored(response, whole)
        return None if known and response.status == HTTPStatus.NOT_MODIFIED else response

    async def close(self) -> None:
        """Close the connections, and the browser where there is one."""
        if self._browser is not None:
            await self._browser.close()
        await super().close()

    def _rendering(self) -> "Browser":
        """The crawl's browser, which nothing of is imported before a page asks for it. Raises BrowserError."""
        if self._browser is None:
            try:
                from gipcrawler.crawl.browser import Browser  # noqa: PLC0415  # an extra that most crawls do not need
            except ImportError as missing:
                raise BrowserError(
                    f"pages that only scripts fill need the extra `browser` ({missing}): {INSTALL}"
                ) from missing
            self._browser = Browser(self._crawled_by, self._archivist)
        return self._browser
