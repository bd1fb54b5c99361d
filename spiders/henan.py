"""Henan (河南): software of its own; lists in directories, details at the root under year, month and day.

Source: PORTALS 2.16, 3.7, and the column of 文化和旅游厅 there. Plain clients were refused (403) in one survey. The
front of 科学技术厅 and of the two cities is inferred; 开封 has sites of the pc/list product (3.6).
"""

from gipcrawler.cms import Henan, Unknown
from gipcrawler.crawl import Expect, ProvinceSpider, Source


class HenanProvince(ProvinceSpider):
    """河南省: province and office; two departments and two cities."""

    name = "henan"
    place = "410000"
    sources = (
        Source("410000", Henan("https://www.henan.gov.cn/zwgk/zfxxgk/zfxxgknb/")),
        Source("410000", Henan("https://hct.henan.gov.cn/zwgk/xxgk/zfxxgknb/")),
        Source("410000", Unknown("https://kjt.henan.gov.cn/")),
        Source("410200", Unknown("https://www.kaifeng.gov.cn/")),
        Source("410300", Unknown("https://www.ly.gov.cn/")),
    )
    expect = Expect(reports=15, since=2022)
