"""`scrapy crawl portal` on the front page of a site that it knows nothing of: one site of each family."""

import sqlite3
from contextlib import closing
from urllib.parse import urlsplit

import pytest

from tests.crawling import QUICK, crawl
from tests.replica.replica import Replica

# family, province of the replica, host: a department's or a prefecture's own site, named by nothing but its address
SITES = (
    ("Trs", "beijing", "czj.beijing.gov.cn"),
    ("Ucap", "gansu", "czt.gansu.gov.cn"),
    ("Jcms", "fujian", "www.quanzhou.gov.cn"),
    ("Jpaas", "zhejiang", "www.hangzhou.gov.cn"),
    ("Lonsun", "anhui", "www.anqing.gov.cn"),
    ("Gkmlpt", "guangdong", "www.zhuhai.gov.cn"),
    ("Nfcms", "guangdong", "szyyj.gd.gov.cn"),
    ("Vsb", "jilin", "www.changchun.gov.cn"),
    ("PcList", "henan", "www.kaifeng.gov.cn"),
    ("Blocks", "hebei", "www.sjz.gov.cn"),
    ("Henan", "henan", "kjt.henan.gov.cn"),
    ("Shanghai", "shanghai", "tyj.sh.gov.cn"),
    ("Hub", "bingtuan", "www.wjq.gov.cn"),
)


@pytest.mark.parametrize(("slug", "host"), [site[1:] for site in SITES], ids=[site[0] for site in SITES])
def test_a_site_gives_all_its_reports_by_its_address_alone(slug, host, tmp_path):
    with Replica([slug]) as replica:
        planted = [one for one in replica.planted if urlsplit(one.url).hostname == host]
        settings = QUICK | {"REQUISITES": "0"}
        ended = crawl(
            "portal", f"url={replica.sites[host].root}/", archive=tmp_path, proxy=replica.proxy, settings=settings
        )
        assert ended.returncode == 0, ended.stderr[-3000:]
        with closing(sqlite3.connect(tmp_path / "gip.db")) as connection:
            rows = connection.execute("select source_url, publisher, place, level, year from reports").fetchall()
    found = {url: said for url, *said in rows}
    for one in planted:
        urls = {url for url in (one.url, *one.documents, *one.aliases) if url in found}
        assert len(urls) == 1, f"{one.title} stands in {len(urls)} reports"
        assert found.pop(urls.pop()) == [one.publisher, one.place or None, one.level or None, one.year]
    assert len(planted) == 3
    assert found == {}
    assert replica.foreign() == []
