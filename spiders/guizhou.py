"""Guizhou (贵州): TRS, a directory for every year; departments and cities by two directories of links.

Source: PORTALS 2.24. Reports come in several editions (图表版, 图文版, 视频版) beside the text; older ones were
migrated in 2021 and lie under that month. The directories of organs were seen in the code of a crawler: doubt about
what their links lead to today.
"""

from gipcrawler.cms import Hub, Trs
from gipcrawler.crawl import Expect, ProvinceSpider, Source


class Guizhou(ProvinceSpider):
    """贵州省: the provincial government and its office, departments and prefectures."""

    name = "guizhou"
    place = "520000"
    sources = (
        Source("520000", Trs("https://www.guizhou.gov.cn/zwgk/zfxxgk/zfxxgknb/")),
        Source("520000", Hub("https://www.guizhou.gov.cn/zwgk/zfxxgk/yqlj/szzf/")),
        Source("520000", Hub("https://www.guizhou.gov.cn/zwgk/zfxxgk/yqlj/xsqtqzf/")),
    )
    expect = Expect(reports=14, since=2022)
