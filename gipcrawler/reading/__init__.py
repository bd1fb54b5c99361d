"""Reading: a document and the official forms become a report with sections, cells and leftovers."""

from gipcrawler.reading.entry import Entry, EntryReading, Given, Unread, read, read_entry
from gipcrawler.reading.hint import Hint
from gipcrawler.reading.identify import Identity, identify_unread
from gipcrawler.reading.merge import Whence
from gipcrawler.reading.report import PARSER_VERSION, report_of

__all__ = [
    "PARSER_VERSION",
    "Entry",
    "EntryReading",
    "Given",
    "Hint",
    "Identity",
    "Unread",
    "Whence",
    "identify_unread",
    "read",
    "read_entry",
    "report_of",
]
