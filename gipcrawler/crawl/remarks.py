"""What a run has to tell its user beside its verdict: how hosts had to be asked, each kind of remark in one line."""

import logging
from typing import Self
from urllib.parse import urlsplit
from urllib.request import getproxies  # noqa: TID251  # reads the environment, and asks nobody

from scrapy import signals
from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

MOST = 5
"""Hosts that a line names; INFO has them all."""
LOOPBACK = frozenset(("127.0.0.1", "localhost", "::1"))


class Remarks:
    """The extension that collects remarks about hosts and logs them when the spider is closed, a line a kind.

    A crawl that portals cannot ask after, for want of CONTACT, is told so when it starts; not where all it asks goes to
    this machine itself (a replica behind a proxy on loopback).
    """

    def __init__(self, crawler: Crawler) -> None:
        self._contact = str(crawler.settings.get("CONTACT") or "")
        self._made: dict[str, dict[str, str]] = {}
        crawler.signals.connect(self.opened, signals.spider_opened)
        crawler.signals.connect(self.closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's door."""
        return cls(crawler)

    def add(self, kind: str, host: str, why: str = "") -> None:
        """Remark something of a host, once: `kind` is what is remarked, `why` what was different about this host."""
        known = self._made.setdefault(kind, {})
        if host not in known:
            known[host] = why
            logger.info("%s: %s%s", kind, host, f" ({why})" if why else "")

    def opened(self) -> None:
        """Ask for an address, where there is none."""
        if not self._contact and not _stays_here():
            logger.warning("No portal can ask who crawls it: give an address, as GIP_CONTACT=you@example.org")

    def closed(self) -> None:
        """Say what was remarked."""
        for kind, hosts in self._made.items():
            named = [f"{host} ({why})" if why else host for host, why in hosts.items()]
            more = f" and {len(named) - MOST} more" if len(named) > MOST else ""
            logger.warning("%s: %s%s", kind, ", ".join(named[:MOST]), more)


def remarks_of(crawler: Crawler) -> Remarks:
    """The remarks of a crawler; where the extension is switched off, ones that nobody hears."""
    return crawler.get_extension(Remarks) or Remarks(crawler)


def _stays_here() -> bool:
    """True where every address is asked for through this machine itself."""
    proxies = getproxies()
    return all(urlsplit(proxies.get(scheme, "")).hostname in LOOPBACK for scheme in ("http", "https"))
