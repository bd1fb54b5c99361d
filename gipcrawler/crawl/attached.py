"""Turn an entry's answers into documents: the page or file behind it, and the attachments, one after another."""

from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from scrapy import Request
from scrapy.core.engine import ExecutionEngine
from scrapy.http import Response

from gipcrawler.cms import Entry, canonical
from gipcrawler.cms.markup import text_of
from gipcrawler.cms.shells import says_missing
from gipcrawler.crawl.answers import is_file, page_of
from gipcrawler.crawl.items import Fetched
from gipcrawler.crawl.outcome import judge
from gipcrawler.crawl.trail import Trail
from gipcrawler.crawl.wire import capture_of
from gipcrawler.model import Outcome


def document(response: Response, name: str = "") -> Fetched:
    """The document that a response holds; `name` is what the link printed, else the file name of the address."""
    named = name or unquote(urlsplit(response.url).path.rpartition("/")[2])
    return Fetched(capture_of(response), response.body, named or "index.html")


def judged(response: Response) -> tuple[Outcome | None, str]:
    """What became of a request for a document, and why: a page that only says that it is missing is gone."""
    outcome, reason = judge(response.status, response.body)
    if outcome is Outcome.ANSWERED and not is_file(response) and says_missing(text_of(page_of(response))):
        return Outcome.GONE, "says that it is missing"
    return outcome, reason


async def attached(engine: ExecutionEngine, page: Response, entries: Iterable[Entry], trail: Trail) -> list[Fetched]:
    """The attachments of a page, each address once; one that cannot be had is counted, and the others go on.

    They pass the downloader middlewares as any request does (robots.txt, proxy, retries, redirects).
    """
    documents = []
    once: dict[str, Entry] = {}
    for entry in entries:
        once.setdefault(canonical(entry.url), entry)
    for entry in once.values():
        trail.tally.asked += 1
        try:
            answer = await engine.download_async(Request(entry.url, headers={"Referer": page.url}))
        except Exception as error:  # noqa: BLE001  # whatever it is, the report's other documents are not lost
            trail.fails(entry.url, error)
            continue
        outcome, reason = judged(answer)
        trail.counts(outcome, reason)
        if outcome is Outcome.ANSWERED:
            documents.append(document(answer, entry.title))
    return documents
