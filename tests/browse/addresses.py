"""The addresses of all pages of a library: what tests of every page go through."""

from collections.abc import Callable, Mapping

from tests.archives import RUN
from tests.browse.library import BROKEN, COUNTY, NEIGHBOUR, TOWN, Library

Address = Callable[[Library], str]
METRIC = "new_requests"
SCRIPT = "%22%3E%3Cscript%3Edocument.documentElement.dataset.owned%3D1%3C%2Fscript%3E"


def _town(library: Library) -> int:
    return library.reports[TOWN, BROKEN]


def _before(library: Library) -> int:
    return library.reports[TOWN, BROKEN - 1]


PAGES: Mapping[str, Address] = {
    "home": lambda _: "/",
    "report": lambda library: f"/gip/report/{_town(library)}",
    "report-of-a-scan": lambda library: f"/gip/report/{library.reports[COUNTY, 2024]}",
    "report-edition": lambda library: f"/gip/report/{_before(library)}?edition={library.editions[0]}",
    "origin": lambda library: f"/gip/origin/{library.editions[1]}/60",
    "origin-in-a-scan": lambda library: f"/gip/origin/{library.scan}/60",
    "publisher": lambda library: f"/gip/publisher/{library.publishers[TOWN]}",
    "compare": lambda _: "/gip/compare",
    "compare-years": lambda library: f"/gip/compare?a={_before(library)}&b={_town(library)}",
    "compare-editions": lambda library: f"/gip/compare?a=E{library.editions[0]}&b=E{library.editions[1]}",
    "compare-organs": lambda library: f"/gip/compare?a={_town(library)}&b={library.reports[NEIGHBOUR, BROKEN]}",
    "metrics": lambda _: "/gip/metric",
    "metric": lambda _: f"/gip/metric/{METRIC}",
    "metric-of-a-place": lambda _: f"/gip/metric/{METRIC}?place=370322&year={BROKEN}",
    "coverage": lambda _: "/gip/coverage",
    "coverage-of-a-province": lambda _: "/gip/coverage/370000",
    "coverage-of-a-county": lambda _: "/gip/coverage/370322",
    "quality": lambda _: "/gip/quality",
    "runs": lambda _: "/gip/runs",
    "run": lambda _: f"/gip/runs/{RUN}",
    "findings": lambda _: "/gip/findings",
    "search-form": lambda _: "/gip/search",
    "search": lambda _: "/gip/search?q=%E6%94%BF%E5%BA%9C%E4%BF%A1%E6%81%AF",
    "search-nothing": lambda _: "/gip/search?q=%E9%BE%99%E5%8D%B7%E9%A3%8E",
}
"""A page of each kind, with the address that shows most of it."""
EVIL_PAGES: Mapping[str, Address] = {
    "home": lambda _: "/",
    "report": lambda library: f"/gip/report/{library.evil}",
    "judged-report": lambda library: f"/gip/report/{_town(library)}",
    "origin": lambda library: f"/gip/origin/{library.evil_edition}/0",
    "publisher": lambda library: f"/gip/publisher/{library.publishers['evil']}",
    "compare": lambda library: f"/gip/compare?a={library.evil}&b={_town(library)}",
    "compare-shut": lambda library: f"/gip/compare?a={_town(library)}&b={library.evil}",
    "runs": lambda _: "/gip/runs",
    "run": lambda _: f"/gip/runs/{RUN}-7",
    "findings": lambda _: "/gip/findings",
    "quality": lambda _: "/gip/quality",
    "coverage": lambda _: "/gip/coverage/510100",
    "search": lambda _: "/gip/search?q=script",
    "search-words": lambda _: f"/gip/search?q={SCRIPT}",
    "search-place": lambda _: f"/gip/search?q=a&place={SCRIPT}",
    "compare-words": lambda _: f"/gip/compare?a={SCRIPT}&b={SCRIPT}",
    "language": lambda _: f"/gip/runs?lang={SCRIPT}",
    "reports-of-datasette": lambda _: "/data/reports",
    "one-section-of-datasette": lambda library: f"/data/report_cells?report_id={library.evil}",
    "words-of-datasette": lambda _: f"/data?sql=select+{SCRIPT}",
}
"""The pages on which what is hostile in the library stands, or comes in with the address."""
FEEDS: Mapping[str, Address] = {
    "all": lambda _: "/gip/feed/all.atom",
    "province": lambda _: "/gip/feed/place/370000.atom",
    "evil-place": lambda _: "/gip/feed/place/510100.atom",
    "publisher": lambda library: f"/gip/feed/publisher/{library.publishers[TOWN]}.atom",
    "evil-publisher": lambda library: f"/gip/feed/publisher/{library.publishers['evil']}.atom",
    "findings": lambda _: "/gip/feed/findings.atom",
}
