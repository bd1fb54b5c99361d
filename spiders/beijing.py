"""Beijing (北京): the city's own reports, TRS.

Source: PORTALS 2.1. The column lists what the city and its office publish; districts and departments stand on a topic
page of their own, which is not declared yet. Reports of 2016-2018 were published again in 2020, so dates mislead.
"""

from gipcrawler.cms import Trs
from gipcrawler.crawl import Expect, ProvinceSpider, Source


class Beijing(ProvinceSpider):
    """北京市: the city government and its office."""

    name = "beijing"
    place = "110000"
    sources = (Source("110000", Trs("https://www.beijing.gov.cn/gongkai/zfxxgk/gknb/")),)
    expect = Expect(reports=2, since=2020)
