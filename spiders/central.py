"""Central (国务院部门): ministries and offices of the State Council, which belong to no division.

Source: PORTALS 2.33. The page of www.gov.cn links the ministries' platforms; a list beside it is filled by a request
that needs a key and is not asked. The four columns were seen by crawlers of their own; mohrss.gov.cn shows newer
clients a challenge.
"""

from gipcrawler.cms import Hub, Trs, Ucap
from gipcrawler.crawl import Expect, ProvinceSpider, Source


class Central(ProvinceSpider):
    """国务院部门: the ministries that the page of links and the columns below lead to."""

    name = "central"
    place = ""
    sources = (
        Source("", Hub("https://www.gov.cn/zhengce/xxgk/")),
        Source("", Trs("http://www.mva.gov.cn/gongkai/zfxxgkpt/zfxxgknb/")),
        Source("", Trs("https://www.mohrss.gov.cn/xxgk2020/zfxxgknb/")),
        Source("", Trs("https://zwgk.mct.gov.cn/gknb/index.html")),
        Source("", Ucap("http://www.csrc.gov.cn/csrc/c100028/common_zfxxgknb.shtml")),
    )
    expect = Expect(reports=10, since=2022)
