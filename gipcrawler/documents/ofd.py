"""Turn an OFD document (.ofd, GB/T 33190) into paragraphs and the grids of its ruled tables, as a PDF is read."""

import posixpath
from collections.abc import Iterator

from lxml import etree

from gipcrawler.documents.ofd_page import MOST_GLYPHS, Sheet, drawn
from gipcrawler.documents.pdf import MOST_PAGES, MOSTLY, blocks_of
from gipcrawler.documents.pdf_page import Page
from gipcrawler.documents.pdf_pictures import FEW_GLYPHS, PICTURED
from gipcrawler.documents.zipped import Zipped
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Document

MEDIA_TYPE = "application/ofd"
WHAT = "OFD document"
ANY = "{*}"  # the namespace names the year of the standard
A4 = "0 0 210 297"


def read_ofd(body: bytes) -> Document:
    """The document in an OFD file: paragraphs, joined from lines and over pages, and one grid for each table and page.

    Blocks and cells carry their page (from 1); see `read_pdf`. Raises UnreadableError for what is encrypted, damaged,
    empty, or a scan without a text layer.
    """
    package = Zipped(body, WHAT)
    pages = list(_pages(package))
    glyphs = sum(len(page.glyphs) for page in pages)
    if sum(page.pictured >= PICTURED and len(page.glyphs) <= FEW_GLYPHS for page in pages) > MOSTLY * len(pages):
        raise UnreadableError("The OFD document is a scan without a text layer: recognise its text (OCR) first.")
    if sum(page.unreadable for page in pages) > glyphs:
        raise UnreadableError("The OFD document's fonts do not tell which characters they print: OCR its pages first.")
    found = blocks_of(pages)
    if not found:
        raise UnreadableError("The OFD document holds no text.")
    return Document(MEDIA_TYPE, found)


def _pages(package: Zipped) -> Iterator[Page]:
    glyphs = 0
    for number, sheet in enumerate(_sheets(package), 1):
        page = drawn(sheet, number)
        glyphs += len(page.glyphs)
        if glyphs > MOST_GLYPHS:
            raise UnreadableError(f"The OFD document is enormous: no report has more than {MOST_GLYPHS:,} characters.")
        yield page


def _sheets(package: Zipped) -> Iterator[Sheet]:
    """The pages of all documents in the file, each with the templates that are printed under and over it."""
    entry = next((name for name in package.names if posixpath.basename(name).lower() == "ofd.xml"), "OFD.xml")
    root = package.xml(entry)
    roots = [_path(entry, one.text) for one in root.iterfind(f"{ANY}DocBody/{ANY}DocRoot")] if root is not None else []
    documents = [(path, found) for path in roots if (found := package.xml(path)) is not None]
    if not documents:
        encrypted = any("encrypt" in name.lower() for name in package.names)
        raise UnreadableError(
            "The OFD document is encrypted: it opens with a password only."
            if encrypted
            else "The OFD document is damaged: its main part is missing; fetch it again."
        )
    count = 0
    for path, document in documents:
        box = document.findtext(f"{ANY}CommonData/{ANY}PageArea/{ANY}PhysicalBox") or A4
        templates = {
            one.get("ID", ""): package.xml(_path(path, one.get("BaseLoc")))
            for one in document.iterfind(f"{ANY}CommonData/{ANY}TemplatePage")
        }
        for page in document.iterfind(f"{ANY}Pages/{ANY}Page"):
            count += 1
            if count > MOST_PAGES:
                raise UnreadableError(f"The OFD document has more than {MOST_PAGES} pages: no report has.")
            content = package.xml(_path(path, page.get("BaseLoc")))
            if content is not None:
                yield Sheet(content.findtext(f"{ANY}Area/{ANY}PhysicalBox") or box, tuple(_parts(content, templates)))


def _parts(page: etree._Element, templates: dict[str, etree._Element | None]) -> Iterator[etree._Element]:
    for used in page.iterfind(f"{ANY}Template"):
        template = templates.get(used.get("TemplateID", ""))
        if template is not None:
            yield from template.iterfind(f"{ANY}Content")
    yield from page.iterfind(f"{ANY}Content")


def _path(base: str, place: str | None) -> str:
    """A place in the package: from its root where it begins with a slash, else from the folder of the part it is in."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(base), (place or "").strip())).lstrip("/")
