import json
from datetime import date
from urllib.parse import parse_qs

import pytest

from gipcrawler.cms import Epoint, Page, attachments, read_detail
from gipcrawler.cms.filled import filled_by

HOST = "http://www.example.gov.cn"
GUID = "29527d47-65f0-4e58-9a95-804549f339e9"
FRAME = f"{HOST}/xxgk/showinfo.html?infoGuid={GUID}"
TITLE = "某区2024年政府信息公开工作年度报告"
SCRIPT = '<script>$.post("/EpointWebService/rest/govinfo/getGovInfoDetail", {params: p}, show)</script>'
TEXT = "<p>一、总体情况</p><p>二、主动公开政府信息情况</p><p>三、收到和处理政府信息公开申请情况</p>" + 40 * "<p>内</p>"


def page(inside, url=FRAME, status=200):
    return Page(url, f"<html><body>{inside}</body></html>".encode(), "utf-8", status)


def test_a_list_gives_the_frames_of_its_reports_and_its_next_page():
    item = f'<li><a href="/xxgk/showinfo.html?infoGuid={GUID}">{TITLE}</a><span>2025-01-26</span></li>'
    listing = Epoint(HOST).read(page(f'{item}<a href="2.html">2</a>', f"{HOST}/xxgk/001/1.html"))
    assert [(entry.url, entry.published) for entry in listing.entries] == [(FRAME, date(2025, 1, 26))]
    assert [fetch.url for fetch in listing.more] == [f"{HOST}/xxgk/001/2.html"]


def test_a_frame_is_filled_by_the_program_that_it_names():
    fetch = filled_by(page(SCRIPT))
    assert Epoint(FRAME).read(page(SCRIPT)).more == (fetch,)
    assert fetch.method == "POST"
    assert fetch.url == f"{HOST}/EpointWebService/rest/govinfo/getGovInfoDetail?infoGuid={GUID}"
    assert json.loads(parse_qs(fetch.body.decode())["params"][0]) == {"infoid": GUID}
    assert dict(fetch.headers)["Referer"] == FRAME


ANSWER = filled_by(page(SCRIPT)).url


def answer(**custom):
    said = {"title": TITLE, "infodate": "2025-01-26 10:00:00"}
    return Page(ANSWER, json.dumps({"status": {"code": 200}, "custom": said | custom}).encode())


def test_an_answer_is_the_report_with_its_files():
    full = answer(infocontent=TEXT, attach=[{"name": "全文", "url": "/files/全文.pdf"}])
    listing = Epoint(FRAME).read(full)
    [entry] = listing.entries
    assert listing.itself
    assert (entry.url, entry.title, entry.published) == (ANSWER, TITLE, date(2025, 1, 26))
    assert [file.url for file in entry.attachments] == [f"{HOST}/files/全文.pdf"]
    detail = read_detail(full)
    assert (detail.report, detail.title) == (True, TITLE)
    assert [file.url for file in attachments(full)] == [f"{HOST}/files/全文.pdf"]


def test_an_answer_without_text_gives_its_files_as_the_report():
    listing = Epoint(FRAME).read(answer(infocontent="", attach=[{"name": "年报.pdf", "url": "/files/a.pdf"}]))
    assert [(entry.url, entry.title, entry.published) for entry in listing.entries] == [
        (f"{HOST}/files/a.pdf", TITLE, date(2025, 1, 26))
    ]
    assert not listing.itself


@pytest.mark.parametrize("body", [b"{", b"{}", b"[]", b'{"custom": null}', b'{"custom": {"title": 5}}'])
def test_an_answer_that_says_nothing_is_empty(body):
    listing = Epoint(FRAME).read(Page(ANSWER, body))
    assert (listing.entries, listing.more) == ((), ())


@pytest.mark.parametrize(
    "inside",
    [
        '<div id="app"></div><script src="/static/app.js"></script>',
        "<div id=detail></div><script>$.post('/html/info/detail', {id: 34}, show)</script>",
        "<script>new CMS({site: 1})</script>",
    ],
)
def test_a_frame_whose_request_nobody_knows_is_shown_by_the_browser(inside):
    url = f"{HOST}/art/info/12/34"
    fetch = filled_by(page(inside, url))
    assert (fetch.url, fetch.browser) == (url, True)
    assert filled_by(page(inside + TEXT * 9, url)) is None


@pytest.mark.parametrize(("inside", "status"), [(SCRIPT, 404), ("<p>正文</p>", 200), ("", 200)])
def test_any_other_page_is_filled_by_nothing(inside, status):
    assert filled_by(page(inside, f"{HOST}/xxgk/showinfo.html?id=1" if status == 200 else FRAME, status)) is None
