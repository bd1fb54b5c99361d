"""Turn the records of a portal's JSON answer, or of a list inside a script, into entries with their attachments."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from html import unescape

from gipcrawler.cms.adapter import Entry, Page
from gipcrawler.cms.literals import Value, read_literal
from gipcrawler.cms.markup import absolute, text_of, tree_of, words
from gipcrawler.text.dates import find_dates

# Names under which the families of PORTALS section 3 give address, title, date and files, the best first
ADDRESSES = ("url", "post_url", "selfUrl", "link", "linkUrl", "href", "DOCPUBURL")
TITLES = ("title", "name", "DOCTITLE", "showTitle")
DATES = (
    *("display_publish_time", "publishedTimeStr", "publishedTime", "pubDate", "publishDate", "PUBDATE"),
    *("first_publish_time", "date", "publish_time", "created_at", "create_time", "createDate"),
)
FILES = ("attachments", "articleFiles", "resList", "files")
FILE_ADDRESSES = ("url", "filePath", "path", "src", "href", "link", "attachment_url", "file_path")
FILE_NAMES = ("fileName", "name", "title", "filename", "originalName", "file_name")
MOST_DIGITS = 19
CHINA = timedelta(hours=8)
"""Portals mean days of China; epoch seconds of its midnight are the day before in UTC."""
EARLIEST, LATEST = 946_684_800, 4_102_444_800
"""Epoch seconds of 2000 and of 2100; a number outside is milliseconds, or no time at all."""


def json_of(page: Page) -> Mapping[str, Value] | None:
    """A page that is a JSON record, or null for any other; empty for JSON that is cut or is something else."""
    text = text_of(page).lstrip("\ufeff \t\r\n")
    if not text.startswith(("{", "[")):
        return None
    value = read_literal(text)
    return value if isinstance(value, dict) else {}


def text_at(record: Value, *names: str) -> str:
    """The first of the named values of a record that says something, as text; empty where none does."""
    if isinstance(record, dict):
        for name in names:
            value = record.get(name)
            if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
                return str(value).strip()
    return ""


def whole(text: str) -> int | None:
    """The whole number that a text is, or null; numbers of more digits than counts and ids have are none."""
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None


def records(value: Value) -> list[dict[str, Value]]:
    """The records of a list, also of one that is packed as a JSON string; without what is none."""
    if isinstance(value, str):
        value = read_literal(value)
    return [record for record in value if isinstance(record, dict)] if isinstance(value, list) else []


def entry_of(page: Page, record: Mapping[str, Value], url: str | None = None) -> Entry | None:
    """A record as an entry, its files as attachments; `url` before what the record names; null without either name."""
    values = dict(record)
    address = url or absolute(page.url, text_at(values, *ADDRESSES))
    title = plain_of(text_at(values, *TITLES))
    if not address or not title:
        return None
    files = (file for name in FILES for file in _files(values.get(name)))
    return Entry(address, title, day_of(values, DATES), tuple(_file_entries(page.url, files)))


def day_of(record: Mapping[str, Value], names: Iterable[str] = DATES) -> date | None:
    """The first of the named dates that is one: as text, or as seconds or milliseconds since 1970."""
    for name in names:
        value = record.get(name)
        dates = find_dates(value) if isinstance(value, str) else []
        day = dates[0] if dates else _of_epoch(value)
        if day:
            return day
    return None


def plain_of(markup: str) -> str:
    """A title without the markup that searches put around their hits, and without character references."""
    return words(tree_of(f"<p>{markup}</p>")) if "<" in markup or "&" in markup else " ".join(markup.split())


def _of_epoch(value: Value) -> date | None:
    if isinstance(value, str):
        value = whole(value.strip())
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    seconds = value / 1000 if value >= LATEST else value
    return (datetime.fromtimestamp(seconds, UTC) + CHINA).date() if EARLIEST <= seconds < LATEST else None


def _files(value: Value) -> list[Value]:
    if isinstance(value, str) and (value.lstrip().startswith(("[", "{")) or "." not in value):
        value = read_literal(value)  # a list packed as text; any other text that names no file is nothing
    if isinstance(value, list):
        return value
    return [value] if isinstance(value, dict | str) and value else []


def _file_entries(base: str, files: Iterable[Value]) -> Iterable[Entry]:
    for file in files:
        path = file if isinstance(file, str) else text_at(file, *FILE_ADDRESSES)
        # pc/list names the host beside the path (PORTALS 3.6)
        home = text_at(file, "domainName")
        address = absolute(absolute(base, home if "//" in home else f"//{home}") or base if home else base, path)
        if address:
            yield Entry(address, unescape(text_at(file, *FILE_NAMES)) or address.rpartition("/")[2])
