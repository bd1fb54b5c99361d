"""Twisted's HTTP/1.1 connections, made to put on tape what they write and read, above TLS.

A connection learns which request it serves from a view of the connection pool that lives as long as that
request, so that pairs hold where connections are kept alive, shared, or silently opened anew.
"""
# Twisted's protocols and pools bear no types:
# mypy: allow-untyped-calls

from typing import Any, cast

from scrapy.core.downloader.handlers import http11
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IAddress, IStreamClientEndpoint, ITransport
from twisted.internet.protocol import Factory
from twisted.python.failure import Failure
from twisted.web import client
from twisted.web._newclient import HTTP11ClientProtocol
from twisted.web._newclient import Request as WireRequest
from twisted.web.iweb import IResponse

from gipcrawler.crawl.wire_tape import Attempt, Tape
from gipcrawler.errors import ArchiveError


class PoolView:
    """The pool as one request sees it: every connection it gets from here is bound to the request's tape."""

    def __init__(self, pool: client.HTTPConnectionPool, tape: Tape) -> None:
        self._pool = pool
        self._tape = tape
        self.persistent = pool.persistent

    def getConnection(self, key: Any, endpoint: IStreamClientEndpoint) -> Deferred[Any]:  # noqa: ANN401, N802  # Twisted's
        """Give a connection that was kept alive or a new one, as the pool does."""
        bound = cast("IStreamClientEndpoint", _BoundEndpoint(endpoint, self._tape))
        return self._pool.getConnection(key, bound).addCallback(_bind, self._tape)

    def closeCachedConnections(self) -> Deferred[None]:  # noqa: N802  # Twisted's
        """Close the pool's idle connections."""
        closed: Deferred[None] = self._pool.closeCachedConnections()
        return closed


class _BoundEndpoint:
    """An endpoint whose connections are bound, also those of Twisted's silent retry, which asks no pool."""

    def __init__(self, endpoint: Any, tape: Tape) -> None:  # noqa: ANN401  # an endpoint; its interface has no types
        self._endpoint = endpoint
        self._tape = tape

    def connect(self, factory: Factory) -> Deferred[Any]:
        connected: Deferred[Any] = self._endpoint.connect(factory)
        return connected.addCallback(_bind, self._tape)


def _bind(connection: Any, tape: Tape) -> Any:  # noqa: ANN401  # a protocol, or the wrapper that retries
    """Tell the connection, behind its retrying wrapper if it has one, which tape its next request runs on."""
    getattr(connection, "_clientProtocol", connection).tape = tape
    return connection


class RecordingProtocol(http11._LenientHTTP11ClientProtocol):  # noqa: SLF001  # see `wire.NAMES`
    """A client connection that tapes from a request to the end of its answer, and what comes after it."""

    tape: Tape | None = None
    _attempt: Attempt | None = None

    def makeConnection(self, transport: ITransport) -> None:  # noqa: N802  # Twisted's
        """Connect, and from then on see what is written."""
        super().makeConnection(transport)  # on the bare transport, whose interfaces it asks for
        self.transport = cast("ITransport", _Tee(transport, self))

    def request(self, request: WireRequest) -> Deferred[IResponse]:
        """Send a request, as a new attempt on the tape that the pool's view has laid in."""
        if self.tape is None:
            raise ArchiveError("a connection was asked for a page without a tape to record it")
        peer: Any = self.transport
        self._attempt, self.tape = self.tape.begin(peer.getPeer().host), None
        return super().request(request)

    def sending(self, data: bytes) -> None:
        """Take bytes that are about to be written; those of a CONNECT come before any attempt."""
        if self._attempt is not None:
            self._attempt.sent += data

    def dataReceived(self, data: bytes) -> None:  # noqa: N802  # Twisted's
        """Take bytes that were read; the answer to a CONNECT does not pass here."""
        if self._attempt is not None:
            self._attempt.receive(data, self.transport)
        super().dataReceived(data)

    def _finishResponse(self, rest: bytes) -> None:  # noqa: N802  # Twisted's
        if self._attempt is not None:
            self._attempt.finish(rest)
        super()._finishResponse(rest)

    def _disconnectParser(self, reason: Failure) -> None:  # noqa: N802  # Twisted's
        if self._attempt is not None:  # what lost the connection, or what its parser choked on
            self._attempt.lose(reason)
        super()._disconnectParser(reason)


class _Tee:
    """A transport that shows its protocol what is written; all else is the transport's own."""

    def __init__(self, transport: Any, protocol: RecordingProtocol) -> None:  # noqa: ANN401  # ITransport has no types
        self._transport = transport
        self._protocol = protocol

    def write(self, data: bytes) -> None:
        self._protocol.sending(data)
        self._transport.write(data)

    def writeSequence(self, pieces: list[bytes]) -> None:  # noqa: N802  # Twisted's
        self.write(b"".join(pieces))

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # whatever the transport has
        return getattr(self._transport, name)


class RecordingFactory(http11._LenientHTTP11ClientFactory):  # noqa: SLF001  # see `wire.NAMES`
    """Makes recording connections for the pool."""

    def buildProtocol(self, addr: IAddress | None) -> HTTP11ClientProtocol:  # noqa: ARG002, N802  # Twisted's
        """Make one connection's protocol."""
        return RecordingProtocol(self._quiescentCallback)
