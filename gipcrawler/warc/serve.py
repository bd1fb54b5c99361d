"""Exchanges from a pipe into an archive, and their references back: the writer's process.

`COMMAND` starts it. Its owner sends a `Setup` and then exchanges to its standard input, and reads from
descriptor 3 an `Opened` and then a `Written` for as many of them as were waiting at once: those are one write and one
fsync. At the end of its input it finishes the file; so it does when its owner was killed.
"""

import os
import pickle
import signal
import struct
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from operator import attrgetter
from pathlib import Path
from typing import Any, Final

from gipcrawler.errors import ArchiveError
from gipcrawler.model import Exchange, RecordRef
from gipcrawler.warc.payloads import Payloads
from gipcrawler.warc.write import ArchiveWriter

# Not by `-m`: what is defined in `__main__` could not be sent.
COMMAND: Final = (sys.executable, "-c", f"from {__name__} import main; main()")
EXCHANGES: Final = 0
REFERENCES: Final = 3
LENGTHS = struct.Struct(">QQ")  # of what is pickled, and of the response behind it
PIECE = 1 << 20
BESIDE_RESPONSE = tuple(field.name for field in fields(Exchange) if field.name != "response")
FACTS = attrgetter(*BESIDE_RESPONSE)


@dataclass(frozen=True, slots=True)
class Setup:
    """What the archive's writer is made with; without `payloads`, their database, everything is written in full."""

    folder: Path
    prefix: str
    info: Mapping[str, str]
    payloads: Path | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """The first answer: the archive is open, and whether `payloads` of the setup knows what finished files hold."""

    payloads: bool


@dataclass(frozen=True, slots=True)
class Written:
    """What became of the next `count` exchanges: a reference each, or why none of them was written.

    A last one with no exchange comes when the file is finished, with an error where that failed.
    """

    count: int
    refs: tuple[RecordRef, ...] = ()
    error: ArchiveError | None = None


def pack(message: object) -> tuple[bytes, bytes]:
    """A message as it is sent: what is pickled, and the bytes of a response, which nothing needs to copy, apart."""
    body = b""
    if isinstance(message, Exchange):
        body, message = message.response, FACTS(message)
    content = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    return LENGTHS.pack(len(content), len(body)) + content, body


class Unpacker:
    """Puts the pieces that come together again."""

    def __init__(self) -> None:
        self._received = bytearray()

    def feed(self, piece: bytes) -> list[Any]:
        """Take a piece; give the messages that are whole by now."""
        self._received += piece
        messages, at = [], 0
        with memoryview(self._received) as view:
            while len(view) >= at + LENGTHS.size:
                content, body = LENGTHS.unpack_from(view, at)
                begin = at + LENGTHS.size
                end = begin + content + body
                if len(view) < end:
                    break
                message = pickle.loads(view[begin : end - body])  # noqa: S301  # from our own process
                if isinstance(message, tuple):
                    facts = dict(zip(BESIDE_RESPONSE, message, strict=True))
                    message = Exchange(response=bytes(view[end - body : end]), **facts)
                messages.append(message)
                at = end
        del self._received[:at]
        return messages


def main() -> None:
    """Serve until the input ends."""
    for asked in (signal.SIGINT, signal.SIGTERM):  # both reach a whole group; the owner ends us when it is done
        signal.signal(asked, signal.SIG_IGN)
    unpacker = Unpacker()
    messages: list[Any] = []
    try:
        while not messages:
            messages = _more(unpacker)
    except EOFError:
        return
    setup, *exchanges = messages
    payloads = Payloads.opened(setup.payloads, setup.folder) if setup.payloads else None
    writer = ArchiveWriter(setup.folder, setup.prefix, setup.info, payloads=payloads)
    _answer(Opened(payloads is not None))
    with suppress(EOFError):
        while True:
            if exchanges:
                _answer(_write(writer, exchanges))
            exchanges = _more(unpacker)
    try:
        writer.close()
    except ArchiveError as error:
        _answer(Written(0, error=error))
    else:
        _answer(Written(0))


def _more(unpacker: Unpacker) -> list[Any]:
    piece = os.read(EXCHANGES, PIECE)
    if not piece:  # the owner is done, or was killed
        raise EOFError
    return unpacker.feed(piece)


def _write(writer: ArchiveWriter, exchanges: list[Any]) -> Written:
    try:
        return Written(len(exchanges), tuple(writer.write_all(exchanges)))
    except ArchiveError as error:
        return Written(len(exchanges), error=error)


def _answer(message: Opened | Written) -> None:
    left = memoryview(b"".join(pack(message)))
    with suppress(BrokenPipeError):  # the owner is dead; what it gave is on disk nevertheless
        while left:
            left = left[os.write(REFERENCES, left) :]
