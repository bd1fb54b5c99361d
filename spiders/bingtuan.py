"""Bingtuan (兵团): the Xinjiang Production and Construction Corps; every column is looked for from a front.

Source: PORTALS 2.32. No annual column was seen, nor the software of the portal. GB/T 2260 has no code for the corps,
so it has no place here; its divisions have the codes of their cities. Of 五家渠 the disclosure page was seen, whose
menu has the annual reports; the other fronts are inferred.
"""

from gipcrawler.cms import Unknown
from gipcrawler.crawl import Expect, ProvinceSpider, Source


class Bingtuan(ProvinceSpider):
    """新疆生产建设兵团: the corps, its office, two departments and two divisions."""

    name = "bingtuan"
    place = ""
    sources = (
        Source("", Unknown("https://www.xjbt.gov.cn/")),
        Source("", Unknown("https://btgaj.xjbt.gov.cn/")),
        Source("", Unknown("https://fgw.xjbt.gov.cn/")),
        Source("659004", Unknown("https://www.wjq.gov.cn/zwgk/zfxxgk/")),
        Source("659001", Unknown("https://www.shz.gov.cn/")),
    )
    expect = Expect(reports=15, since=2022)
