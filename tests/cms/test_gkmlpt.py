import json
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from gipcrawler.cms import Gkmlpt, Page

ROOT = "http://www.example.gov.cn"
API = f"{ROOT}/gkmlpt/api/all/5?page=1&sid=200001"
REPORT = "某县2024年政府信息公开工作年度报告"
TREE = [
    {"id": 1, "name": "政府信息公开指南", "children": []},
    {"id": 4, "name": "法定主动公开内容", "children": [{"id": 40, "name": "网站工作年度报表"}]},
    {"id": 5, "name": "政府信息公开年报", "children": [{"id": 51, "name": "2024年", "children": None}]},
]


def shell(config, url=f"{ROOT}/gkmlpt/index"):
    html = f'<html><body><div id="app"></div><script>window._CONFIG = {config};</script></body></html>'
    return Page(url, html.encode(), "utf-8")


def asked(listing):
    return [fetch.url.removeprefix(ROOT) for fetch in listing.more]


@pytest.mark.parametrize(
    ("family", "expected"),
    [
        (Gkmlpt(ROOT, sid=200001, column=5), "/gkmlpt/api/all/5?page=1&sid=200001"),
        (Gkmlpt(ROOT + "/", sid=200001, column=5), "/gkmlpt/api/all/5?page=1&sid=200001"),
        (Gkmlpt(f"{ROOT}/gkmlpt/annualreport#2629", sid=175), "/gkmlpt/api/all/2629?page=1&sid=175"),
        (Gkmlpt(ROOT), "/gkmlpt/index"),
        (Gkmlpt(f"{ROOT}/gkmlpt/index"), "/gkmlpt/index"),
        (Gkmlpt(f"{ROOT}/gkmlpt/"), "/gkmlpt/index"),
        (Gkmlpt(f"{ROOT}/gkmlpt/annualreport#2629"), "/gkmlpt/annualreport#2629"),
        (Gkmlpt(f"{ROOT}/county/gkmlpt/index", sid=9, column=7), "/county/gkmlpt/api/all/7?page=1&sid=9"),
    ],
)
def test_what_is_known_is_not_asked_of_the_shell(family, expected):
    assert [fetch.url for fetch in family.start()] == [ROOT + expected]


@pytest.mark.parametrize(
    "config",
    [
        json.dumps({"SID": 200001, "TREE": TREE}),
        json.dumps({"SID": "200001", "TREE": {"id": 0, "name": "根", "children": TREE}}, ensure_ascii=False),
        "{SITE: {}, load: function () { return 1 }, SID: '200001', TREE: %s}" % json.dumps(TREE),  # noqa: UP031 - braces
        f"{{}}; _CONFIG.SID = 200001; _CONFIG.TREE = {json.dumps(TREE)}",
        f"{{'SID': 200001, 'TREE': JSON.parse({json.dumps(json.dumps(TREE))})}}",
    ],
)
def test_a_shell_leads_to_the_annual_column_and_what_is_below_it(config):
    expected = ["/gkmlpt/api/all/5?page=1&sid=200001", "/gkmlpt/api/all/51?page=1&sid=200001"]
    assert asked(Gkmlpt(ROOT).read(shell(config))) == expected


@pytest.mark.parametrize("url", [f"{ROOT}/gkmlpt/annualreport#2629", f"{ROOT}/gkmlpt/index#/2629"])
def test_the_column_behind_the_hash_goes_before_the_tree(url):
    config = json.dumps({"SID": 175, "TREE": TREE})
    expected = ["/gkmlpt/api/all/2629?page=1&sid=175"]
    assert asked(Gkmlpt(url).read(shell(config, url.partition("#")[0]))) == expected
    assert asked(Gkmlpt(ROOT).read(shell(config, url))) == expected


def test_the_numbers_of_one_site_are_not_those_of_another():
    config = json.dumps({"SID": 175, "TREE": TREE})
    listing = Gkmlpt("http://www.other.gov.cn", sid=2, column=9).read(shell(config))
    assert asked(listing)[0] == "/gkmlpt/api/all/5?page=1&sid=175"


def test_the_columns_of_departments_and_towns_are_asked_too_and_a_plain_name_only_without_them():
    names = ("部门政府信息公开年报", "镇街信息公开年报", "企业年报", "年报", "政府网站信息公开年报")
    tree = [{"id": number, "name": name} for number, name in enumerate(names, 1)]
    listing = Gkmlpt(ROOT).read(shell(json.dumps({"SID": 1, "TREE": tree})))
    assert asked(listing) == [f"/gkmlpt/api/all/{number}?page=1&sid=1" for number in (1, 2)]
    plain = Gkmlpt(ROOT).read(shell(json.dumps({"SID": 1, "TREE": tree[2:]})))
    assert asked(plain) == ["/gkmlpt/api/all/4?page=1&sid=1"]


