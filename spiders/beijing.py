"""Beijing (北京): the city's and its office's reports in one TRS column; departments and districts at home.

Source: PORTALS 2.1. Reports of 2016-2018 were published again in 2020, so dates mislead. Departments and districts
stand on a topic page that changes every year and whose address nobody noted; until it is known, some are declared by
their front pages, from which their columns are found. Districts move their columns often; 顺义 forbids all robots.
"""

from gipcrawler.cms import Trs, Unknown
from gipcrawler.crawl import Expect, ProvinceSpider, Source


class Beijing(ProvinceSpider):
    """北京市: the city government and its office, two departments and two districts."""

    name = "beijing"
    place = "110000"
    sources = (
        Source("110000", Trs("https://www.beijing.gov.cn/gongkai/zfxxgk/gknb/")),
        Source("110000", Unknown("https://czj.beijing.gov.cn/")),
        Source("110000", Unknown("https://swj.beijing.gov.cn/")),
        Source("110105", Unknown("http://www.bjchy.gov.cn/")),
        Source("110114", Unknown("https://www.bjchp.gov.cn/")),
    )
    expect = Expect(reports=16, since=2020)
