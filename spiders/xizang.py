"""Tibet (西藏): TRS, one list a year with government, office, departments and prefectures together.

Source: PORTALS 2.26. The host answers 不合法的参数 to clients that do not call themselves as browsers do, and some
directories answer only under index.html, so that is what is asked for. Doubt: no address here was fetched by a script
in any survey.
"""

from gipcrawler.cms import Trs
from gipcrawler.crawl import Expect, ProvinceSpider, Source


class Xizang(ProvinceSpider):
    """西藏自治区: all organs that the yearly lists name."""

    name = "xizang"
    place = "540000"
    sources = (Source("540000", Trs("https://www.xizang.gov.cn/zwgk/xxgk_424/xxgknb/index.html")),)
    expect = Expect(reports=14, since=2022)
