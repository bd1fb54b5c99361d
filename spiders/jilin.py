"""Jilin (吉林): the government's own reports, TRS on a second host that speaks http only.

Source: PORTALS 2.7. Directory roots on this host may be shells that lead to their first child. The office's own reports
(/szf/bgtndbg/) and the departments' (/zsjg/…/ndbg/) are known by single articles only and not declared yet.
"""

from gipcrawler.cms import Trs
from gipcrawler.crawl import Expect, ProvinceSpider, Source


class Jilin(ProvinceSpider):
    """吉林省: the provincial government."""

    name = "jilin"
    place = "220000"
    sources = (Source("220000", Trs("http://xxgk.jl.gov.cn/szf/ndbg/")),)
    expect = Expect(reports=2, since=2020)
