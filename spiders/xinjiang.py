"""Xinjiang (新疆): UCAP; the entry jumps to the newest year, every year has a node of its own, named by no rule.

Source: PORTALS 2.31, 3.4. Five ways to name the years' nodes were seen, so nothing but the entry is declared; their
menu leads to the others. Older reports are scans of pages. The fronts of 教育厅 and the two prefectures are inferred.
"""

from gipcrawler.cms import Ucap, Unknown
from gipcrawler.crawl import Expect, ProvinceSpider, Source


class Xinjiang(ProvinceSpider):
    """新疆维吾尔自治区: region, office, departments by year; two prefectures."""

    name = "xinjiang"
    place = "650000"
    sources = (
        Source("650000", Ucap("https://www.xinjiang.gov.cn/xinjiang/xxgknb/jump.shtml")),
        Source("650000", Unknown("https://jyt.xinjiang.gov.cn/")),
        Source("650100", Unknown("http://www.urumqi.gov.cn/")),
        Source("652900", Unknown("https://www.aks.gov.cn/")),
    )
    expect = Expect(reports=15, since=2022)
