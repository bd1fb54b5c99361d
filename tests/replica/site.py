"""A portal's host as data: addresses to answers, and the few programs that answer by query or form."""

import gzip
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

HTML = "text/html"
MEDIA_TYPES = {
    ".css": "text/css",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".gif": "image/gif",
    ".js": "application/javascript",
    ".pdf": "application/pdf",
    ".xml": "text/xml",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as the portal sees it: `url` is absolute, `body` the form of a POST, headers in small letters."""

    method: str
    url: str
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def fields(self) -> dict[str, str]:
        """Query and form together, as a JSP sees its parameters."""
        return dict(parse_qsl(urlsplit(self.url).query) + parse_qsl(self.body.decode("ascii", "replace")))


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, a body and its headers; `charset` is how the body was encoded, whether the headers tell or not."""

    status: int = 200
    body: bytes = b""
    media_type: str = HTML
    charset: str | None = None
    headers: tuple[tuple[str, str], ...] = ()


def page(text: str, charset: str = "utf-8", *, told: bool = True) -> Answer:
    """A web page; `told` is false for a server that leaves the charset to the page's own meta tag."""
    media_type = f"{HTML}; charset={charset}" if told else HTML
    return Answer(200, text.encode(charset), media_type, charset)


def download(body: bytes, name: str) -> Answer:
    """A file under a name whose suffix tells its media type."""
    return Answer(200, body, MEDIA_TYPES["." + name.rpartition(".")[2]])


def moved(location: str, status: int = 302) -> Answer:
    """A redirect."""
    return Answer(status, b"", HTML, headers=(("Location", location),))


def failed(status: int, says: str) -> Answer:
    """A server's own page for an error."""
    text = f"<html><head><title>{status} {says}</title></head><body><h1>{status} {says}</h1><hr>nginx</body></html>"
    return Answer(status, text.encode(), HTML)


def in_turn(*answers: Answer) -> Callable[[Asked], Answer]:
    """A program that gives one answer after the other, and the last one from then on."""
    left = list(answers)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


@dataclass(slots=True)
class Site:
    """One host: `pages` by path (with or without query), `programs` by path, and how its server behaves.

    The first of its `schemes` is the one that it calls itself by. A request in another scheme is sent on to that one,
    or refused where `moves_on` is false, as https always is; on another port than `port` nobody listens. `guard` sees
    every request first, as a shield does, and may answer it. `tls` is a name of `tests.replica.tunnel`.
    """

    host: str
    schemes: tuple[str, ...] = ("http",)
    server: str = "nginx"
    chunked: bool = False
    gzipped: bool = False
    robots: str | None = "User-agent: *\nDisallow: /search\n"
    pages: dict[str, Answer] = field(default_factory=dict)
    programs: dict[str, Callable[[Asked], Answer]] = field(default_factory=dict)
    port: int | None = None
    moves_on: bool = True
    guard: Callable[[Asked], Answer | None] | None = None
    tls: str = "modern"

    def __post_init__(self) -> None:
        """Say to robots what they may fetch."""
        if self.robots is not None:
            self.pages["/robots.txt"] = Answer(200, self.robots.encode(), "text/plain")

    @property
    def root(self) -> str:
        """Scheme and host, as the portal writes its own address."""
        return f"{self.schemes[0]}://{self.host}{f':{self.port}' if self.port else ''}"

    def listens(self, scheme: str, port: int) -> bool:
        """Whether a connection to that port is taken."""
        known = scheme in self.schemes or (scheme == "http" and self.moves_on)
        return known and port == (self.port or {"http": 80, "https": 443}[scheme])

    def answer(self, asked: Asked) -> Answer:
        """What this host says; a scheme that it does not speak is sent to the one that it does."""
        guarded = self.guard(asked) if self.guard else None
        if guarded:
            return guarded
        parts = urlsplit(asked.url)
        if parts.scheme not in self.schemes:
            return moved(f"{self.root}{parts.path}{'?' if parts.query else ''}{parts.query}", 301)
        path = parts.path or "/"
        program = self.programs.get(path)
        if program:
            return program(asked)
        return self.pages.get(f"{path}?{parts.query}") or self.pages.get(path) or failed(404, "Not Found")

    def pack(self, answer: Answer, accepted: str) -> tuple[bytes, Mapping[str, str]]:
        """The body as it goes over the wire, and the headers that say so; chunks are cut by the server itself."""
        if self.gzipped and "gzip" in accepted and answer.media_type.startswith("text/"):
            return gzip.compress(answer.body, mtime=0), {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        return answer.body, {}
