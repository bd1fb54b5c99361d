"""Exchanges into the WARC/1.1 records that keep them: raw blocks, explicit digests, one gzip member each.

The blocks of `request` and `response` are the bytes of the wire, handed to warcio without parsed HTTP heads,
because it would write those anew. What else there is to say stands in a `metadata` record of warc-fields;
fields that hold bytes of the wire (`interim`, `overrun`, `response`) are percent-encoded: CR, LF, `%` and
what is not ASCII.
"""

import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from string import ascii_letters, digits, punctuation
from urllib.parse import quote

from isal import isal_zlib
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from gipcrawler.errors import ArchiveError
from gipcrawler.model import Exchange, Original
from gipcrawler.warc.coding import decode
from gipcrawler.warc.digest import digest
from gipcrawler.warc.message import payload_of, read_head, status_of
from gipcrawler.warc.payloads import LEAST, Payloads
from gipcrawler.warc.read import NOT_MODIFIED, REFERS_TO_FILE, REFERS_TO_OFFSET, SAME_PAYLOAD

VERSION = "WARC/1.1"
FIELDS = "application/warc-fields"
RESPONSE = "application/http; msgtype=response"
# ISA-L's levels are 0 to 3; docs/decisions.md has what each takes and saves.
GZIP_LEVEL = 2
# All of ASCII that can stand in a URI stays; the rest becomes UTF-8 and is escaped: replay fails on other URIs.
URI = ascii_letters + digits + punctuation
READABLE = (ascii_letters + digits + punctuation + " ").replace("%", "")
HTTP_VERSION = re.compile(rb"HTTP/(\d+(?:\.\d+)?)", re.IGNORECASE)
TLS_VERSION = re.compile(r"(TLS|SSL)v(\d+(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Built:
    """A record ready to be written: one gzip member, and what a reference to it needs."""

    member: bytes
    record_id: str
    block_digest: str
    payload_digest: str


def build_warcinfo(name: str, info: Mapping[str, str]) -> Built:
    """The record that opens a file: its finished name, the format, and what `info` says of the crawl."""
    said = {
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
    } | dict(info)
    date = date_of(datetime.now(UTC))
    return build_record("warcinfo", _fields(said.items()), [("WARC-Date", date), ("WARC-Filename", name)], FIELDS)


def build_exchange(exchange: Exchange, warcinfo_id: str, payloads: Payloads | None = None) -> tuple[Built, ...]:
    """The records of one exchange, first the one that a reference leads to.

    That is `response`, or `revisit` where `payloads` has the same already or the server says so, followed by `request`
    and, where there is something to say, `metadata`. An answer without a readable status line, which nothing could
    replay, and no answer at all give no `response`: then `metadata` comes first, with the raw bytes.
    """
    common = [
        ("WARC-Date", date_of(exchange.started)),
        ("WARC-Target-URI", quote(exchange.url, safe=URI)),
        ("WARC-Warcinfo-ID", warcinfo_id),
    ]
    if exchange.address:
        common.append(("WARC-IP-Address", exchange.address))
    answered = status_of(exchange.response) is not None
    notes = [] if answered else [("response", _escape(exchange.response))]
    notes += _notes(exchange)
    if answered:
        first, more = _response(exchange, common, payloads)
        notes += more
    else:
        first = _metadata(exchange, notes, common)
    common.append(("WARC-Concurrent-To", first.record_id))
    rest = []
    if exchange.request:
        rest.append(_request(exchange, common))
    if answered and notes:
        rest.append(_metadata(exchange, notes, common))
    return (first, *rest)


def _response(
    exchange: Exchange, common: list[tuple[str, str]], payloads: Payloads | None
) -> tuple[Built, list[tuple[str, str]]]:
    """The response, or the revisit that its head is enough for, and what is to be noted of it."""
    headers = common + _protocols(exchange.response, exchange.tls)
    if exchange.truncated:
        headers.append(("WARC-Truncated", exchange.truncated.value))
    head = read_head(exchange.response)
    if exchange.original:
        return _revisit(exchange.response[: head.length], headers, exchange.original, NOT_MODIFIED), []
    payload = payload_of(exchange.response)
    payload_digest = digest(payload)
    notes = []
    comparable = exchange.method == "GET" and not exchange.truncated and status_of(exchange.response) == 200
    if payloads and comparable and len(payload) >= LEAST:
        if original := payloads.original(exchange.url, payload_digest):
            return _revisit(exchange.response[: head.length], headers, original, SAME_PAYLOAD), []
        if codings := head.tokens("Content-Encoding"):
            notes = _same_content(exchange.url, payload, codings, payloads)
    return build_record("response", exchange.response, headers, RESPONSE, payload_digest), notes


def _revisit(head: bytes, headers: list[tuple[str, str]], original: Original, profile: str) -> Built:
    """The head as it came, and where its payload stands where it is not new."""
    refers = [
        ("WARC-Profile", profile),
        ("WARC-Refers-To", original.record_id),
        ("WARC-Refers-To-Target-URI", original.url),
        ("WARC-Refers-To-Date", original.date),
        (REFERS_TO_FILE, original.file),
        (REFERS_TO_OFFSET, str(original.offset)),
    ]
    return build_record("revisit", head, headers + refers, RESPONSE, original.payload_digest)


def _same_content(url: str, payload: bytes, codings: list[str], payloads: Payloads) -> list[tuple[str, str]]:
    """Note that only the coding differs from what the address gave last: gzip is not the same on every server."""
    try:
        content = digest(decode(payload, codings))
    except ArchiveError:
        return []
    same = payloads.same_content(url, content)
    return [("unchangedSince", same)] if same else []


def _request(exchange: Exchange, common: list[tuple[str, str]]) -> Built:
    first_line = exchange.request.partition(b"\n")[0].rpartition(b" ")[2]
    headers = common + _protocols(first_line, exchange.tls)
    payload_digest = digest(payload_of(exchange.request))
    return build_record("request", exchange.request, headers, "application/http; msgtype=request", payload_digest)


def _metadata(exchange: Exchange, notes: list[tuple[str, str]], common: list[tuple[str, str]]) -> Built:
    spent = exchange.finished - exchange.started
    timed = [*notes, ("fetchTimeMs", str(round(spent.total_seconds() * 1000)))]
    return build_record("metadata", _fields(timed), common, FIELDS)


def _notes(exchange: Exchange) -> list[tuple[str, str]]:
    said = {
        "via": exchange.via,
        "proxy": exchange.proxy,
        "attempts": str(exchange.attempts) if exchange.attempts > 1 else None,
        "interim": _escape(exchange.interim),
        "overrun": _escape(exchange.overrun),
        "tls": exchange.tls,
        "certificateSha256": exchange.certificate_sha256,
        "error": exchange.error,
        "recorder": exchange.recorder,
    }
    return [(name, value) for name, value in said.items() if value]


def _protocols(message: bytes, tls: str | None) -> list[tuple[str, str]]:
    """WARC-Protocol, once a layer, in the words of ALPN: `http/1.1`, `tls/1.3` (IIPC's proposal for WARC/1.1)."""
    http = HTTP_VERSION.match(message)
    names = [f"http/{http[1].decode('ascii')}"] if http else []
    if tls and (layer := TLS_VERSION.fullmatch(tls)):
        version = layer[2] if "." in layer[2] else f"{layer[2]}.0"
        names.append(f"{layer[1].lower()}/{version}")
    return [("WARC-Protocol", name) for name in names]


def build_record(
    kind: str, block: bytes, headers: list[tuple[str, str]], media_type: str, payload_digest: str | None = None
) -> Built:
    """Serialise one record; digests are given so that warcio computes none, its own rules for payloads being others."""
    record_id = f"<urn:uuid:{uuid.uuid4()}>"
    block_digest = digest(block)
    payload_digest = payload_digest or block_digest
    lines = [("WARC-Type", kind), ("WARC-Record-ID", record_id), *headers, ("WARC-Block-Digest", block_digest)]
    if kind != "warcinfo":
        lines.append(("WARC-Payload-Digest", payload_digest))
    head = StatusAndHeaders("", lines, protocol=VERSION)
    written_as = "resource" if kind == "revisit" else kind  # of a revisit warcio writes no block that it did not parse
    record = ArcWarcRecord("warc", written_as, head, BytesIO(block), None, media_type, len(block))
    plain = BytesIO()
    WARCWriter(plain, gzip=False, warc_version=VERSION).write_record(record)
    member = isal_zlib.compress(plain.getvalue(), GZIP_LEVEL, wbits=16 + isal_zlib.MAX_WBITS)
    return Built(member, record_id, block_digest, payload_digest)


def _fields(pairs: Iterable[tuple[str, str]]) -> bytes:
    """Write warc-fields in UTF-8: one line a field, space runs made one, since a line break would start another."""
    return b"".join(f"{name}: {' '.join(value.split())}\r\n".encode() for name, value in pairs if value)


def _escape(raw: bytes) -> str:
    return quote(raw, safe=READABLE)


def date_of(moment: datetime) -> str:
    """WARC-Date of an aware moment, to the microsecond."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
