"""Hubei (湖北): a hub of topic pages, one a year, that name every organ; TRS behind a script challenge.

Source: PORTALS 2.17. The topic pages were named differently over time (/2025xxgknb/, /2024/, /2018nb/): the years are
found from the hub. Cities and departments are also listed in /xxgk/szbmxxgk/. Every address answered 412 to plain
requests in the survey, so nothing here was fetched by a script: expect the verdict `blocked`.
"""

from gipcrawler.cms import Hub
from gipcrawler.crawl import Expect, ProvinceSpider, Source


class Hubei(ProvinceSpider):
    """湖北省: all organs that the topic pages and the directory name."""

    name = "hubei"
    place = "420000"
    sources = (
        Source("420000", Hub("https://www.hubei.gov.cn/zfxxgknb/")),
        Source("420000", Hub("https://www.hubei.gov.cn/xxgk/szbmxxgk/index.shtml")),
    )
    expect = Expect(reports=14, since=2022)
