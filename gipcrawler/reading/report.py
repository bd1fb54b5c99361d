"""Turn the bytes of a document into a Report: the one entry to the reading room."""

from dataclasses import dataclass, replace
from datetime import date

from gipcrawler.documents import read_document
from gipcrawler.model import Document, Report
from gipcrawler.reading.identify import identify
from gipcrawler.reading.outline import read_outline
from gipcrawler.reading.several import choose
from gipcrawler.text.titles import is_about

PARSER_VERSION = "2"  # raise with every change that can change a reading


@dataclass(frozen=True, slots=True)
class Hint:
    """What is known of a document from outside: what a listing says of it, and a division code.

    `organ` is whose reports the listing holds, in the words of its link or of the declaration; `site` the name of the
    site that a file is attached on.
    """

    title: str | None = None
    place: str | None = None
    published: date | None = None
    organ: str | None = None
    site: str | None = None


NOTHING = Hint()
FIRST_LINES = 5  # among which a page has its title


def read(body: bytes, media_type: str | None = None, hint: Hint = NOTHING) -> Report:
    """Read a document into a Report; equal bytes give an equal Report. Raises UnreadableError with the reason."""
    return report_of(read_document(body, media_type), hint)


def report_of(document: Document, hint: Hint = NOTHING) -> Report:
    """The Report in a Document; its findings are left to `gipcrawler.check`. A page about a report has no section."""
    document, tables, others = choose(document, hint.title or document.metadata.title)
    outline = read_outline(document, tables)
    said = replace(document.metadata, site=document.metadata.site or hint.site)
    who = identify(outline, said, hint.title, hint.place, hint.organ)
    titles = (*outline.before[:FIRST_LINES], document.metadata.title or "")
    about = not tables.cells and who.title is None and any(map(is_about, titles))
    return Report(
        title=who.title,
        issuer=who.issuer,
        place=who.place.code if who.place else None,
        year=who.year,
        published=who.published or hint.published,
        media_type=document.media_type,
        parser_version=PARSER_VERSION,
        forms=tables.forms,
        sections=() if about else outline.sections,
        cells=tables.cells,
        leftovers=tables.leftovers + others,
        evidence=who.evidence,
    )
