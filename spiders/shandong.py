"""Shandong (山东): the disclosure column of JCMS, which shows the organisation that the query names.

Source: PORTALS 2.15, one survey; to be looked at again at first contact. `vc_xxgkarea` is the code of the organ and
`jh` the tab: without the query the column shows something else. It links departments and cities, whose own columns
are followed; how it marks up these links was not seen.
"""

from gipcrawler.cms import Jcms
from gipcrawler.crawl import Expect, ProvinceSpider, Source


class Shandong(ProvinceSpider):
    """山东省: province and office; departments and cities that its column links."""

    name = "shandong"
    place = "370000"
    sources = (
        Source(
            "370000", Jcms("http://www.shandong.gov.cn/col/col315154/index.html?vc_xxgkarea=113700000045022274&jh=264")
        ),
    )
    expect = Expect(reports=15, since=2022)
