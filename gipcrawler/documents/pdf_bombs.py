"""Turn the bytes of a PDF into whether its streams unpack to more memory than any report takes."""

import re
import zlib
from collections.abc import Iterator

# A picture of A3 at 600 dpi has 200 MB and is never unpacked here; text, fonts and tables of 1000 pages have less
MOST_OF_PICTURE, MOST_OF_OTHERS = 300_000_000, 128_000_000
PACKED, PIECE = 16_000, 1_000_000
STREAM = re.compile(rb"(?<!end)stream\r?\n")
PICTURE = re.compile(rb"/Subtype\s*/Image\b")
# How far before its stream a dictionary begins, and how often one stream may be packed
DICTIONARY, DEEPEST = 1_000, 4


def is_bomb(body: bytes) -> bool:
    """Whether the packed streams (Flate, PDF 32000-1, 7.4.4) of a PDF unpack to more than it may hold.

    What is encrypted, or packed in another way, is not looked into: those ways pack less.
    """
    others = 0
    for stream in STREAM.finditer(body):
        near = max(0, stream.start() - DICTIONARY)
        picture = PICTURE.search(body, max(near, body.rfind(b"obj", near, stream.start())), stream.start())
        most = MOST_OF_PICTURE if picture else MOST_OF_OTHERS - others
        size = _size(body, stream.end(), most)
        if size > most:
            return True
        others += 0 if picture else size
    return False


def _size(body: bytes, start: int, most: int) -> int:
    """What a stream unpacks to, the largest of its layers; no more is unpacked than tells that it is too much."""
    largest = 0
    for depth in range(1, DEEPEST + 1):
        pieces: Iterator[bytes] = (body[at : at + PACKED] for at in range(start, len(body), PACKED))
        for _ in range(depth):
            pieces = _unpacked(pieces)
        size = 0
        for piece in pieces:
            size += len(piece)
            if size > most:
                return size
        if not size:
            break
        largest = max(largest, size)
    return largest


def _unpacked(pieces: Iterator[bytes]) -> Iterator[bytes]:
    unpacker = zlib.decompressobj()
    for packed in pieces:
        rest = packed
        while rest and not unpacker.eof:
            try:
                piece = unpacker.decompress(rest, PIECE)
            except zlib.error:
                return
            if piece:
                yield piece
            rest = unpacker.unconsumed_tail
        if unpacker.eof:
            return
