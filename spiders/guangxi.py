"""Guangxi (广西): a new TRS column every year, which names departments and cities too; plain HTTP.

Source: PORTALS 2.20. Pages carry no date in their address and lie under /gggs/. Doubt: the column of 2024 is written
two ways in the survey (zfxxgkndbg_227592, zfxxgkgzndbg_227592), and none of both was seen elsewhere. The columns of
other years are found from the navigation.
"""

from gipcrawler.cms import Trs
from gipcrawler.crawl import Expect, ProvinceSpider, Source


class Guangxi(ProvinceSpider):
    """广西壮族自治区: all organs that the yearly columns name."""

    name = "guangxi"
    place = "450000"
    sources = (
        Source("450000", Trs("http://www.gxzf.gov.cn/zwgk/zfxxgkgzndbg_251551/index.shtml")),
        Source("450000", Trs("http://www.gxzf.gov.cn/zwgk/zfxxgkzl_84988/zfxxgkndbg_227592/index.shtml")),
    )
    expect = Expect(reports=14, since=2022)
