"""Shanghai (上海): software of its own; a hub for every year, and a node of the city's own reports.

Source: PORTALS 2.9, 3.7. The year stands in the hub's address, so it does not go stale in spring; a year without a
hub answers 404. Doubt: how the hubs mark up their links was not seen, nor how far back their form goes.
"""

from gipcrawler.cms import Shanghai
from gipcrawler.crawl import Expect, ProvinceSpider, Source


class ShanghaiCity(ProvinceSpider):
    """上海市: city, office, commissions and districts, from the hub of each year."""

    name = "shanghai"
    place = "310000"
    sources = (
        Source("310000", Shanghai("https://www.shanghai.gov.cn/{year}ndbg/index.html"), since=2019),
        Source("310000", Shanghai("https://www.shanghai.gov.cn/nw12344/index.html")),
    )
    expect = Expect(reports=15, since=2022)
