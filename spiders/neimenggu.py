"""Inner Mongolia (内蒙古): a page of four tabs, told apart by ?gk=, whose list of reports only a script fills.

Source: PORTALS 2.5. The tab with gk=4 is 年报: three nested lists of groups, organs and reports; the request behind it
was seen by nobody, so it is read as a browser shows it. 包头 has columns of its own. Doubt: the page was seen in one
survey only; which organs the nested lists hold beyond the government's own is not known.
"""

from gipcrawler.cms import Hub, Unknown
from gipcrawler.crawl import Expect, ProvinceSpider, Source


class Neimenggu(ProvinceSpider):
    """内蒙古自治区: what the tab of annual reports names, and 包头."""

    name = "neimenggu"
    place = "150000"
    sources = (
        Source("150000", Hub("https://www.nmg.gov.cn/zwgk/zfxxgk/zfxxgkml/?gk=4", browser=True)),
        Source("150200", Unknown("http://www.baotou.gov.cn/")),
    )
    expect = Expect(reports=14, since=2022)
