"""An HTTP/1.x message as bytes, taken apart without changing any: head, interim heads, transfer-coding."""

import re
from dataclasses import dataclass

STATUS_LINE = re.compile(rb"HTTP/\d+(?:\.\d+)? (\d{3})(?:[ \t][^\r\n]*)?\r?\n", re.IGNORECASE)
HEAD_END = re.compile(rb"\r?\n\r?\n")
CHUNK_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]+)[ \t]*(?:;[^\n]*)?\r?\n")
LINE_END = re.compile(rb"\r?\n")
CUT_FRAMING = re.compile(rb"(?:\r?\n)?[ \t]*[0-9A-Fa-f]*[ \t]*(?:;[^\n]*)?\r?")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a message: its first line, its fields in order, and its length in bytes, blank line included.

    Bytes are as they stood; names and values have lost the space around them, folded lines are one value.
    """

    start: bytes
    fields: tuple[tuple[bytes, bytes], ...]
    length: int

    def values(self, name: str) -> list[str]:
        """All values of the named field in order, as ISO 8859-1, from which the bytes can be had back."""
        wanted = name.lower().encode("ascii")
        return [value.decode("latin-1") for field, value in self.fields if field.lower() == wanted]

    def tokens(self, name: str) -> list[str]:
        """The comma-separated tokens of the named field over all its lines, lower case (RFC 9110, section 5.6.1)."""
        tokens = (token.strip().lower() for value in self.values(name) for token in value.split(","))
        return [token for token in tokens if token]


def read_head(message: bytes) -> Head:
    """Read the head of a message; one that was cut short in its head is head to its end.

    Lines end in CR LF or bare LF; a line without a colon is skipped, as browsers do.
    """
    end = HEAD_END.search(message)
    length = end.end() if end else len(message)
    start, *lines = message[:length].replace(b"\r\n", b"\n").rstrip(b"\n").split(b"\n")
    unfolded: list[bytes] = []
    for line in lines:
        if line[:1] in (b" ", b"\t") and unfolded:
            unfolded[-1] += b" " + line.strip()
        else:
            unfolded.append(line)
    pairs = (line.partition(b":") for line in unfolded)
    fields = tuple((name.strip(), value.strip()) for name, colon, value in pairs if colon)
    return Head(start, fields, length)


def status_of(message: bytes) -> int | None:
    """The status code of a response, or null where its first line is no complete status line."""
    line = STATUS_LINE.match(message)
    return int(line[1]) if line else None


def split_interim(received: bytes) -> tuple[bytes, bytes]:
    """Cut what a server sent into the 1xx heads before the final response, and the rest (RFC 9110, section 15.2).

    A 1xx head that was cut short belongs to the first part.
    """
    start = 0
    while (line := STATUS_LINE.match(received, start)) and line[1].startswith(b"1"):
        end = HEAD_END.search(received, start)
        start = end.end() if end else len(received)
    return received[:start], received[start:]


def is_chunked(head: Head) -> bool:
    """Tell whether chunked is the last transfer-coding of the message (RFC 9112, section 6.3)."""
    return head.tokens("Transfer-Encoding")[-1:] == ["chunked"]


def dechunk(body: bytes) -> bytes:
    """Remove the chunk framing, with its extensions and trailer (RFC 9112, section 7.1).

    Tolerant, for what servers send: bare LF, space around the size, a body that ends early, be it within the
    framing. From the first place that is no chunk on, bytes are given as they are, so that nothing is lost.
    """
    data: list[bytes] = []
    position = 0
    while size := CHUNK_SIZE.match(body, position):
        length = int(size[1], 16)
        if length == 0:
            return b"".join(data)
        data.append(body[size.end() : size.end() + length])
        position = size.end() + length
        if end := LINE_END.match(body, position):
            position = end.end()
    rest = body[position:]
    return b"".join(data if CUT_FRAMING.fullmatch(rest) else (*data, rest))


def payload_of(message: bytes) -> bytes:
    """The payload as WARC/1.1 means it: the body without transfer-coding, its content-coding kept."""
    head = read_head(message)
    body = message[head.length :]
    return dechunk(body) if is_chunked(head) else body
