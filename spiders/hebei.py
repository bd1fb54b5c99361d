"""Hebei (河北): columns with UUIDs; the hub of the land lists organs, its child column the province's own reports.

Source: PORTALS 2.3, 3.7. The hub was seen by one survey only, its child 河北省 (8aef2fa0-…) on a page of its own. Many
pages were filed anew in August 2023: dates in addresses mislead.
"""

from gipcrawler.cms import Blocks
from gipcrawler.crawl import Expect, ProvinceSpider, Source


class Hebei(ProvinceSpider):
    """河北省: province, departments and cities, from one hub."""

    name = "hebei"
    place = "130000"
    sources = (
        Source("130000", Blocks("https://www.hebei.gov.cn/columns/29527d47-65f0-4e58-9a95-804549f339e9/index.html")),
    )
    expect = Expect(reports=15, since=2022)
