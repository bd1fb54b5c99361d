"""Heilongjiang (黑龙江): UCAP; a flat list of the province, departments and cities on hosts of their own.

Source: PORTALS 2.8, 3.4. The column was seen by one survey. Retired channels answer 200 with the whole frame. The
departments' details were seen (/yjgl/gknb/…), their columns are looked for from their fronts, as are the cities'.
"""

from gipcrawler.cms import Ucap, Unknown
from gipcrawler.crawl import Expect, ProvinceSpider, Source


class Heilongjiang(ProvinceSpider):
    """黑龙江省: province and office; two departments and two cities."""

    name = "heilongjiang"
    place = "230000"
    sources = (
        Source("230000", Ucap("https://www.hlj.gov.cn/hlj/c108463/zfxxgk.shtml")),
        Source("230000", Unknown("https://yjgl.hlj.gov.cn/")),
        Source("230000", Unknown("https://amr.hlj.gov.cn/")),
        Source("230100", Unknown("https://www.harbin.gov.cn/")),
        Source("230600", Unknown("http://www.daqing.gov.cn/")),
    )
    expect = Expect(reports=15, since=2022)
