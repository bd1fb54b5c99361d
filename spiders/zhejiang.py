"""Zhejiang (浙江): JCMS; one page holds all reports since 2008, of province, cities and departments.

Source: PORTALS 2.11, 3.2. The hub was seen by one survey, its markup was not. The newest own report has a picture
edition beside its text. Reports before 2015 lie on a host of old (zfxxgk.zj.gov.cn) that is not declared.
"""

from gipcrawler.cms import Jcms
from gipcrawler.crawl import Expect, ProvinceSpider, Source


class Zhejiang(ProvinceSpider):
    """浙江省: province, office, departments and cities, from one hub."""

    name = "zhejiang"
    place = "330000"
    sources = (Source("330000", Jcms("http://www.zj.gov.cn/col/col1577424/index.html")),)
    expect = Expect(reports=15, since=2022)
