"""Turn bytes into the name of what they are, by their content; names and media types of servers are not asked."""

import io
import re
import struct
import zipfile
from enum import StrEnum

from gipcrawler.documents.charset import decode
from gipcrawler.errors import UnreadableError


class Kind(StrEnum):
    """The carriers that are read; the value is their media type."""

    HTML = "text/html"
    PLAIN = "text/plain"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    PDF = "application/pdf"
    DOC = "application/msword"
    RTF = "application/rtf"
    ODT = "application/vnd.oasis.opendocument.text"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    XLS = "application/vnd.ms-excel"
    XMLSS = "text/xml"
    OFD = "application/ofd"
    MHT = "multipart/related"
    ZIP = "application/zip"
    RAR = "application/vnd.rar"
    JSON = "application/json"
    JPEG = "image/jpeg"
    PNG = "image/png"
    GIF = "image/gif"
    TIFF = "image/tiff"
    BMP = "image/bmp"
    WEBP = "image/webp"


# What needs its text to be recognised
PICTURES = frozenset((Kind.JPEG, Kind.PNG, Kind.GIF, Kind.TIFF, Kind.BMP, Kind.WEBP))

CONVERT = "convert it to .docx or .pdf and read that"
AGAIN = "fetch it again"
OPEN_FORM = "read the documents inside it one by one"

# What begins with these bytes is known by name and not read
SIGNATURES = (
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", OPEN_FORM),
    (b"\x1f\x8b", "a gzip file", "unpack it and read the file inside"),
    (b"RIFF", "a sound or film", "look for the report itself"),
    (b"\x00\x00\x01\x00", "an icon", "look for the report itself"),
    (b"%!PS", "a PostScript file", "convert it to .pdf and read that"),
)
# Inside a zip: the part that only this kind has
PACKAGES = (
    (re.compile(r"^word/document\d*\.xml$"), Kind.DOCX),
    (re.compile(r"(?:^|/)ofd\.xml$", re.IGNORECASE), Kind.OFD),
    (re.compile(r"^xl/workbook\d*\.xml$"), Kind.XLSX),
    (re.compile(r"^content\.xml$"), Kind.ODT),
)
UNREAD_PACKAGES = (
    (re.compile(r"^xl/workbook\.bin$"), "a binary Excel workbook (.xlsb)", "convert it to .xlsx and read that"),
    (re.compile(r"^ppt/"), "a PowerPoint file (.pptx)", CONVERT),
    (re.compile(r"^OEBPS/|^META-INF/container\.xml$"), "an EPUB book", CONVERT),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Streams at the root of an OLE file, lower case: which kind has them, or what they make of it
STREAMS = (("worddocument", Kind.DOC), ("workbook", Kind.XLS), ("book", Kind.XLS))
UNREAD_STREAMS = (
    ("encryptedpackage", "an Office file with a password", "ask its publisher for an open copy"),
    ("powerpoint document", "a PowerPoint 97-2003 file (.ppt)", CONVERT),
)
# What else is known by its first bytes; a workbook outside of an OLE file begins with a record of its own
BEGINNINGS = (
    (re.compile(rb"\s*\{\\rtf"), Kind.RTF),
    (re.compile(rb"Rar!\x1a\x07"), Kind.RAR),
    (re.compile(rb"\xff\xd8\xff"), Kind.JPEG),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), Kind.PNG),
    (re.compile(rb"GIF8[79]a"), Kind.GIF),
    (re.compile(rb"II[*+]\x00|MM\x00[*+]"), Kind.TIFF),
    (re.compile(rb"BM.{4}\x00{4}", re.DOTALL), Kind.BMP),  # two letters alone may begin a text
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), Kind.WEBP),
    (re.compile(rb"\x09[\x00\x02\x04\x08][\x04\x06\x08\x10]\x00..[\x05\x10\x20\x40]\x00", re.DOTALL), Kind.XLS),
)
# Text that is neither a page nor plain
WORD_XML = re.compile(r"^\s*(?:<\?xml[^>]*>\s*)?(?:<\?mso-application[^>]*>\s*)?<(?:w:wordDocument|pkg:package)\b")
XML_WORKBOOK = re.compile(
    r"^\s*(?:<\?xml[^>]*>\s*)?(?:<\?mso-application[^>]*>\s*)?<(?:\w+:)?Workbook\b[^>]*schemas-microsoft-com:office:spreadsheet"
)
WEB_ARCHIVE = re.compile(r"^\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/", re.IGNORECASE)
HTML_START = re.compile(
    r"(?:\s|<!--.*?-->|<\?[^>]*>)*<(?:!doctype\s+html|html|head|body|meta|title|script|link|style|base)\b",
    re.IGNORECASE | re.DOTALL,
)
# A program's answer that carries a page: {"data": {"content": "<p>…"}}
JSON_START = re.compile(r"\s*(?:\[\s*)?\{\s*\"[^\"\n]{1,60}\"\s*:")
MARKED_VALUE = re.compile(r"\"(?:[^\"\\<]|\\.)*(?:<|\\u003c)(?:p|div|table|span|h[1-6]|section|br)\b", re.IGNORECASE)
HTML_PART = re.compile(r"</(?:p|div|td|tr|table|span|font|li|h[1-6]|a|strong|b)\s*>|<br\s*/?>", re.IGNORECASE)
# Tables that converters to Markdown leave as they were, with the page that some put around each
INLINE_TABLE = re.compile(
    r"(?:<html[^>]*>\s*<body[^>]*>\s*)?<table\b.*?(?:</table\s*>|\Z)(?:\s*</body>\s*</html>)?",
    re.IGNORECASE | re.DOTALL,
)
FEWEST_TAGS = 3
FEWEST_LETTERS = 100  # of text beside its tables that make it plain text
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")
START = 512  # bytes in which most pages say what they are
SAMPLE = 65_536


