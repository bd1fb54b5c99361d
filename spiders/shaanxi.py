"""Shaanxi (陕西): TRS, a directory for every organ below one column.

Source: PORTALS 2.27. Pages have mobile aliases (_wap), which lists name too. 延安 numbers its list pages (1.html).
Doubt: the directories of organs were seen by single articles (szfbgt); whether cities are named there is not known.
"""

from gipcrawler.cms import Trs
from gipcrawler.crawl import Expect, ProvinceSpider, Source


class Shaanxi(ProvinceSpider):
    """陕西省: all organs that the column names."""

    name = "shaanxi"
    place = "610000"
    sources = (Source("610000", Trs("https://www.shaanxi.gov.cn/zfxxgk/xxgknb/")),)
    expect = Expect(reports=14, since=2022)
