"""Portal families: bytes of a listing in, entries and further pages out; and which of the entries are ours."""

from gipcrawler.cms.adapter import Adapter, Entry, Fetch, Listing, Page
from gipcrawler.cms.addresses import canonical
from gipcrawler.cms.aspx import Aspx
from gipcrawler.cms.attachments import attachments
from gipcrawler.cms.detail import Detail, read_detail
from gipcrawler.cms.entries import is_report, is_second_choice, ours, report_year, stands_beside
from gipcrawler.cms.epoint import Epoint
from gipcrawler.cms.eportal import Eportal
from gipcrawler.cms.hub import Hub
from gipcrawler.cms.jcms import Jcms
from gipcrawler.cms.jpaas import Jpaas
from gipcrawler.cms.jsp import Jsp
from gipcrawler.cms.recognise import Unknown, identify
from gipcrawler.cms.trs import Trs
from gipcrawler.cms.ucap import Ucap
from gipcrawler.cms.vsb import Vsb

__all__ = [
    "Adapter",
    "Aspx",
    "Detail",
    "Entry",
    "Epoint",
    "Eportal",
    "Fetch",
    "Hub",
    "Jcms",
    "Jpaas",
    "Jsp",
    "Listing",
    "Page",
    "Trs",
    "Ucap",
    "Unknown",
    "Vsb",
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
