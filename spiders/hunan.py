"""Hunan (湖南): TRS columns of government and office, and a tab that shows the reports of all organs once scripts ran.

Source: PORTALS 2.18. The tab (?state=3) named 618 reports of all years, on many hosts, as a browser showed it; the
request behind it is not known. Reports up to 2016 are filed under 201711. Departments publish twice, as docx and pdf.
Doubt: the tab was seen in one survey only.
"""

from gipcrawler.cms import Hub, Trs
from gipcrawler.crawl import Expect, ProvinceSpider, Source


class Hunan(ProvinceSpider):
    """湖南省: the provincial government, its office, and what the tab of annual reports names."""

    name = "hunan"
    place = "430000"
    sources = (
        Source("430000", Trs("https://www.hunan.gov.cn/hnszf/xxgk/zfxxgknb/szf_97943/")),
        Source("430000", Trs("https://www.hunan.gov.cn/hnszf/xxgk/zfxxgknb/szbm_97944/")),
        Source("430000", Hub("https://www.hunan.gov.cn/hnszf/xxgk/zfxxgk/index.html?state=3", browser=True)),
    )
    expect = Expect(reports=14, since=2022)
