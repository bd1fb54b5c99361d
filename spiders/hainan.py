"""Hainan (海南): UCAP; one list of the province since 2017, older years in columns of their own that it links.

Source: PORTALS 2.21, 3.4. Departments number their columns after the national catalogue (0204); theirs and the cities'
are looked for from their fronts, which are inferred for the cities. Web-site sheets stand in the same list.
"""

from gipcrawler.cms import Ucap, Unknown
from gipcrawler.crawl import Expect, ProvinceSpider, Source


class Hainan(ProvinceSpider):
    """海南省: province and office; two departments and two cities."""

    name = "hainan"
    place = "460000"
    sources = (
        Source("460000", Ucap("https://www.hainan.gov.cn/hainan/zfxxgknb/newxxgk_list.shtml")),
        Source("460000", Unknown("https://iitb.hainan.gov.cn/")),
        Source("460000", Unknown("https://hnsthb.hainan.gov.cn/")),
        Source("460100", Unknown("https://www.haikou.gov.cn/")),
        Source("460200", Unknown("https://www.sanya.gov.cn/")),
    )
    expect = Expect(reports=15, since=2022)
