"""Requests that ask only for what has changed, and a 304 back into the page that it stands for."""

from typing import Final

from scrapy import Request
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from gipcrawler.warc import Record
from gipcrawler.warc.message import payload_of

# Who sends one of these has a condition, or a part, of his own in mind
OWN: Final = ("If-None-Match", "If-Modified-Since", "If-Match", "If-Unmodified-Since", "If-Range", "Range")
# What Twisted keeps from Scrapy, and what belongs to a session
NOT_RESTORED: Final = frozenset(
    (b"connection", b"keep-alive", b"proxy-connection", b"set-cookie", b"te", b"trailer", b"transfer-encoding")
)
# What a 304 says of the page anew is put over what was said (RFC 9111, section 3.2), but not of its bytes
OF_THE_BYTES: Final = frozenset((b"content-encoding", b"content-length", b"content-range", b"content-type"))


def may_ask(request: Request) -> bool:
    """Whether a request can be made conditional: a plain GET, not a rendered page's (`meta["unconditional"]`)."""
    asked = request.meta.get("unconditional") or any(name in request.headers for name in OWN)
    return request.method == "GET" and not request.body and not asked


def restored(response: Response, whole: Record) -> Response:
    """The page that a 304 stands for, with status 200, as the spider would have been given it: coded as it was sent."""
    headers = Headers()
    for name, value in whole.http_head.fields if whole.http_head else ():
        if name.lower() not in NOT_RESTORED:
            headers.appendlist(name, value)
    for name, values in response.headers.items():
        if name.lower() not in OF_THE_BYTES:
            headers.setlist(name, values)
    body = payload_of(whole.block)
    kind = responsetypes.from_args(headers=headers, url=response.url, body=body)
    return kind(
        response.url,
        headers=headers,
        body=body,
        flags=[*response.flags, "not-modified"],
        certificate=response.certificate,
        ip_address=response.ip_address,
        protocol=response.protocol,
    )
