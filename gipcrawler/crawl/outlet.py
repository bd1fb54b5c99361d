"""Bytes out through a socket: at once as far as it takes them, and the rest as soon as it takes more.

Twisted's own transports copy what they are given and go once more through the loop for it, which costs a crawl at full
speed more than the archive itself does (docs/decisions.md).
"""

import socket
from collections import deque
from itertools import islice
from typing import Any, Final

from twisted.python.failure import Failure

PIECES: Final = 1024
"""As many as one call takes (IOV_MAX of Linux)."""


class Outlet:
    """One end of a pair of sockets, as Twisted's IWriteDescriptor; `theirs` is the other end, for who reads."""

    def __init__(self, reactor: Any) -> None:  # noqa: ANN401  # reactors bear no types
        self._reactor = reactor
        self._socket, self.theirs = socket.socketpair()
        self._socket.setblocking(False)
        self._left: deque[memoryview] = deque()
        self._ending = False

    def send(self, *pieces: bytes) -> None:
        """Send pieces, one behind the other; where nobody reads any more they are lost, which the reader must tell.

        What is sent in one turn of the loop goes together, so that the disk is asked once for it.
        """
        if not self._left:
            self._reactor.callLater(0, self._begin)
        self._left.extend(memoryview(piece) for piece in pieces if piece)

    def close(self) -> None:
        """End what the reader gets, once all is sent. Nothing may be sent after it."""
        self._ending = True
        if not self._left:
            self._socket.close()

    def doWrite(self) -> None:  # noqa: N802  # Twisted's
        """Send more, when the reactor says that there is room."""
        self._push()
        if not self._left:
            self._reactor.removeWriter(self)
            if self._ending:
                self._socket.close()

    def fileno(self) -> int:
        """Say what the reactor is to watch."""
        return self._socket.fileno()

    def connectionLost(self, reason: Failure) -> None:  # noqa: ARG002, N802  # Twisted's
        """Let go of what nobody reads."""
        self._left.clear()

    def logPrefix(self) -> str:  # noqa: N802  # Twisted's
        """Name what writes, for the log."""
        return type(self).__name__

    def _begin(self) -> None:
        self._push()
        if self._left:
            self._reactor.addWriter(self)
        elif self._ending:
            self._socket.close()

    def _push(self) -> None:
        """Send what the socket takes."""
        try:
            sent = self._socket.sendmsg(tuple(islice(self._left, PIECES)))
        except BlockingIOError:
            return
        except OSError:
            self._left.clear()
            return
        while sent:
            piece = self._left.popleft()
            if len(piece) > sent:
                self._left.appendleft(piece[sent:])
            sent -= min(sent, len(piece))
