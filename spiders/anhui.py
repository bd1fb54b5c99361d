"""Anhui (安徽): Lonsun; one page for every report year, whose number follows no rule, and the organs' own columns.

Source: PORTALS 2.12, 3.5. Pages of 2019 to 2025 were seen by one survey; the newest is declared with the one before,
from which the other years are found, beside the column of the office (organ 1681). How the pages mark up their links
was not seen. Reports of 2014 to 2017 lie on a host of old (xxgk.ah.gov.cn) that is not declared.
"""

from gipcrawler.cms import Lonsun
from gipcrawler.crawl import Expect, ProvinceSpider, Source


class Anhui(ProvinceSpider):
    """安徽省: province, office, departments and cities, from the page of each year."""

    name = "anhui"
    place = "340000"
    sources = (
        Source("340000", Lonsun("https://www.ah.gov.cn/site/tpl/8611")),
        Source("340000", Lonsun("https://www.ah.gov.cn/site/tpl/7931?nav=4&year=2024")),
        Source("340000", Lonsun("https://www.ah.gov.cn/public/column/1681?type=3&action=list")),
    )
    expect = Expect(reports=15, since=2022)
