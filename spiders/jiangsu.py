"""Jiangsu (江苏): JCMS; a new column every year, whose number follows no rule, found from the disclosure platform.

Source: PORTALS 2.10, 3.2. Of the column that a survey calls the navigation of annual reports (84241) it says elsewhere
that it holds normative documents; the platform above it is declared. The columns link departments and cities on their
own hosts; how they mark up these links was not seen. Requests without Accept-Language are refused.
"""

from gipcrawler.cms import Jcms
from gipcrawler.crawl import Expect, ProvinceSpider, Source


class Jiangsu(ProvinceSpider):
    """江苏省: province, office, departments and cities, from the column of each year."""

    name = "jiangsu"
    place = "320000"
    sources = (Source("320000", Jcms("https://www.jiangsu.gov.cn/col/col84239/index.html")),)
    expect = Expect(reports=15, since=2022)
