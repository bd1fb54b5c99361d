import json
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gipcrawler.warc import read_record
from gipcrawler.warc.asked import asked_as, body_as_query
from gipcrawler.warc.index import file_digest, index_of, said_digest, write_missing
from gipcrawler.warc.surt import surt
from tests.archives import HOST, answer, exchange, write

# As pywb 2.10.0 writes them; test_replay asks it anew
KEYS = {
    "http://www.example.gov.cn/art/2026/1.html?q=%C4%EA": "cn,gov,example)/art/2026/1.html?q=%c4%ea",
    "http://www.example.gov.cn": "cn,gov,example)/",
    "https://WWW2.Example.gov.cn:443/A/B/": "cn,gov,example)/a/b",
    "http://www.example.gov.cn:8080/A/?b=2&a=1&a=0&c": "cn,gov,example:8080)/a?a=0&a=1&b=2&c",
    "http://example.cn/中文.html?关键词=年报": quote("cn,example)/中文.html?关键词=年报", safe=",)/.?=").lower(),
    "http://example.cn/a//b/../c/./d": "cn,example)/a/c/d",
    "http://example.cn/../a": "cn,example)/../a",
    "http://example.cn/a/..": "cn,example)/",
    "http://example.cn/x?a=%26&b=%3D": "cn,example)/x?&a=&b==",
    "http://example.cn/%2525": "cn,example)/%25",
    "http://192.0.2.7:8080/x#y": "7,2,0,192:8080)/x",
    "http://user:pass@www.example.cn/x?": "cn,example)/x",
    "http://example.cn/(S(abcdefghij0123456789abcd))/page.aspx?x=1": "cn,example)/page.aspx?x=1",
    "http://example.cn/x?jsessionid=0123456789ABCDEF0123456789abcdef&a=1": "cn,example)/x?a=1",
    "http://http://example.cn/x": "cn,example)/x",
    "http:///www.example.cn/x": "cn,example)/x",
    "example.cn/x": "cn,example)/x",
    "http://例子.中国/x": "xn--fiqs8s,xn--fsqu00a)/x",
    "urn:dom:http://www.example.cn/X?b=1": "urn:dom:http://www.example.cn/x?b=1",
    "": "-",
}


@pytest.mark.parametrize(("url", "key"), KEYS.items())
def test_keys_are_those_of_wayback_machines(url, key):
    assert surt(url) == key


@given(st.text() | st.builds("http://{}/{}?{}".format, st.text(), st.text(), st.text()))
def test_every_address_has_a_key_on_one_line_of_ascii(url):
    key = surt(url)
    assert key
    assert key.isascii()
    assert not set(key) & set(" \n\r\t")
    assert surt(f"  {url}\n") == key


@pytest.mark.parametrize(
    ("head", "body", "query"),
    [
        (b"POST / HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n", b"a=1&b=%2F", "a=1&b=/"),
        (b"POST / HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n", b"a=\xc4\xea", None),
        (
            b"PUT / HTTP/1.1\r\ncontent-type: application/json\r\n",
            b'{"a": [1, 2.0], "b": {"a": true, "c": null}}',
            "a=1&a.2_=2&a.3_=true&c=null",
        ),
        (b"POST / HTTP/1.1\r\nContent-Type: application/json\r\n", b"{", ""),
        (b"POST / HTTP/1.1\r\nContent-Type: text/plain\r\n", b"hello", None),
        (b"POST / HTTP/1.1\r\n", b"", ""),
        (b"GET / HTTP/1.1\r\n", b"", ""),
    ],
)
def test_what_was_sent_becomes_a_query(head, body, query):
    method, found = body_as_query(head + b"\r\n" + body)
    assert method == ("" if head.startswith(b"GET") else head.split()[0].decode())
    assert found.startswith("__wb_post_data=") if query is None else found == query


def test_an_address_is_extended_by_what_was_sent():
    assert asked_as("http://x.cn/a", "", "") == "http://x.cn/a"
    assert asked_as("http://x.cn/a", "HEAD", "") == "http://x.cn/a?__wb_method=HEAD"
    assert asked_as("http://x.cn/a?b", "POST", "c=1") == "http://x.cn/a?b&__wb_method=POST&c=1"


def test_an_index_leads_to_every_answer_of_a_finished_file(tmp_path):
    post = b"POST /b HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\npage=2"
    sent = [
        exchange("/b", answer(b"two"), 2),
        exchange("/b", answer(b"three", "text/xml;charset=GBK"), 3, method="POST", request=post),
        exchange("/a", answer(b"", status=b"302 Found"), 1),
        exchange("/dead", b"", 4, error="no answer"),
    ]
    write(tmp_path, sent)
    (index,) = write_missing(tmp_path / "warc", tmp_path / "index")
    assert write_missing(tmp_path / "warc", tmp_path / "index") == []
    (path,) = (tmp_path / "warc").iterdir()
    assert index == index_of(path, tmp_path / "index")
    assert said_digest(index) == file_digest(path)
    meta, *lines = index.read_text("utf-8").splitlines()
    assert lines == sorted(lines)
    assert meta < lines[0]
    shown = []
    for line in lines:
        key, time, fields = line.split(" ", 2)
        fields = json.loads(fields)
        record = read_record(tmp_path / "warc", fields["filename"], int(fields["offset"]))
        assert (record.url, f"{record.date:%Y%m%d%H%M%S}", record.length) == (
            fields["url"],
            time,
            int(fields["length"]),
        )
        assert record.header("WARC-Payload-Digest") == fields["digest"]
        shown.append((key, fields["status"], fields["mime"], fields.get("requestBody")))
    assert shown == [
        ("cn,gov,example)/a", "302", "text/html", None),
        ("cn,gov,example)/b", "200", "text/html", None),
        ("cn,gov,example)/b?__wb_method=post&page=2", "200", "text/xml", "page=2"),
    ]


def test_files_being_written_and_damaged_stretches_are_left_out(tmp_path):
    write(tmp_path, [exchange(f"/{number}", answer(b"x" * 400)) for number in range(3)])
    (path,) = (tmp_path / "warc").iterdir()
    path.write_bytes(path.read_bytes()[:-700])
    (index,) = write_missing(tmp_path / "warc", tmp_path / "index")
    assert HOST + "/1" in index.read_text("utf-8")
    assert HOST + "/2" not in index.read_text("utf-8")
    path.rename(path.with_name("b.warc.gz.open"))
    assert write_missing(tmp_path / "warc", tmp_path / "other") == []
