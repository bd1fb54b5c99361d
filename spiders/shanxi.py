"""Shanxi (山西): government and office in one TRS list with .shtml; departments and cities by their own hosts.

Source: PORTALS 2.4. The list may be called index_11287.shtml and so on; its second page had the suffix _2 in 2020 and
_1 in 2023. 政府网站工作年报 (zfwznb) beside it is another series. Doubt: of departments only the column of the foreign
office was seen; the other one is taken to be alike, and the cities are declared by their front pages.
"""

from gipcrawler.cms import Trs, Unknown
from gipcrawler.crawl import Expect, ProvinceSpider, Source


class Shanxi(ProvinceSpider):
    """山西省: the provincial government and its office, two departments and two cities."""

    name = "shanxi"
    place = "140000"
    sources = (
        Source("140000", Trs("https://www.shanxi.gov.cn/zfxxgk/zfxxgkzl/zfxxgknb/")),
        Source("140000", Trs("https://wsb.shanxi.gov.cn/zfxxgk/zfxxgkndbg/")),
        Source("140000", Unknown("https://slt.shanxi.gov.cn/")),
        Source("140100", Unknown("https://www.taiyuan.gov.cn/")),
        Source("140400", Unknown("http://www.changzhi.gov.cn/")),
    )
    expect = Expect(reports=14, since=2022)
