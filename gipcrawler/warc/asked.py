"""A request that carries a body into the address under which replay looks for its answer: the body becomes its query.

POST and PUT to one address are told apart by what was sent, as pywb and wabac.js do when a replayed page sends it again
(https://github.com/webrecorder/cdxj-indexer): `__wb_method=POST` and the fields of a form or of JSON, else base64.
"""

import base64
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote_plus, urlencode

from gipcrawler.warc.message import payload_of, read_head

LONGEST = 4096  # characters of the query that count


def body_as_query(request: bytes) -> tuple[str, str]:
    """The method of a request and its body as a query; both empty for a request that its address says all of."""
    head = read_head(request)
    method = head.start.partition(b" ")[0].decode("latin-1").upper()
    if method in {"GET", ""}:
        return "", ""
    body = payload_of(request)
    if method not in {"POST", "PUT"} or not body:
        return method, ""
    named = (head.values("Content-Type") or [""])[0]
    return method, _query(body, named)[:LONGEST]


def asked_as(url: str, method: str, query: str) -> str:
    """The address with method and query appended, for the key of an index."""
    if not method:
        return url
    return "&".join(filter(None, (f"{url}{'&' if '?' in url else '?'}__wb_method={method}", query)))


def _query(body: bytes, media_type: str) -> str:
    try:
        if media_type.startswith("application/x-www-form-urlencoded"):
            return unquote_plus(body.decode())
        if media_type.startswith(("application/json", "text/plain")):
            return urlencode(_numbered(_leaves(json.loads(body))))
    except ValueError:  # not what it says it is
        if media_type.startswith("application/json"):
            return ""
    return "__wb_post_data=" + base64.b64encode(body).decode("ascii")


def _leaves(value: Any, name: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any JSON
    """The leaves of JSON with the innermost name above each; what has no name is left out."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _leaves(each, key)
    elif isinstance(value, list):
        for each in value:
            yield from _leaves(each, name)
    elif name and isinstance(value, float) and value.is_integer():
        yield name, str(int(value))
    elif name:
        yield name, value if isinstance(value, str) else json.dumps(value)


def _numbered(leaves: Iterator[tuple[str, str]]) -> dict[str, str]:
    """Leaves of one name are told apart: `a`, `a.2_`, `a.3_`."""
    named: dict[str, str] = {}
    for name, value in leaves:
        key, number = name, 1
        while key in named:
            number += 1
            key = f"{name}.{number}_"
        named[key] = value
    return named
