"""Say which answers the database must know: documents of reports, and not the listings that led to them."""

from email.message import Message

from gipcrawler.cms import Page, read_detail
from gipcrawler.cms.entries import report_year
from gipcrawler.cms.markup import text_of
from gipcrawler.cms.shells import shell_target
from gipcrawler.errors import ArchiveError
from gipcrawler.warc.read import Record

# What portals hand out as files are the documents of an entry
FILES = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")
# A page says so, or says nothing; a style sheet or script is never asked
PAGES = ("text/html", "application/xhtml+xml", "text/plain", "application/octet-stream")


def media_type(record: Record) -> str:
    """What an answer says its body is, in lower case and without parameters; `application/octet-stream` for silence."""
    return _said(record).get_content_type()


def page_of(record: Record) -> Page:
    """An answer as a page of its portal; raises ArchiveError where a coding of its body cannot be undone."""
    charset = _said(record).get_param("charset")
    return Page(record.url, record.payload, charset if isinstance(charset, str) else None, record.http_status or 0)


def holds_report(record: Record) -> bool:
    """Whether an answer is a report's page or file: whole, with status 200, and no shell that only leads elsewhere."""
    if record.type != "response" or record.http_status != 200 or record.truncated:
        return False
    try:
        page = page_of(record)
    except ArchiveError:
        return False
    if page.body.startswith(FILES):
        return True
    if media_type(record) not in PAGES or b"<" not in page.body[:4096]:
        return False
    return read_detail(page).report and shell_target(page.url, text_of(page)) is None


def year_of(record: Record) -> int | None:
    """The report year that the page of an answer names, null for a file; raises as `page_of` does."""
    page = page_of(record)
    if page.body.startswith(FILES):
        return None
    detail = read_detail(page)
    return report_year(detail.title, detail.published)


def _said(record: Record) -> Message:
    """The Content-Type of an answer, for what the standard library knows of such fields."""
    values = record.http_head.values("Content-Type") if record.http_head else []
    said = Message()
    said["Content-Type"] = values[0] if values and "/" in values[0] else "application/octet-stream"
    return said
