"""Jilin (吉林): TRS on a second host that speaks http only: government, office, and a directory for every department.

Source: PORTALS 2.7. Directory roots on this host are shells that lead to their first child. The columns of the
departments (/zsjg/…/ndbg/) were seen by single articles; doubt: that /zsjg/ itself lists the departments is inferred.
Cities are declared by their front pages.
"""

from gipcrawler.cms import Hub, Trs, Unknown
from gipcrawler.crawl import Expect, ProvinceSpider, Source


class Jilin(ProvinceSpider):
    """吉林省: the provincial government, its office and departments, two prefectures."""

    name = "jilin"
    place = "220000"
    sources = (
        Source("220000", Trs("http://xxgk.jl.gov.cn/szf/ndbg/")),
        Source("220000", Trs("http://xxgk.jl.gov.cn/szf/bgtndbg/")),
        Source("220000", Hub("http://xxgk.jl.gov.cn/zsjg/")),
        Source("220100", Unknown("https://www.changchun.gov.cn/")),
        Source("222400", Unknown("http://www.yanbian.gov.cn/")),
    )
    expect = Expect(reports=16, since=2020)
