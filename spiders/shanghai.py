"""Shanghai (上海): software of its own; a hub for every year, and a node of the city's own reports.

Source: PORTALS 2.9, 3.7. The hub of 2025 was seen, whose tabs lead to the other years, so it does not go stale in
spring. Doubt: how the hubs mark up tabs and links was not seen, nor how far back their form goes.
"""

from gipcrawler.cms import Shanghai
from gipcrawler.crawl import Expect, ProvinceSpider, Source


class ShanghaiCity(ProvinceSpider):
    """上海市: city, office, commissions and districts, from the hub of each year."""

    name = "shanghai"
    place = "310000"
    sources = (
        Source("310000", Shanghai("https://www.shanghai.gov.cn/2025ndbg/index.html")),
        Source("310000", Shanghai("https://www.shanghai.gov.cn/nw12344/index.html")),
    )
    expect = Expect(reports=15, since=2022)
