"""Turn a file name, a URL or `-` into bytes; whatever goes wrong becomes one sentence."""

import sys
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from gipcrawler import __version__
from gipcrawler.errors import UnreadableError

PATIENCE = 30  # seconds
LARGEST = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Source:
    """A document's bytes, what its server called them, and its name."""

    name: str
    body: bytes
    media_type: str | None = None


def open_source(name: str) -> Source:
    """Read a file, standard input or an address (proxies of the environment are used). Raises UnreadableError."""
    if name.startswith(("http://", "https://")):
        return _fetch(name)
    if name == "-":
        return Source("standard input", sys.stdin.buffer.read())
    try:
        path = Path(name)
        if path.stat().st_size > LARGEST:
            raise UnreadableError(f"is larger than {LARGEST // 1024 // 1024} MB, which no report is")
        return Source(name, path.read_bytes())
    except OSError as error:
        raise UnreadableError(f"cannot be opened: {(error.strerror or str(error)).lower()}") from error


def _fetch(url: str) -> Source:
    headers = {"User-Agent": f"gipcrawler/{__version__}", "Accept-Language": "zh-CN,zh;q=0.9"}
    try:
        request = urllib.request.Request(url, headers=headers)  # noqa: S310 - the scheme is checked by the caller
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            body = answer.read(LARGEST)
            return Source(url, body, answer.headers.get("Content-Type"))
    except urllib.error.HTTPError as error:
        raise UnreadableError(f"the server answered {error.code} {error.reason}") from error
    except (urllib.error.URLError, OSError, ValueError) as error:
        raise UnreadableError(f"cannot be fetched: {getattr(error, 'reason', error)}") from error
