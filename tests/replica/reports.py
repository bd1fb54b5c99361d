"""A sheet becomes an entry of a listing: printed on the page, hung beside it, or in place of it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from tests.press import Sheet, as_docx, as_pdf, body_html, expected, sheets, synthetic
from tests.replica.content import Entry, File, Placed, Planted
from tests.replica.estate import Organ

PRESSES: Mapping[str, Callable[[Sheet], bytes]] = {"docx": as_docx, "pdf": as_pdf}
UNDATED = date(2022, 1, 20)
"""When a report came out that does not say so."""


def following(key: str, form: str | Mapping[str, str]) -> Sheet:
    """The report of a sample's organ on the next year: made-up figures that go on from the sample's."""
    known = sheets[key]
    made = synthetic(known.issuer or "某镇人民政府", known.year + 1, form, previous=known)
    if known.issuer:
        return made
    titles = tuple(line.replace(str(known.year), str(made.year)) for line in known.title_lines)
    return replace(made, issuer=None, title_lines=titles, preamble=())


def written(sheet: Sheet, number: int, style: str = "clean", beside: str = "") -> Entry:
    """The report on the page itself; with `beside`, once more as a file of that kind."""
    files = (_file(sheet, beside),) if beside else ()
    return Entry(sheet.title, published(sheet), number, body_html(sheet, style), files, source=sheet.issuer or "")


def attached(sheet: Sheet, number: int, suffix: str) -> Entry:
    """A page that has nothing but a sentence and the link to the file that is the report."""
    body = "<p>按照规定，现将有关情况予以公布，详见附件。</p>"
    return Entry(sheet.title, published(sheet), number, body, (_file(sheet, suffix),), source=sheet.issuer or "")


def direct(sheet: Sheet, number: int, suffix: str) -> Entry:
    """A line of the listing that leads to the file and to no page."""
    return Entry(sheet.title, published(sheet), number, files=(_file(sheet, suffix),), direct=True)


def published(sheet: Sheet) -> date:
    """The day that the portal prints."""
    return sheet.published or UNDATED.replace(year=sheet.year + 1)


def planted(
    province: str,
    sheet: Sheet,
    placed: Placed,
    carrier: str = "html",
    aliases: tuple[str, ...] = (),
    organ: Organ | None = None,
) -> Planted:
    """What a crawl must make of a placed report; `aliases` are further addresses of the same page.

    Without an `organ` the publisher is the issuer that the sheet names, and its place is not told.
    """
    return Planted(
        province,
        sheet.issuer,
        sheet.year,
        sheet.title,
        placed.url,
        documents=placed.files if carrier != "html" else (placed.url, *placed.files),
        aliases=(*placed.aliases, *aliases),
        carrier=carrier,
        figures=tuple(expected(sheet)),
        publisher=organ.name if organ else sheet.issuer,
        place=organ.place if organ else None,
        level=organ.level if organ else None,
    )


def _file(sheet: Sheet, suffix: str) -> File:
    return File(f"{sheet.title}.{suffix}", PRESSES[suffix](sheet), suffix)
