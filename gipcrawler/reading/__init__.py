"""Reading: a document and the official forms become a report with sections, cells and leftovers."""

from gipcrawler.reading.report import PARSER_VERSION, Hint, read, report_of

__all__ = ["PARSER_VERSION", "Hint", "read", "report_of"]
