"""Turn a Document into a Report: which of those in it, its tables, its outline, whose and of when it is."""

from dataclasses import replace

from gipcrawler.model import Document, Report
from gipcrawler.reading.hint import NOTHING, Hint
from gipcrawler.reading.identify import identify
from gipcrawler.reading.outline import Outline, read_outline
from gipcrawler.reading.several import choose
from gipcrawler.reading.sheet import Sheet, read_sheet
from gipcrawler.reading.tables import STATISTICS, Tables
from gipcrawler.text.titles import is_about

PARSER_VERSION = "3"  # raise with every change that can change a reading
FIRST_LINES = 5  # among which a page has its title


def report_of(document: Document, hint: Hint = NOTHING) -> Report:
    """The Report in a Document; its findings are left to `gipcrawler.check`. A page about a report has no section."""
    document, tables, others = choose(document, hint.title or document.metadata.title)
    outline = read_outline(document, tables)
    said = replace(document.metadata, site=document.metadata.site or hint.site)
    who = identify(outline, said, hint, _sheet(outline, tables))
    titles = (*outline.before[:FIRST_LINES], document.metadata.title or "", *hint.names)
    about = not tables.cells and not who.titled and (not outline.headed or any(map(is_about, titles)))
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


def _sheet(outline: Outline, tables: Tables) -> Sheet:
    """What the statistics sheet says of itself, if there is one."""
    if tables.forms.get(STATISTICS) is None:
        return Sheet()
    prose = [line for section in outline.sections for line in section.text.split("\n")]
    return read_sheet([*(line.text for line in tables.lines), *outline.before, *outline.after, *prose])
