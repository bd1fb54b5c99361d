"""Liaoning (辽宁): the "/web" software; a directory for every year, below it one for the land and one for organs.

Source: PORTALS 2.6, 3.7. Directories of years follow no rule (that of 2022 is 202283), so the newest one seen is
declared and its menu leads to the others. Doubt: what leads from a year to its two lists was not seen; the fronts of
the two cities are inferred.
"""

from gipcrawler.cms import Unknown, WebCms
from gipcrawler.crawl import Expect, ProvinceSpider, Source


class Liaoning(ProvinceSpider):
    """辽宁省: province, office and departments by year; two cities."""

    name = "liaoning"
    place = "210000"
    sources = (
        Source("210000", WebCms("https://www.ln.gov.cn/web/zwgkx/zfxxgk1/2010zfxxgk_148535/2025/index.shtml")),
        Source("210200", Unknown("https://www.dl.gov.cn/")),
        Source("210400", Unknown("https://www.fushun.gov.cn/")),
    )
    expect = Expect(reports=15, since=2022)
