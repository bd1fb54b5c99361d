"""Exchanges as a recorder would hand them over."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from gipcrawler.model import Exchange

STARTED = datetime(2026, 3, 31, 23, 59, 59, 120_003, tzinfo=UTC)
RESPONSE = b"HTTP/1.1 200 OK\r\nServer:odd  \r\nContent-Length: 12\r\nContent-Type: text/html\r\n\r\nhello, world"
PLAIN = Exchange(
    url="http://www.example.gov.cn/art/2026/1.html?q=%C4%EA",
    method="GET",
    request=b"GET /art/2026/1.html?q=%C4%EA HTTP/1.1\r\nHost: www.example.gov.cn\r\n\r\n",
    response=RESPONSE,
    started=STARTED,
    finished=STARTED + timedelta(milliseconds=250),
    address="192.0.2.7",
)


def answering(response: bytes, **changes) -> Exchange:
    return replace(PLAIN, response=response, **changes)
