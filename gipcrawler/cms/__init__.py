"""Portal families: bytes of a listing in, entries and further pages out; and which of the entries are ours."""

from gipcrawler.cms.adapter import Adapter, Entry, Fetch, Listing, Page
from gipcrawler.cms.addresses import canonical
from gipcrawler.cms.aspx import Aspx
from gipcrawler.cms.attachments import attachments
from gipcrawler.cms.blocks import Blocks
from gipcrawler.cms.detail import Detail, read_detail
from gipcrawler.cms.entries import is_report, is_second_choice, ours, report_year, stands_beside
from gipcrawler.cms.epoint import Epoint
from gipcrawler.cms.eportal import Eportal
from gipcrawler.cms.gkmlpt import Gkmlpt
from gipcrawler.cms.henan import Henan
from gipcrawler.cms.hub import Hub
from gipcrawler.cms.jcms import Jcms
from gipcrawler.cms.jpaas import Jpaas
from gipcrawler.cms.jsp import Jsp
from gipcrawler.cms.lonsun import Lonsun
from gipcrawler.cms.nfcms import Nfcms
from gipcrawler.cms.pclist import PcList
from gipcrawler.cms.recognise import Unknown, identify
from gipcrawler.cms.shanghai import Shanghai
from gipcrawler.cms.sichuan import Sichuan
from gipcrawler.cms.trs import Trs
from gipcrawler.cms.ucap import Ucap
from gipcrawler.cms.vsb import Vsb
from gipcrawler.cms.webcms import WebCms

__all__ = [
    "Adapter",
    "Aspx",
    "Blocks",
    "Detail",
    "Entry",
    "Epoint",
    "Eportal",
    "Fetch",
    "Gkmlpt",
    "Henan",
    "Hub",
    "Jcms",
    "Jpaas",
    "Jsp",
    "Listing",
    "Lonsun",
    "Nfcms",
    "Page",
    "PcList",
    "Shanghai",
    "Sichuan",
    "Trs",
    "Ucap",
    "Unknown",
    "Vsb",
    "WebCms",
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
