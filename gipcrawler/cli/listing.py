"""`gipcrawler listing`: an address in, what its family's adapter reads there out: each entry, ours or why not."""

import argparse
import json
import sys
from collections import deque
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field
from typing import Any

from gipcrawler.cli.identify import USELESS
from gipcrawler.cli.painting import console, errors
from gipcrawler.cli.peek import Peek, address
from gipcrawler.cms import Adapter, Entry, Fetch, Page, canonical, identify, report_year
from gipcrawler.cms.neighbours import why_not
from gipcrawler.errors import UnreadableError

PAGES = 5


@dataclass(frozen=True, slots=True)
class Line:
    """An entry of a listing, its report year, and why it is none of ours, if so."""

    entry: Entry
    year: int | None
    why: str | None


@dataclass(slots=True)
class Seen:
    """What was read so far: pages asked for with their outcome, lines by address, organs, and pages not asked for."""

    pages: list[dict[str, Any]] = field(default_factory=list)
    lines: dict[str, Line] = field(default_factory=dict)
    organs: dict[str, Entry] = field(default_factory=dict)
    column: str | None = None
    left: list[str] = field(default_factory=list)


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "listing",
        help="what is read on a portal's listing",
        description="Ask for a listing and its further pages, as politely as a crawl does and without keeping them, "
        "and print what its family's adapter reads: title, date, report year, address, and whether an entry is a "
        "report or why not. Exit status 2 if the address cannot be had, or lists nothing.",
    )
    parser.add_argument("url", metavar="URL", help="a listing, hub or shell page")
    parser.add_argument("--json", action="store_true", help="one object")
    parser.add_argument("--pages", type=_pages, default=PAGES, metavar="N", help="at most (default: %(default)s)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Ask for up to so many pages, and show what stands on them. Raises UnreadableError."""
    peek = Peek()
    page = peek.first(address(arguments.url))
    adapter = identify(page)
    if adapter is None:
        raise UnreadableError(f"{page.url}: {USELESS}")
    seen = _walk(peek, adapter, page, arguments.pages)
    if not seen.lines and not seen.organs:
        raise UnreadableError(f"{page.url}: {type(adapter).__name__} reads no entries on {_said(seen)}")
    if arguments.json:
        sys.stdout.write(json.dumps(_as_json(page.url, adapter, seen), ensure_ascii=False, indent=2) + "\n")
    else:
        _show(adapter, seen)
    return 0


def _walk(peek: Peek, adapter: Adapter, first: Page, pages: int) -> Seen:
    """The first page and what it leads to, in the order of the pages; one that fails is noted and is no end."""
    seen = Seen()
    waiting = deque([Fetch(first.url)])
    known = set(waiting)
    while waiting and len(seen.pages) < pages:
        fetch = waiting.popleft()
        page = first if not seen.pages else _ask(peek, fetch, seen)
        for following in _read(seen, adapter, fetch, page) if page else ():
            if following not in known:
                known.add(following)
                waiting.append(following)
    seen.left = [fetch.url for fetch in waiting]
    return seen


def _ask(peek: Peek, fetch: Fetch, seen: Seen) -> Page | None:
    with errors().status(fetch.url) if sys.stderr.isatty() else nullcontext():
        try:
            return peek.page(fetch)
        except UnreadableError as error:
            seen.pages.append({"url": fetch.url, "method": fetch.method, "status": None, "says": str(error)})
            return None


def _read(seen: Seen, adapter: Adapter, fetch: Fetch, page: Page) -> tuple[Fetch, ...]:
    """Put what a page holds to what is seen; gives what it leads to."""
    listing = adapter.read(page)
    says = "gone" if listing.gone else "is itself a report" if listing.itself else f"{len(listing.entries)} entries"
    seen.pages.append({"url": fetch.url, "method": fetch.method, "status": page.status, "says": says})
    seen.column = seen.column or listing.column
    for entry in listing.entries:
        why = None if listing.itself else why_not(entry, page.url, listing.column)
        year = report_year(entry.title, entry.published, listing.column) if why is None else None
        seen.lines.setdefault(canonical(entry.url), Line(entry, year, why))
    for organ in listing.columns:
        seen.organs.setdefault(canonical(organ.url), organ)
    return listing.more


def _as_json(url: str, adapter: Adapter, seen: Seen) -> dict[str, Any]:
    return {
        "url": url,
        "family": type(adapter).__name__,
        "arguments": asdict(adapter),  # type: ignore[call-overload]  # every family is a dataclass
        "column": seen.column,
        "pages": seen.pages,
        "entries": [_entry(line) for line in seen.lines.values()],
        "organs": [{"title": organ.title, "url": organ.url} for organ in seen.organs.values()],
        "left": seen.left,
    }


def _entry(line: Line) -> dict[str, Any]:
    entry = line.entry
    return {
        "title": entry.title,
        "published": entry.published.isoformat() if entry.published else None,
        "year": line.year,
        "url": entry.url,
        "report": line.why is None,
        "why": line.why,
        "attachments": [file.url for file in entry.attachments],
    }


def _show(adapter: Adapter, seen: Seen) -> None:
    """Two lines an entry, so that titles and addresses stay whole; then the organs, the pages, and the sum."""
    for line in seen.lines.values():
        mark = "ours" if line.why is None else f"none of ours: {line.why}"
        style = "dim" if line.why else ""
        _print(f"{line.year or '·':<5} {line.entry.published or '·'!s:<11} {line.entry.title}", style)
        _print(f"{'':<17} {line.entry.url}  ({mark})", style)
    for organ in seen.organs.values():
        _print(f"{'organ':<17} {organ.title}  {organ.url}")
    for page in seen.pages:
        _print(f"{'page':<17} {page['method']} {page['url']}  ({page['says']})")
    for url in seen.left:
        _print(f"{'not asked for':<17} {url}  (--pages)")
    reports = sum(line.why is None for line in seen.lines.values())
    sums = [f"{reports} reports", f"{len(seen.lines) - reports} others", f"{len(seen.organs)} organs"]
    _print(f"{type(adapter).__name__}, {seen.column or 'a column without a name'}: {', '.join(sums)}")


def _print(words: str, style: str = "") -> None:
    console().print(words, style=style, markup=False, soft_wrap=True)


def _said(seen: Seen) -> str:
    return "; ".join(f"{page['method']} {page['url']}: {page['says']}" for page in seen.pages)


def _pages(given: str) -> int:
    number = int(given)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number
