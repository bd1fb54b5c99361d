"""Chongqing (重庆): a TRS column with a directory for every year; departments and districts on their own hosts.

Source: PORTALS 2.22. Every page has a mobile alias (_wap). Year directories mislead: 渝中's report of 2025 lies in a
directory named 2020. Doubt: the shape of the city's column is inferred, and it was seen in one survey only; departments
and districts are declared by their front pages.
"""

from gipcrawler.cms import Trs, Unknown
from gipcrawler.crawl import Expect, ProvinceSpider, Source


class Chongqing(ProvinceSpider):
    """重庆市: the city government and its office, two departments and two districts."""

    name = "chongqing"
    place = "500000"
    sources = (
        Source("500000", Trs("https://www.cq.gov.cn/zwgk/zfxxgkzl/zfxxgknb/")),
        Source("500000", Unknown("https://mzj.cq.gov.cn/")),
        Source("500000", Unknown("https://sjj.cq.gov.cn/")),
        Source("500103", Unknown("https://www.cqyz.gov.cn/")),
        Source("500101", Unknown("https://www.wz.gov.cn/")),
    )
    expect = Expect(reports=14, since=2022)
