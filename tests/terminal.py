"""A pseudo terminal for programs in processes of their own, and what they write to it."""

import os
import pty
import threading
from types import TracebackType
from typing import Self


class Terminal:
    """A pseudo terminal that keeps what is written to it."""

    def __enter__(self) -> Self:
        self._ours, self.theirs = pty.openpty()
        self._written = []
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        return self

    def _read(self) -> None:
        try:
            while data := os.read(self._ours, 4096):
                self._written.append(data)
        except OSError:  # the other end is closed
            pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self.theirs)
        self._reader.join(10)
        os.close(self._ours)
        self.text = b"".join(self._written).decode("utf-8", "replace")
