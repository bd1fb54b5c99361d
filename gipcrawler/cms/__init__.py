"""Portal families: bytes of a listing in, entries and further pages out; and which of the entries are ours."""

from gipcrawler.cms.adapter import Adapter, Entry, Fetch, Listing, Page
from gipcrawler.cms.addresses import canonical
from gipcrawler.cms.attachments import attachments
from gipcrawler.cms.detail import Detail, read_detail
from gipcrawler.cms.entries import is_report, is_second_choice, ours, report_year, stands_beside
from gipcrawler.cms.hub import Hub
from gipcrawler.cms.jcms import Jcms
from gipcrawler.cms.recognise import Unknown, identify
from gipcrawler.cms.trs import Trs
from gipcrawler.cms.ucap import Ucap

__all__ = [
    "Adapter",
    "Detail",
    "Entry",
    "Fetch",
    "Hub",
    "Jcms",
    "Listing",
    "Page",
    "Trs",
    "Ucap",
    "Unknown",
    "attachments",
    "canonical",
    "identify",
    "is_report",
    "is_second_choice",
    "ours",
    "read_detail",
    "report_year",
    "stands_beside",
]
