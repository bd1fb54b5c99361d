"""Captures and what they rest on: the exchange as it went over the wire, and the record that keeps it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Truncation(StrEnum):
    """Why a response is incomplete: the values of WARC-Truncated (WARC/1.1, section 5.13)."""

    LENGTH = "length"
    TIME = "time"
    DISCONNECT = "disconnect"
    UNSPECIFIED = "unspecified"


@dataclass(frozen=True, slots=True)
class Original:
    """A whole response of a finished WARC file that a later one may refer to; `date` is its WARC-Date as printed."""

    record_id: str
    url: str
    date: str
    file: str
    offset: int
    payload_digest: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """One HTTP exchange, byte for byte as it went over the wire (above TLS).

    `request` and `response` hold head and body; `response` starts at the final status line and ends with the
    message; `interim` holds 1xx heads before it and `overrun` what the server sent after it; `started` and
    `finished` are aware UTC times; `address` is the peer's IP, which is that of `proxy` where one stood between;
    `via` names the URL that led here. Where a browser told of an exchange instead of the wire, `recorder` says so: then
    the bodies are without codings and the heads are written anew. `original` is what a 304 says is still so.
    """

    url: str
    method: str
    request: bytes
    response: bytes
    started: datetime
    finished: datetime
    address: str | None = None
    truncated: Truncation | None = None
    interim: bytes = b""
    overrun: bytes = b""
    attempts: int = 1
    tls: str | None = None
    certificate_sha256: str | None = None
    proxy: str | None = None
    via: str | None = None
    error: str | None = None
    recorder: str | None = None
    original: Original | None = None


@dataclass(frozen=True, slots=True)
class RecordRef:
    """Where a WARC record stands: `file` is the finished name below `warc/`, digests are `sha256:<hex>`.

    While the file is still being written it carries the suffix `.open`; readers look for both.
    """

    file: str
    offset: int
    length: int
    record_id: str
    block_digest: str
    payload_digest: str


@dataclass(frozen=True, slots=True)
class Capture:
    """One observation of a URL: when, with which status, and the record that keeps it.

    `member` names a file within an archive (zip, rar) that was captured, where that file is what was seen.
    """

    url: str
    captured_at: datetime
    status: int
    media_type: str
    record: RecordRef
    member: str = ""
