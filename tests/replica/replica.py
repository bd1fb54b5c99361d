"""All portals behind one proxy on loopback: what was planted, what was asked for, and a way to change a page."""

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from tests.replica.provinces import PROVINCES
from tests.replica.server import Logged, Proxy
from tests.replica.skin import SHOWN_WITH


class Replica(Proxy):
    """Runs inside `with Replica() as replica`; `provinces` are slugs, all of them unless told otherwise."""

    def __init__(self, provinces: Iterable[str] = tuple(PROVINCES), port: int = 0):
        portals = [PROVINCES[slug]() for slug in provinces]
        sites = [site for portal in portals for site in portal.sites]
        for site in sites:
            site.pages.update(SHOWN_WITH)
        super().__init__(sites, port)
        self.planted = tuple(one for portal in portals for one in portal.planted)

    @property
    def proxy(self) -> str:
        """The address for http_proxy and https_proxy."""
        return self.url

    @property
    def environment(self) -> dict[str, str]:
        """What a child process needs to reach the portals, and nothing but the portals."""
        names = ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY")
        return dict.fromkeys(names, self.url) | {"no_proxy": "", "NO_PROXY": ""}

    def foreign(self) -> list[Logged]:
        """What was asked of hosts that are not here."""
        return [line for line in self.requests if line.host not in self.sites]

    def change(self, url: str, old: str, new: str) -> None:
        """Put `new` for `old` in a web page, in the page's own charset; refused where neither stands there."""
        parts = urlsplit(url)
        site = self.sites[parts.hostname or ""]
        answer = site.pages[parts.path]
        text = answer.body.decode(answer.charset or "utf-8")
        if old not in text and new not in text:
            raise ValueError(f"{url} does not say {old}")
        site.pages[parts.path] = replace(answer, body=text.replace(old, new).encode(answer.charset or "utf-8"))
