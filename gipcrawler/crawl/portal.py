"""The spider for any page: the family behind an address is recognised, and read as a source of one's own."""

from urllib.parse import urlsplit

from gipcrawler.cms import Unknown
from gipcrawler.crawl.arguments import read_arguments
from gipcrawler.crawl.collect import Collector
from gipcrawler.crawl.declare import Source
from gipcrawler.errors import ArgumentError


class PortalSpider(Collector):
    """`-a url=URL [-a place=CODE]`: any listing, hub or report page; `place` is the context that titles are read in.

    The arguments that narrow a province's run narrow this one too, but for `place`. Raises ArgumentError.
    """

    def __init__(self, **given: str) -> None:
        rest = dict(given)
        url = rest.pop("url", "")
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            parts, port = urlsplit(""), None
        if parts.scheme not in {"http", "https"} or not parts.hostname or port == 0:
            raise ArgumentError(f"url={url} is no address: give url=http://… or url=https://….")
        read_arguments(rest)
        place = rest.pop("place", "")
        super().__init__([Source(place, Unknown(url))], read_arguments(rest), given)
