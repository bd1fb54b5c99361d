"""Say why an entry of a listing is none of ours: what `is_report` decides, in words for who looks at a listing."""

from gipcrawler.cms.adapter import Entry
from gipcrawler.cms.addresses import host_of
from gipcrawler.cms.entries import is_report
from gipcrawler.cms.navigation import is_annual
from gipcrawler.text.spaces import fold
from gipcrawler.text.titles import DECOY


def why_not(entry: Entry, at: str = "", column: str | None = None) -> str | None:
    """Null for a report, else the reason; arguments as of `is_report`."""
    if is_report(entry, at, column):
        return None
    folded = fold(entry.title)
    host, decoy = host_of(entry.url), DECOY.search(folded)
    if not (host == "gov.cn" or host.endswith(".gov.cn") or host == host_of(at)):
        return f"a foreign host: {host}"
    if decoy:
        return f"a neighbour of the reports: {decoy[0]}"
    if is_annual(entry.title):
        return "a menu item: the name of a column, without a date"
    return "not titled like a report"
