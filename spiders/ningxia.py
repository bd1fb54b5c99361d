"""Ningxia (宁夏): TRS behind a slider challenge; a column, a history of years, and for each year a topic of all organs.

Source: PORTALS 2.30. The three places show the same reports under different addresses. Every request was answered with
a slider page and status 200 in the survey, so all addresses come from a search index: expect the verdict `blocked`.
"""

from gipcrawler.cms import Hub, Trs
from gipcrawler.crawl import Expect, ProvinceSpider, Source


class Ningxia(ProvinceSpider):
    """宁夏回族自治区: the government and its office, and the organs that the topics name."""

    name = "ningxia"
    place = "640000"
    sources = (
        Source("640000", Trs("https://www.nx.gov.cn/zwgk/zfxxgk/zfxxgknb/")),
        Source("640000", Hub("https://www.nx.gov.cn/zt/zfxxgkndbg/{year}nxxgknb/"), since=2020),
    )
    expect = Expect(reports=14, since=2022)
