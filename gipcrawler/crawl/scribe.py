"""The archive's writer in a process of its own, and its references as they come back into the reactor.

A thread would take the interpreter's lock from the crawl for every record; docs/decisions.md has the figures.
"""

import os
from collections import deque
from typing import Any, cast

from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.defer import Deferred
from twisted.internet.protocol import ProcessProtocol

from gipcrawler.crawl.outlet import Outlet
from gipcrawler.errors import ArchiveError
from gipcrawler.model import Exchange, RecordRef
from gipcrawler.warc import Rendering, serve


class Scribe(ProcessProtocol):
    """Writes exchanges by `gipcrawler.warc.serve`; as many wait for the disk as requests are under way."""

    transport: Any

    def __init__(self, setup: serve.Setup) -> None:
        from twisted.internet import reactor  # noqa: PLC0415  # importing it installs one; Scrapy has chosen it by now

        self._given: deque[Deferred[RecordRef]] = deque()
        self._unpacker = serve.Unpacker()
        self._closers: list[Deferred[None]] = []
        self._openers: list[Deferred[None]] = []
        self._payloads: bool | None = None
        self._ended = False
        self._finished = False
        self._closing = False
        self._error: ArchiveError | None = None
        self._outlet = Outlet(reactor)
        pipes = {serve.EXCHANGES: self._outlet.theirs, 1: 2, 2: 2, serve.REFERENCES: "r"}
        cast("Any", reactor).spawnProcess(self, serve.COMMAND[0], serve.COMMAND, env=None, childFDs=pipes)
        os.close(self._outlet.theirs)
        self._outlet.send(*serve.pack(setup))

    def write(self, exchange: Exchange | Rendering) -> Deferred[RecordRef]:
        """Hand over an exchange; fires once its records are on disk, or fails with ArchiveError."""
        written: Deferred[RecordRef] = Deferred()
        if self._error is not None or self._closing:
            written.errback(self._error or ArchiveError("the archive is closed and takes no more records"))
            return written
        self._outlet.send(*serve.pack(exchange))
        self._given.append(written)
        return written

    async def opened(self) -> bool:
        """Wait until the archive is open; whether it knows what finished files hold. Raises ArchiveError where it dies.

        That takes as long as to read the finished files that are new to it.
        """
        if self._payloads is None and not self._ended:
            waiter: Deferred[None] = Deferred()
            self._openers.append(waiter)
            await maybe_deferred_to_future(waiter)
        if self._payloads is None:
            raise self._error or ArchiveError("the archive was closed")
        return self._payloads

    async def close(self) -> None:
        """Finish the archive; a second call waits for the same. Raises ArchiveError where it cannot be finished."""
        if not self._closing:
            self._closing = True
            self._outlet.close()
        if not self._ended:
            waiter: Deferred[None] = Deferred()
            self._closers.append(waiter)
            await maybe_deferred_to_future(waiter)
        if self._error is not None:
            raise self._error

    def childDataReceived(self, childFD: int, data: bytes) -> None:  # noqa: ARG002, N802, N803  # Twisted's
        """Take references and hand each to who waits for it."""
        for message in self._unpacker.feed(data):
            self._take(message)

    def childConnectionLost(self, childFD: int) -> None:  # noqa: N802, N803  # Twisted's
        """Nothing more comes: let nobody wait for it."""
        if childFD != serve.REFERENCES:
            return
        if not self._finished:
            self._error = ArchiveError("the process that writes the archive has died: nothing more can be archived")
        while self._given:
            self._given.popleft().errback(self._error or ArchiveError("the archive was closed"))
        self._ended = True
        for waiter in (*self._openers, *self._closers):
            waiter.callback(None)

    def _take(self, written: serve.Opened | serve.Written) -> None:
        if isinstance(written, serve.Opened):
            self._payloads = written.payloads
            openers, self._openers = self._openers, []
            for opener in openers:
                opener.callback(None)
            return
        if not written.count:
            self._finished, self._error = True, written.error
        for number in range(written.count):
            waiter = self._given.popleft()
            if written.error is None:
                waiter.callback(written.refs[number])
            else:
                waiter.errback(written.error)
