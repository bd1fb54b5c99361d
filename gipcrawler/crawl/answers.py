"""Turn Scrapy's responses and errors into pages of the portal families and reasons in words."""

from urllib.parse import urlsplit

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.http import Response
from w3lib.encoding import http_content_type_encoding

from gipcrawler.cms import Page
from gipcrawler.cms.addresses import column_hash, document_type
from gipcrawler.errors import GipcrawlerError

# PDF, ZIP (docx, xlsx, odt, ofd), OLE (doc, wps, xls, et), RTF, old workbooks, RAR, 7-Zip
SIGNATURES = (
    *(b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf"),
    *(b"\x09\x08\x10\x00", b"Rar!\x1a\x07", b"7z\xbc\xaf"),
)
WORDS = (
    (IgnoreRequest, "forbidden by robots.txt"),
    (CannotResolveHostError, "the host has no address"),
    (DownloadConnectionRefusedError, "the connection was refused"),
    (DownloadTimeoutError, "no answer in time"),
    (DownloadCancelledError, "the answer is larger than DOWNLOAD_MAXSIZE"),
    (ResponseDataLossError, "the answer was cut off"),
)


def page_of(response: Response) -> Page:
    """The page of a response, with the charset that its header names; a hash that chooses a column stays with it."""
    header = response.headers.get("Content-Type") or b""
    charset = http_content_type_encoding(header.decode("latin-1"))
    hashed = f"{response.url}#{urlsplit(response.request.url).fragment}" if response.request else response.url
    return Page(hashed if column_hash(hashed) else response.url, response.body, charset, response.status)


def is_file(response: Response) -> bool:
    """True for a document file, by its first bytes; where these say nothing, by address and media type together."""
    if response.body.startswith(SIGNATURES):
        return True
    named = (response.headers.get("Content-Type") or b"").lower()
    return (
        document_type(response.url) is not None
        and b"html" not in named
        and not response.body[:512].lstrip().startswith(b"<")
    )


def reason_of(error: BaseException | None) -> str:
    """Why a request was not answered, in a few words."""
    if isinstance(error, GipcrawlerError):
        return str(error)
    known = next((words for kind, words in WORDS if isinstance(error, kind)), None)
    return known or f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
