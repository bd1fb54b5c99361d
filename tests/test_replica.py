"""The replica answers as the portals do: over the wire, under their names, in their families' mechanics."""

import http.client
import re
import ssl
from collections import defaultdict
from html.parser import HTMLParser
from itertools import pairwise
from urllib.parse import urljoin, urlsplit

import pytest

from tests.press import forms
from tests.replica.provinces import PROVINCES
from tests.replica.replica import Replica


class Client:
    """A browser behind the proxy that keeps a connection a host, follows nothing and checks no certificate."""

    def __init__(self, proxy):
        self.proxy = urlsplit(proxy)
        self.connections = {}

    def ask(self, url, method="GET", body=None, **headers):
        parts = urlsplit(url)
        secure = parts.scheme == "https"
        connection = self.connections.get((secure, parts.hostname)) or self.connect(secure, parts.hostname)
        target = f"{parts.path}{'?' if parts.query else ''}{parts.query}" if secure else url
        own = {"Host": parts.netloc, "User-Agent": "Mozilla/5.0 (X11)", "Accept-Language": "zh-CN", "Referer": url}
        connection.request(method, target, body, own | headers)
        response = connection.getresponse()
        response.content = response.read()
        return response

    def connect(self, secure, host):
        if secure:
            context = ssl._create_unverified_context()
            context.options |= 0x4  # OP_LEGACY_SERVER_CONNECT, which Python names from 3.12 on: one host is that old
            context.set_ciphers("ALL:@SECLEVEL=0")
            connection = http.client.HTTPSConnection(self.proxy.hostname, self.proxy.port, context=context, timeout=10)
            connection.set_tunnel(host, 443)
        else:
            connection = http.client.HTTPConnection(self.proxy.hostname, self.proxy.port, timeout=10)
        return self.connections.setdefault((secure, host), connection)

    def close(self):
        for connection in self.connections.values():
            connection.close()


@pytest.fixture
def client(replica):
    opened = Client(replica.proxy)
    yield opened
    opened.close()


