"""Fujian (福建): a TRS channel for every year below the province's column; departments and cities on their own hosts.

Source: PORTALS 2.13. Year channels (41700 for 2020 … 67890 for 2025) stand in a tree that the page carries; other
lists of the platform are filled from WAS5. Doubt: the column's path looks odd beside its sisters
(/zwgk/zfxxgk/…) and was seen in one survey only. The columns of 发展改革委 and of 福州 were seen by articles.
"""

from gipcrawler.cms import Trs, Unknown
from gipcrawler.crawl import Expect, ProvinceSpider, Source

FUZHOU = "https://www.fuzhou.gov.cn/zfxxgkzl/szfbmjxsqxxgk/szfbmxxgk/fzsrmzf/zfxxgkndbg/"


class Fujian(ProvinceSpider):
    """福建省: the provincial government and its office, two departments and two cities."""

    name = "fujian"
    place = "350000"
    sources = (
        Source("350000", Trs("https://www.fujian.gov.cn/zwgk/zfxxgkzl/zfxxgkzdgk/zfxxgknb/")),
        Source("350000", Trs("https://fgw.fujian.gov.cn/zfxxgkzl/zfxxgkndbg/")),
        Source("350000", Unknown("http://hyyyj.fujian.gov.cn/")),
        Source("350100", Trs(FUZHOU)),
        Source("350500", Unknown("http://www.quanzhou.gov.cn/")),
    )
    expect = Expect(reports=14, since=2022)
