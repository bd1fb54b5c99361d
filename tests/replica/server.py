"""The wire of the replica: an HTTP proxy on loopback that answers for its sites itself and asks nobody else.

Plain HTTP comes as `GET http://host/path`, https as `CONNECT host:443` with TLS inside, as RFC 9110 (9.3.6) and
RFC 9112 (3.2.2) have it, so a spider reaches the portals under their real names and runs unchanged.
"""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from tests.replica.site import Answer, Asked, Site, failed
from tests.replica.tunnel import Tunnels

CHUNK = 1500
"""Bytes in a chunk: about what fits a packet, so that characters of several bytes are cut in two."""


@dataclass(frozen=True, slots=True)
class Logged:
    """A line of the log; a CONNECT is logged only where it was refused."""

    method: str
    url: str
    status: int

    @property
    def host(self) -> str:
        """The host that was asked for."""
        return urlsplit(self.url).hostname or ""


class Proxy:
    """A running proxy: `with Proxy(sites) as proxy`; `url` is what belongs into http_proxy and https_proxy."""

    def __init__(self, sites: Iterable[Site], port: int = 0):
        self.sites = {site.host: site for site in sites}
        self.requests: list[Logged] = []
        self.tunnels = Tunnels(self.sites.values())
        self._lock = Lock()
        self._server = Server(("127.0.0.1", port), Handler)
        self._server.proxy = self
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @property
    def url(self) -> str:
        """The proxy's address."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, asked: Asked) -> Answer:
        """What the asked host says, 502 for one that is not here; logged."""
        site = self.site(asked.url)
        answer = site.answer(asked) if site else failed(502, "Bad Gateway")
        self.log(asked.method, asked.url, answer.status)
        return answer

    def site(self, url: str) -> Site | None:
        """The host that listens at an address, if it is here."""
        parts = urlsplit(url)
        site = self.sites.get(parts.hostname or "")
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
        return site if site and site.listens(parts.scheme, port) else None

    def log(self, method: str, url: str, status: int) -> None:
        """Add a line to `requests`."""
        with self._lock:
            self.requests.append(Logged(method, url, status))


class Server(ThreadingHTTPServer):
    """One thread a connection; a client that goes away is no error."""

    daemon_threads = True
    request_queue_size = 128
    proxy: Proxy

    def handle_error(self, request: object, client_address: object) -> None:
        """Tell of errors of the replica only, not of connections that the other side cut."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # passed on as they came


class Handler(BaseHTTPRequestHandler):
    """One connection: plain requests in absolute form, or requests in origin form inside a tunnel."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1
    server: Server
    tunnel = ""

    def do_GET(self) -> None:
        """Answer a request."""
        self._answer()

    def do_POST(self) -> None:
        """Answer a form."""
        self._answer()

    def do_HEAD(self) -> None:
        """Answer with the head alone."""
        self._answer()

    def do_CONNECT(self) -> None:
        """Open a tunnel to a host that speaks https here, and go on inside it."""
        host, _, port = self.path.rpartition(":")
        url = f"https://{host}" if port == "443" else f"https://{self.path}"
        site = self.server.proxy.site(url)
        if site is None:
            self.server.proxy.log("CONNECT", f"https://{self.path}/", 502)
            self.close_connection = True
            self.send_error(502)
            return
        self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        self.wfile.flush()
        self.connection = self.server.proxy.tunnels.open(site, self.connection)
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb")
        self.tunnel = url
        self.close_connection = False

    def finish(self) -> None:
        """Close the tunnel too, which the base class does not know of."""
        super().finish()
        self.connection.close()

    def _answer(self) -> None:
        url = self.tunnel + self.path
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        answer = self.server.proxy.answer(Asked(self.command, url, body, headers))
        site = self.server.proxy.sites.get(urlsplit(url).hostname or "") or Site("")
        packed, coded = site.pack(answer, self.headers.get("Accept-Encoding", ""))
        self.send_response_only(answer.status)
        for name, value in (
            ("Server", site.server),
            ("Date", self.date_time_string()),
            ("Content-Type", answer.media_type),
            *answer.headers,
            *coded.items(),
        ):
            self.send_header(name, value)
        if site.chunked and answer.status == 200:
            self.send_header("Transfer-Encoding", "chunked")
            parts = [packed[start : start + CHUNK] for start in range(0, len(packed), CHUNK)]
            packed = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"
        else:
            self.send_header("Content-Length", str(len(packed)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(packed)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Keep quiet: `Proxy.requests` is the log."""