def sniff(body: bytes) -> Kind:
    """What `body` is; raises UnreadableError, in one sentence, for what is known and not read, empty or not text."""
    if not body.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise UnreadableError(f"The document is empty: {AGAIN}.")
    if b"%PDF-" in body[:1024] and HTML_START.match(body[:200].decode("latin-1")) is None:
        return Kind.PDF
    if body.startswith(b"PK"):
        return _package(body)
    if body.startswith(OLE):
        return _compound(body)
    for pattern, kind in BEGINNINGS:
        if pattern.match(body):
            return kind
    for mark, what, advice in SIGNATURES:
        if body.startswith(mark):
            raise _unread(what, advice)
    return _text(body)


def _package(body: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            names = [name.replace("\\", "/") for name in package.namelist()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        what = "Word file (.docx)" if b"word/" in body else "zip file"
        raise UnreadableError(f"The document is a damaged or truncated {what}: {AGAIN}.") from None
    for pattern, kind in PACKAGES:
        if any(pattern.search(name) for name in names):
            return kind
    for pattern, what, advice in UNREAD_PACKAGES:
        if any(pattern.search(name) for name in names):
            raise _unread(what, advice)
    return Kind.ZIP


def _compound(body: bytes) -> Kind:
    import olefile  # noqa: PLC0415 - a library that most documents do not need

    try:
        with olefile.OleFileIO(io.BytesIO(body)) as compound:
            streams = {entry[0].lower() for entry in compound.listdir() if len(entry) == 1}
    except (OSError, ValueError, IndexError, KeyError, TypeError, OverflowError, struct.error):
        raise UnreadableError(f"The document is a damaged or truncated Office file: {AGAIN}.") from None
    for stream, what, advice in UNREAD_STREAMS:
        if stream in streams:
            raise _unread(what, advice)
    kind = next((kind for stream, kind in STREAMS if stream in streams), None)
    if kind is None:
        raise _unread("an old Office file", CONVERT)
    return kind


def _text(body: bytes) -> Kind:
    if HTML_START.match(body[:START].decode("latin-1")):
        return Kind.HTML
    text, _ = decode(body[:SAMPLE])
    if WEB_ARCHIVE.match(text[:4000]):
        return Kind.MHT
    if XML_WORKBOOK.match(text[:4000]):
        return Kind.XMLSS
    if WORD_XML.match(text[:4000]):
        raise _unread("a Word XML file", CONVERT)
    if JSON_START.match(text) and MARKED_VALUE.search(text):
        return Kind.JSON
    if HTML_START.match(text) or _is_marked_up(text):
        return Kind.HTML
    if len(CONTROL.findall(text)) * 50 > len(text):
        raise _unread("of an unknown binary kind", CONVERT)
    return Kind.PLAIN


def _is_marked_up(text: str) -> bool:
    """Whether a text is marked up throughout, not only in the tables of a Markdown file."""
    if len(HTML_PART.findall(text)) < FEWEST_TAGS:
        return False
    beside = INLINE_TABLE.sub("", text)
    return len(HTML_PART.findall(beside)) >= FEWEST_TAGS or len("".join(beside.split())) < FEWEST_LETTERS


def _unread(what: str, advice: str) -> UnreadableError:
    return UnreadableError(f"The document is {what}, which is not read yet: {advice}.")
