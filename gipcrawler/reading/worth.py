"""Say how much of a report a reading holds: tables that are filled in, sections that have text."""

from gipcrawler.model import Report, State
from gipcrawler.reading.tables import TABLES

OFFICIAL = frozenset(TABLES[:3])
FEWEST_SECTIONS = 3  # with text, that make a report which has no table of the official forms: the years before 2014
Worth = tuple[bool, bool, int, int, int, int]


def filled(report: Report) -> frozenset[str]:
    """The tables of a report in which at least one cell is filled in."""
    return frozenset(cell.table for cell in report.cells if cell.state is not State.BLANK)


def told(report: Report) -> int:
    """How many official sections of a report have text."""
    return sum(bool(section.key and section.text) for section in report.sections)


def is_whole(report: Report) -> bool:
    """Whether all three official tables are there, with at least one of them filled in."""
    return all(report.forms.get(table) for table in OFFICIAL) and not filled(report).isdisjoint(OFFICIAL)


def is_complete(report: Report) -> bool:
    """Whether a report is whole and has its prose: nothing that another document could add."""
    return is_whole(report) and told(report) > 1


def stands_alone(report: Report) -> bool:
    """Whether what was read is a report by itself, and not one table or chapter of it."""
    return is_whole(report) or told(report) >= FEWEST_SECTIONS


def is_unfilled(report: Report) -> bool:
    """Whether it is an official form that nobody filled in."""
    return bool(report.cells) and not filled(report)


def worth(report: Report) -> Worth:
    """What goes before: complete reports, whole ones, figures, prose; a form that nobody filled in comes last."""
    figures = sum(cell.state is not State.BLANK for cell in report.cells)
    prose = told(report)
    return is_complete(report), is_whole(report), figures, prose, len(report.cells), len(report.sections)