def test_a_configuration_in_a_script_of_its_own_is_asked_for():
    html = '<div id="app"></div><script src="/gkmlpt/static/config.js?v=2"></script>'
    shown = Page(f"{ROOT}/gkmlpt/annualreport#2629", html.encode())
    assert asked(Gkmlpt(ROOT).read(shown)) == ["/gkmlpt/static/config.js?v=2#2629"]
    script = Page(f"{ROOT}/gkmlpt/static/config.js?v=2#2629", b'window._CONFIG = {"SID": "175"};')
    assert asked(Gkmlpt(ROOT).read(script)) == ["/gkmlpt/api/all/2629?page=1&sid=175"]


@pytest.mark.parametrize(
    "config", ["{}", "{SID: 1}", '{SID: 1, TREE: [{"id": 1, "name": "网站工作年度报表"}]}', "{TREE: [["]
)
def test_a_shell_without_an_annual_column_is_empty(config):
    listing = Gkmlpt(ROOT).read(shell(config))
    assert (listing.entries, listing.more, listing.gone) == ((), (), False)


def answer(articles, total, url=API):
    return Page(url, json.dumps({"total": total, "articles": articles}).encode())


def article(number, **given):
    return {"id": number, "title": REPORT, "url": f"{ROOT}/gkmlpt/content/0/0/post_{number}.html"} | given


@pytest.mark.parametrize(
    ("given", "url", "published"),
    [
        ({"display_publish_time": 1711814400}, "/gkmlpt/content/0/0/post_4688997.html", date(2024, 3, 31)),
        (
            {"display_publish_time": None, "date": "2024-03-31"},
            "/gkmlpt/content/0/0/post_4688997.html",
            date(2024, 3, 31),
        ),
        ({"url": None, "post_url": "/gk/content/post_4688997.html"}, "/gk/content/post_4688997.html", None),
        ({"url": "", "create_time": 0}, "/gkmlpt/content/4/4688/post_4688997.html", None),
        ({"url": None, "post_url": None, "id": "4688997"}, "/gkmlpt/content/4/4688/post_4688997.html", None),
    ],
)
def test_an_article_has_address_and_date_whatever_is_null(given, url, published):
    [entry] = Gkmlpt(ROOT).read(answer([article(4688997, **given)], 1)).entries
    assert (entry.url, entry.title, entry.published) == (ROOT + url, REPORT, published)


def test_an_article_brings_its_files():
    files = [{"name": "全文.pdf", "url": "/gkmlpt/attachment/0/1/1.pdf"}]
    [entry] = Gkmlpt(ROOT).read(answer([article(1, attachments=files)], 1)).entries
    assert [(file.title, file.url) for file in entry.attachments] == [
        ("全文.pdf", f"{ROOT}/gkmlpt/attachment/0/1/1.pdf")
    ]


@pytest.mark.parametrize(
    ("number", "shown", "total", "expected"),
    [
        ("1", 100, 235, [2, 3]),
        ("0", 100, 235, [2, 3]),
        ("1", 100, "200", [2]),
        ("1", 50, 120, [2, 3]),
        ("1", 35, 35, []),
        ("2", 100, 235, []),
        ("1", 0, 35, []),
        ("1", 100, None, []),
    ],
)
def test_the_first_page_tells_all_others(number, shown, total, expected):
    url = API.replace("page=1", f"page={number}")
    listing = Gkmlpt(ROOT).read(answer([article(n) for n in range(1, shown + 1)], total, url))
    assert [int(parse_qs(urlsplit(fetch.url).query)["page"][0]) for fetch in listing.more] == expected
    assert len(listing.entries) == shown


@pytest.mark.parametrize(
    "body", ["{", "{}", "[]", '{"articles": null}', '{"articles": [null, 1, {}]}', '{"error": "no"}']
)
def test_broken_answers_are_empty(body):
    listing = Gkmlpt(ROOT).read(Page(API, body.encode()))
    assert (listing.entries, listing.more) == ((), ())


def test_an_error_is_gone():
    assert Gkmlpt(ROOT).read(Page(API, b"", status=404)).gone


def test_a_page_of_the_platform_is_its_own_report():
    html = f'<meta name="ArticleTitle" content="{REPORT}"><div class="article-content">一、总体情况</div>'
    listing = Gkmlpt(ROOT).read(Page(f"{ROOT}/gkmlpt/content/4/4688/post_4688997.html", html.encode()))
    assert listing.itself
