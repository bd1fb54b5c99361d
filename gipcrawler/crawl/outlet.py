"""Bytes out through a pipe: as far as it takes them, and the rest as soon as it takes more, none of them copied.

Twisted's own transports join what they are given, several times, and a page is large (docs/decisions.md).
"""

import fcntl
import os
from collections import deque
from itertools import islice
from typing import Any, Final

from twisted.python.failure import Failure

PIECES: Final = 1024
"""As many as one call takes (IOV_MAX of Linux)."""
ROOM: Final = 1 << 20
"""Bytes that wait in the pipe at most; Linux's 64 kB are less than a page with its pictures."""


class Outlet:
    """The end of a pipe that is written to, as Twisted's IWriteDescriptor; `theirs` is the one for who reads."""

    def __init__(self, reactor: Any) -> None:  # noqa: ANN401  # reactors bear no types
        self._reactor = reactor
        self.theirs, self._ours = os.pipe()
        os.set_blocking(self._ours, False)
        fcntl.fcntl(self._ours, fcntl.F_SETPIPE_SZ, ROOM)
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
            os.close(self._ours)

    def doWrite(self) -> None:  # noqa: N802  # Twisted's
        """Send more, when the reactor says that there is room."""
        self._push()
        if not self._left:
            self._reactor.removeWriter(self)
            if self._ending:
                os.close(self._ours)

    def fileno(self) -> int:
        """Say what the reactor is to watch."""
        return self._ours

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
            os.close(self._ours)

    def _push(self) -> None:
        """Send what the pipe takes."""
        try:
            sent = os.writev(self._ours, tuple(islice(self._left, PIECES)))
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
