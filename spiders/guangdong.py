"""Guangdong (广东): a hub of the province links every city and department, on the platform gkmlpt or on NFCMS.

Source: PORTALS 2.19, 3.3. The hub was seen by two sources, single articles and lists below it by more. Many hosts
of the platform do better with http. Which links of the hub lead to which of the two was not seen.
"""

from gipcrawler.cms import Nfcms
from gipcrawler.crawl import Expect, ProvinceSpider, Source


class Guangdong(ProvinceSpider):
    """广东省: province, office, departments and cities, from one hub."""

    name = "guangdong"
    place = "440000"
    sources = (Source("440000", Nfcms("https://www.gd.gov.cn/zwgk/xxgknb/index.html")),)
    expect = Expect(reports=15, since=2022)
