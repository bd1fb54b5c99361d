"""Guangdong (广东): a hub of the province links every city and department, on the platform gkmlpt or on NFCMS.

Source: PORTALS 2.19, 3.3. The hub was seen by two sources, single articles and lists below it by more. 广州 and 珠海
are declared beside the hub, as their site ids were seen; many hosts of the platform do better with http.
"""

from gipcrawler.cms import Gkmlpt, Nfcms
from gipcrawler.crawl import Expect, ProvinceSpider, Source


class Guangdong(ProvinceSpider):
    """广东省: province, office, departments and cities, from one hub."""

    name = "guangdong"
    place = "440000"
    sources = (
        Source("440000", Nfcms("https://www.gd.gov.cn/zwgk/xxgknb/index.html")),
        Source("440100", Gkmlpt("http://www.gz.gov.cn", sid=200001, column=5)),
        Source("440400", Gkmlpt("http://www.zhuhai.gov.cn", sid=756001)),
    )
    expect = Expect(reports=15, since=2022)
