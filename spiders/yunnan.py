"""Yunnan (云南): TRS with directories by year and organ; a department on ASP.NET, cities on other software.

Source: PORTALS 2.25. Meta tags are written in lower case. In the topic of 昆明 each year's directory is the report
itself. Doubt: the ASP.NET column of 人力资源社会保障厅 (cid 1019) was seen in the code of a crawler; 楚雄 is declared
by its front page.
"""

from gipcrawler.cms import Aspx, Hub, Trs, Unknown
from gipcrawler.crawl import Expect, ProvinceSpider, Source


class Yunnan(ProvinceSpider):
    """云南省: the provincial government and its office, departments, and two prefectures."""

    name = "yunnan"
    place = "530000"
    sources = (
        Source("530000", Trs("https://www.yn.gov.cn/zwgk/zfxxgkpt/zfxxgknb/")),
        Source("530000", Aspx("http://hrss.yn.gov.cn/InfoPublic.aspx?cid=1019&pid=971&page=1&kw=")),
        Source("530100", Hub("https://www.km.gov.cn/zt/zfxxgkndbgzt/")),
        Source("532300", Unknown("https://www.cxz.gov.cn/")),
    )
    expect = Expect(reports=14, since=2022)
