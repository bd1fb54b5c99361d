"""Content-codings: the body as a server coded it into the body that was meant."""

import gzip
import sys
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO

import brotli

from gipcrawler.errors import ArchiveError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PIECE = 65_536
# What one body may grow to: a bomb ends in one sentence, not in the end of the process.
MAX_BODY = 1 << 30
FAILURES = (OSError, EOFError, zlib.error, brotli.error, zstd.ZstdError)


def _gunzip(body: bytes) -> Iterator[bytes]:
    stream = gzip.GzipFile(fileobj=BytesIO(body))
    while piece := stream.read1(PIECE):
        yield piece


def _inflate(body: bytes) -> Iterator[bytes]:
    try:
        zlib.decompressobj().decompress(body, 1)
        stream = zlib.decompressobj()
    except zlib.error:  # raw deflate, as IIS sends it under the same name
        stream = zlib.decompressobj(wbits=-zlib.MAX_WBITS)
    while piece := stream.decompress(body, PIECE):
        yield piece
        body = stream.unconsumed_tail


def _unbrotli(body: bytes) -> Iterator[bytes]:
    stream = brotli.Decompressor()
    piece = stream.process(body, output_buffer_limit=PIECE)
    while piece:
        yield piece
        piece = stream.process(b"", output_buffer_limit=PIECE)


def _unzstd(body: bytes) -> Iterator[bytes]:
    stream = zstd.ZstdFile(BytesIO(body))
    while piece := stream.read(PIECE):
        yield piece


# What a Scrapy crawl offers in Accept-Encoding, and the old name of gzip (RFC 9110, section 8.4.1).
DECODERS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _inflate,
    "br": _unbrotli,
    "zstd": _unzstd,
}


def decode(body: bytes, codings: list[str]) -> bytes:
    """Undo the content-codings of a body, the last first, until one that is none (a server's `utf-8`, `none`).

    A coded body that ends early or is damaged is given as far as it goes. Raises ArchiveError where not one
    byte of it can be decoded, or where it grows beyond a gigabyte.
    """
    for coding in reversed(codings):
        if not body or coding not in DECODERS:
            break
        body = _undo(body, coding)
    return body


def _undo(body: bytes, coding: str) -> bytes:
    decoded = bytearray()
    try:
        for piece in DECODERS[coding](body):
            decoded += piece
            if len(decoded) > MAX_BODY:
                raise ArchiveError(f"a body coded as {coding} grows beyond {MAX_BODY} bytes")
    except FAILURES as error:
        if not decoded:
            raise ArchiveError(f"a body is no {coding}, though its server says so: {error}") from error
    return bytes(decoded)
