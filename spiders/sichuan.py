"""Sichuan (四川): a new column every year, on software that looks like UCAP.

Source: PORTALS 2.23. The year stands in the column's address, so `{year}` is asked for all years and the source does
not go stale in spring; a year without a column answers 404, which is counted as gone and is no failure. Columns named
2024nb and 2025nb were seen; how far back the form goes is in doubt: older reports lie in numbered columns not known.
"""

from gipcrawler.cms import Ucap
from gipcrawler.crawl import Expect, ProvinceSpider, Source


class Sichuan(ProvinceSpider):
    """四川省: the province and what its yearly columns list."""

    name = "sichuan"
    place = "510000"
    sources = (Source("510000", Ucap("https://www.sc.gov.cn/10462/{year}nb/xxgknbs.shtml"), since=2019),)
    expect = Expect(reports=2, since=2024)
