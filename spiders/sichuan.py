"""Sichuan (四川): a new column every year, on software that looks like UCAP.

Source: PORTALS 2.23, 3.7. The year stands in the column's address, so `{year}` is asked for all years and the source
does not go stale in spring; a year without a column answers 404, which is counted as gone and is no failure. Columns
named 2024nb and 2025nb were seen; how far back the form goes is in doubt: older reports lie in numbered columns not
known. The fronts of the two prefectures are inferred; 自贡 has the pc/list product (3.6).
"""

from gipcrawler.cms import Sichuan, Unknown
from gipcrawler.crawl import Expect, ProvinceSpider, Source


class SichuanProvince(ProvinceSpider):
    """四川省: the province and what its yearly columns list; two prefectures."""

    name = "sichuan"
    place = "510000"
    sources = (
        Source("510000", Sichuan("https://www.sc.gov.cn/10462/{year}nb/xxgknbs.shtml"), since=2020),
        Source("510300", Unknown("https://www.zg.gov.cn/")),
        Source("513400", Unknown("http://www.lsz.gov.cn/")),
    )
    expect = Expect(reports=15, since=2022)
