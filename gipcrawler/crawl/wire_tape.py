"""What passes over a connection during one request, attempt by attempt, into the exchange that is archived."""

# Twisted's failures and certificates bear no types:
# mypy: allow-untyped-calls

import hashlib
import logging
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urldefrag

from scrapy import Request
from scrapy.exceptions import DownloadCancelledError, DownloadTimeoutError, StopDownload
from scrapy.http import Response
from twisted.internet.error import ConnectionAborted, ConnectionDone, ConnectionLost
from twisted.internet.ssl import Certificate
from twisted.python.failure import Failure

from gipcrawler.model import Exchange, Truncation
from gipcrawler.warc import split_interim

logger = logging.getLogger(__name__)

# Who ended a message before its end: the client for these reasons, else the connection, else nobody can say.
ENDED_BY_US: tuple[tuple[type[BaseException], Truncation], ...] = (
    (DownloadTimeoutError, Truncation.TIME),
    (DownloadCancelledError, Truncation.LENGTH),
    (StopDownload, Truncation.UNSPECIFIED),
)


@dataclass(slots=True)
class Attempt:
    """One try of a request on one connection; `lost` is why the connection ended before the message did."""

    url: str
    started: datetime = field(default_factory=lambda: datetime.now(UTC))
    sent: bytearray = field(default_factory=bytearray)
    received: bytearray = field(default_factory=bytearray)
    overrun: bytearray = field(default_factory=bytearray)
    whole: bool = False
    kept: bool = False
    lost: Failure | None = None
    address: str | None = None
    tls: str | None = None
    certificate_sha256: str | None = None

    def receive(self, data: bytes, transport: Any) -> None:  # noqa: ANN401  # as Twisted's transports are
        """Take plaintext bytes as the socket gave them."""
        if self.kept:
            logger.info("%d bytes that came after the answer to %s was archived are let go", len(data), self.url)
        elif self.whole:
            self.overrun += data
        else:
            if not self.received:  # a TLS handshake is over by now, but not before
                self._identify(transport)
            self.received += data

    def finish(self, rest: bytes) -> None:
        """The message has ended; `rest` was read with its last bytes and is no part of it."""
        self.whole = True
        if rest:
            del self.received[-len(rest) :]
            self.overrun += rest

    def lose(self, reason: Failure) -> None:
        """The connection or its parser gave up; the first reason is the true one."""
        if not self.whole and self.lost is None:
            self.lost = reason

    def truncation(self, ended: BaseException | None) -> Truncation | None:
        """Why the message is incomplete, or null; `ended` is what the download ended with.

        A message that lasts until the connection closes is whole only after a regular close, which over TLS
        is a closure alert (RFC 9112, section 9.8).
        """
        if self.whole:
            return None if self.lost is None or self.lost.check(ConnectionDone) else Truncation.DISCONNECT
        for kind, reason in ENDED_BY_US:
            if isinstance(ended, kind):
                return reason
        if self.lost is not None and self.lost.check(ConnectionDone, ConnectionLost, ConnectionAborted):
            return Truncation.DISCONNECT
        return Truncation.UNSPECIFIED

    def _identify(self, transport: Any) -> None:  # noqa: ANN401  # as above
        certificate = getattr(transport, "getPeerCertificate", lambda: None)()
        if certificate is not None:
            self.certificate_sha256 = hashlib.sha256(Certificate(certificate).dump()).hexdigest()
            self.tls = transport.getHandle().get_protocol_version_name()


class Tape:
    """Holds the attempts of one request; more than one where a kept-alive connection proved dead (Twisted retries)."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._started = datetime.now(UTC)
        self._attempts: list[Attempt] = []

    def begin(self, address: str) -> Attempt:
        """Start an attempt on a connection to that IP address."""
        self._attempts.append(Attempt(self._request.url, address=address))
        return self._attempts[-1]

    def exchange(self, response: Response | None, error: BaseException | None) -> Exchange:
        """What the last attempt saw, and let go of its bytes; only a last attempt has any from the server.

        `response` and `error` are what the download ended with. A request that reached no connection gives an
        exchange without bytes.
        """
        attempt = self._attempts[-1] if self._attempts else Attempt(self._request.url, started=self._started)
        attempt.kept = True
        interim, final = split_interim(bytes(attempt.received))
        stopped = StopDownload() if response is not None and "download_stopped" in response.flags else None
        exchange = Exchange(
            url=urldefrag(self._request.url).url,
            method=self._request.method,
            request=bytes(attempt.sent),
            response=final,
            started=attempt.started,
            finished=datetime.now(UTC),
            address=attempt.address,
            truncated=attempt.truncation(error or stopped) if final else None,
            interim=interim,
            overrun=bytes(attempt.overrun),
            attempts=max(1, len(self._attempts)),
            tls=attempt.tls,
            certificate_sha256=attempt.certificate_sha256,
            proxy=self._request.meta.get("proxy"),
            via=self._via(),
            error=f"{type(error).__name__}: {error}" if error else None,
        )
        attempt.sent, attempt.received, attempt.overrun = bytearray(), bytearray(), bytearray()
        return exchange

    def _via(self) -> str | None:
        redirected: list[str] = self._request.meta.get("redirect_urls", [])
        referrer = self._request.headers.get(b"Referer")
        return redirected[-1] if redirected else referrer.decode("latin-1") if referrer else None