class Links(HTMLParser):
    """The targets and title attributes of a page's links."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self.found.append((dict(attrs).get("href"), dict(attrs).get("title")))


def listed(client, url):
    """Addresses and titles of the lines of a listing page."""
    response = client.ask(url)
    assert response.status == 200, url
    text = response.content.decode("gb18030" if "jl.gov.cn" in url else "utf-8")
    return [(urljoin(url, href), title) for href, title in Links(text).found if title], text


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_connection_is_kept_and_a_host_that_is_not_here_is_refused(replica, client, scheme):
    one = client.ask(f"{scheme}://www.gansu.gov.cn/gsszf/c100034/zfxxgk.shtml")
    connection = client.connections[scheme == "https", "www.gansu.gov.cn"]
    socket = connection.sock
    two = client.ask(f"{scheme}://www.gansu.gov.cn/nothing/here.shtml")
    assert (one.status, one.version, two.status) == (200, 11, 404)
    assert connection.sock is socket
    assert socket is not None
    if scheme == "http":
        assert client.ask("http://elsewhere.example.com/x").status == 502
    else:
        with pytest.raises(OSError, match="502"):
            client.ask("https://elsewhere.example.com/x")
    assert [line.host for line in replica.foreign()] == ["elsewhere.example.com"]


def test_a_host_without_tls_refuses_the_tunnel(client):
    with pytest.raises(OSError, match="502"):
        client.ask("https://xxgk.jl.gov.cn/szf/ndbg/")


def test_robots_are_told(client):
    assert client.ask("http://www.gansu.gov.cn/robots.txt").content.startswith(b"User-agent: *")
    assert client.ask("http://xxgk.jl.gov.cn/robots.txt").status == 404


def test_http_is_sent_on_to_https(client):
    response = client.ask("http://www.beijing.gov.cn/gongkai/zfxxgk/gknb/?x=1")
    assert response.status == 301
    assert response.headers["Location"] == "https://www.beijing.gov.cn/gongkai/zfxxgk/gknb/?x=1"


def test_bodies_are_chunked_and_packed_as_the_host_has_it(client):
    page = "https://www.sc.gov.cn/10462/2020nb/xxgknbs.shtml"
    packed, plain = client.ask(page, **{"Accept-Encoding": "gzip"}), client.ask(page)
    assert packed.headers["Transfer-Encoding"] == "chunked"
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.content[:2] == b"\x1f\x8b"
    assert "Content-Encoding" not in plain.headers
    assert "政府信息公开" in plain.content.decode()
    assert "Content-Length" in client.ask("http://xxgk.jl.gov.cn/szf/ndbg/").headers


@pytest.mark.parametrize("slug", PROVINCES)
def test_what_is_planted_is_served_on_its_carrier(slug):
    with Replica([slug]) as replica:
        client = Client(replica.proxy)
        try:
            assert len(replica.planted) >= 2
            for one in replica.planted:
                for url in (*one.documents, *one.aliases):
                    response = client.ask(url)
                    assert response.status in {200, 301}, url
                suffix = {"html": b"<!DOCTYPE", "docx": b"PK", "pdf": b"%PDF"}[one.carrier]
                assert client.ask(one.documents[0]).content.startswith(suffix)
                assert len(one.figures) > 180
        finally:
            client.close()


def test_two_builds_are_the_same_bytes():
    one, two = (Replica() for _ in range(2))
    for built in (one, two):
        with built:
            pass
    for host, site in one.sites.items():
        for path, answer in site.pages.items():
            if answer.charset:  # a .docx and a .pdf carry the time of their making
                assert two.sites[host].pages[path] == answer


def test_years_of_an_organ_fit(replica):
    by_organ = defaultdict(dict)
    for one in replica.planted:
        by_organ[one.province, one.publisher][one.year] = one
    assert len(by_organ) > 5
    for years in by_organ.values():
        assert len(years) > 1
        for earlier, later in pairwise(sorted(years)):
            assert later == earlier + 1
            assert_fits(years[earlier], years[later])


def assert_fits(earlier, later):
    first = {(table, row, column): value for table, row, _, column, value in earlier.figures}
    second = {(table, row, column): value for table, row, _, column, value in later.figures}
    for column, _ in forms.APPLICANTS:
        carried = first["applications", "carried_forward", column] or 0
        assert second["applications", "carried_over", column] == carried
        given = second["applications", "new_requests", column] + second["applications", "carried_over", column]
        taken = second["applications", "result_total", column] + second["applications", "carried_forward", column]
        assert given == taken


def test_trs_pages_by_a_call_with_relative_links_and_cut_titles(client):
    lines, text = listed(client, "http://xxgk.jl.gov.cn/szf/ndbg/")
    pages = int(re.search(r'createPageHTML\((\d+), 0, "index", "html"\)', text)[1])
    assert pages > 1
    assert "…" in text
    for number in range(1, pages):
        more, _ = listed(client, f"http://xxgk.jl.gov.cn/szf/ndbg/index_{number}.html")
        lines += more
    assert client.ask(f"http://xxgk.jl.gov.cn/szf/ndbg/index_{pages}.html").status == 404
    titles = [title for _, title in lines]
    assert "德惠市米沙子镇人民政府2021年政府信息公开工作年度报告" in titles
    assert any("网站工作年度报表" in title for title in titles)
    assert any("通知" in title for title in titles)
    assert any("法治政府" in title for title in titles)
    assert any("图解" in title for title in titles)


def test_jilin_tells_its_charset_in_the_page_only(replica, client):
    page = next(one for one in replica.planted if one.province == "jilin" and one.carrier == "html")
    response = client.ask(page.url)
    assert response.headers["Content-Type"] == "text/html"
    assert b"charset=gb2312" in response.content
    assert "政府信息公开" in response.content.decode("gb18030")


def test_trs_pages_by_variables_over_tls_and_a_line_that_is_a_file(client):
    lines, text = listed(client, "https://www.beijing.gov.cn/gongkai/zfxxgk/gknb/")
    pages = int(re.search(r"countPage = (\d+)", text)[1])
    for number in range(1, pages):
        lines += listed(client, f"https://www.beijing.gov.cn/gongkai/zfxxgk/gknb/index_{number}.html")[0]
    files = [url for url, _ in lines if url.endswith(".docx")]
    assert len(files) == 1
    response = client.ask(files[0])
    assert response.headers["Content-Type"].endswith("wordprocessingml.document")
    assert client.ask("https://www.beijing.gov.cn/gate/big5/www.beijing.gov.cn/gongkai/zfxxgk/gknb/").status == 200


def test_a_column_for_every_year_and_none_for_others(client):
    for year, status in ((2020, 200), (2021, 200), (2019, 404), (2025, 404)):
        assert client.ask(f"https://www.sc.gov.cn/10462/{year}nb/xxgknbs.shtml").status == status
    _, text = listed(client, "https://www.sc.gov.cn/10462/2021nb/xxgknbs.shtml")
    assert "/10462/2021nb/xxgknbs_2.shtml" in text
    more, _ = listed(client, "https://www.sc.gov.cn/10462/2021nb/xxgknbs_2.shtml")
    assert [title for _, title in more] == ["资阳市雁江区丹山镇人民政府2021年政府信息公开工作年度报告"]


def test_jcms_lists_in_xml_by_query_and_gives_more_by_the_proxy(client):
    column = "http://www.shandong.gov.cn/col/col315154/index.html"
    ours = client.ask(f"{column}?vc_xxgkarea=113700000045022274&jh=264").content.decode()
    others = client.ask(column).content.decode()
    assert 'type="text/xml"' in ours
    assert "田镇街道办事处2020" in ours
    assert "田镇街道办事处2020" not in others
    assert "常家镇" in others
    total, per_page = (int(re.search(rf"{name}: (\d+)", ours)[1]) for name in ("totalRecord", "perPage"))
    shown = ours.count("<record>")
    assert shown == 3 * per_page < total
    following = re.search(r'<nextgroup><!\[CDATA\[<a href="([^"]+)">', ours)[1]
    form = following.partition("?")[2]
    proxy = "http://www.shandong.gov.cn/module/web/jpage/dataproxy.jsp"
    window = f"startrecord={shown + 1}&endrecord={total}&perpage={per_page}"
    posted = client.ask(f"{proxy}?{window}", "POST", form.encode())
    got = client.ask(urljoin(column, following).encode("ascii", "ignore").decode())
    assert posted.headers["Content-Type"].startswith("text/xml")
    assert posted.content == got.content
    assert posted.content.decode().count("<record>") == total - shown
    assert "田镇街道办事处2021" in posted.content.decode()


def test_a_jcms_file_comes_through_a_redirect(replica, client):
    page = next(one for one in replica.planted if one.province == "shandong" and len(one.documents) > 1)
    link = next(href for href, _ in Links(client.ask(page.url).content.decode()).found if "downfile.jsp" in href)
    response = client.ask(urljoin(page.url, link))
    assert response.status == 302
    assert urljoin(page.url, response.headers["Location"]) == page.documents[1]


def test_the_hub_leads_to_the_column_through_a_shell(client):
    hub = client.ask("http://www.gansu.gov.cn/gsszf/c100034/zfxxgk.shtml").content.decode()
    shell = re.search(r'href="([^"?]+)">政府信息公开年报<', hub)[1]
    body = client.ask(f"http://www.gansu.gov.cn{shell}").content
    assert len(body) < 1024
    column = re.search(rb'location.href = "([^"]+)"', body)[1].decode()
    _, text = listed(client, f"http://www.gansu.gov.cn{column}")
    assert 'class="next" href="/gsszf/c100262/zfxxgk_gknb_2.shtml"' in text
    assert 'name="columnname"' in text


def test_a_page_can_be_changed(replica, client):
    page = replica.planted[0]
    before = client.ask(page.url).content
    replica.change(page.url, "主动公开", "主动公布")
    assert client.ask(page.url).content != before
    with pytest.raises(ValueError, match="does not say"):
        replica.change(page.url, "此处没有的话", "也没有的话")
