"""Pages that lead astray, in one crawl: endless calendars, tabs told apart by their query, files in every wrapping."""

import io
import zipfile

import pytest

from tests.press import as_docx, as_pdf, sheets, synthetic
from tests.replica.site import Answer, Site, download, moved, page
from tests.traps.portal import HOST, ROOT, Crawled, listing, report

ZIPPED = "政府信息公开年报.zip"


def zipped(name: str, body: bytes) -> Answer:
    """An archive with one file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, body)
    return Answer(200, buffer.getvalue(), "application/zip")


def calendar(asked):
    """A month of a calendar, which has a next one for ever."""
    month = int(asked.fields.get("month", "1"))
    days = "".join(f"<td>{day}</td>" for day in range(1, 29))
    after = f'<a href="?month={month + 1}">下一页</a>'
    return page(f"<html><head><title>工作日历</title></head><body><table>{days}</table>{after}</body></html>")


def tabs(asked):
    """One address, whose query alone says whose reports it lists; without it, it is the first tab's."""
    gk = asked.fields.get("gk", "3")
    return {"3": listing({"/tab/3.html": "发改局"}), "4": listing({"/tab/4.html": "粮食局"})}[gk]


LINES = {
    "/files/direct.pdf": "一镇",
    "/down/downfile.jsp?classid=0&filename=2101.docx": "丙镇",
    "/zip.html": "乙镇",
    "/rar.html": "丁镇",
    "http://www.jia.example.com/gk/1.html": "戊镇",
}
TABS = '<a href="/tab/?gk=4">2024年</a><a href="/tab/?gk=3">2023年</a><a href="/rili/?month=1">下一页</a>'


def column(asked):
    """The column: one page with lines and tabs, and empty pages behind it for ever."""
    number = int(asked.fields.get("page", "1"))
    return listing(LINES if number == 1 else {}, f'{TABS}<a href="?page={number + 1}">下一页</a>')


def site():
    town, village = (synthetic(f"甲县{name}镇人民政府", 2023, "2021") for name in "乙丙")
    main = Site(HOST)
    main.pages |= {
        "/files/direct.pdf": download(as_pdf(sheets["002"]), "direct.pdf"),
        "/attach/0/2101.docx": download(as_docx(village), "2101.docx"),
        "/zip.html": report("乙镇", inside=f'<p>附件：<a href="/files/nb.zip">{ZIPPED}</a></p>'),
        "/files/nb.zip": zipped("年报.docx", as_docx(town)),
        "/rar.html": report("丁镇", inside='<p>附件：<a href="/files/nb.rar">年报.rar</a></p>'),
        "/files/nb.rar": Answer(200, b"Rar!\x1a\x07\x01\x00" + bytes(40), "application/octet-stream"),
        "/tab/3.html": report("发改局"),
        "/tab/4.html": report("粮食局"),
    }
    main.programs |= {
        "/down/downfile.jsp": lambda asked: moved(f"/attach/0/{asked.fields['filename']}"),
        "/gk/": column,
        "/rili/": calendar,
        "/tab/": tabs,
    }
    return main


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    return Crawled(tmp_path_factory.mktemp("pages"), [site()])


def test_every_wrapping_is_opened_and_what_cannot_be_leaves_the_page(crawled):
    assert crawled.reports == {
        f"{ROOT}/files/direct.pdf",
        f"{ROOT}/attach/0/2101.docx",
        f"{ROOT}/files/nb.zip",
        f"{ROOT}/rar.html",
        f"{ROOT}/tab/3.html",
        f"{ROOT}/tab/4.html",
    }
    held = {record.url: record for record in crawled.records()}
    assert held[f"{ROOT}/files/nb.zip"].payload.startswith(b"PK")
    assert held[f"{ROOT}/files/nb.rar"].payload.startswith(b"Rar!")
    assert crawled["new"] == 6


def test_a_pager_without_end_is_left_and_said(crawled):
    pages = [url for url, _ in crawled.asked if "/gk/?page=" in url]
    assert 10 <= len(pages) <= 20
    assert len(set(pages)) == len(pages)
    assert crawled.run["verdict"] == "short"
    assert crawled.run["fell_short"] == [f"{ROOT}/gk/ leads from page to page without end: the rest was not asked for"]


def test_no_day_of_a_calendar_and_no_foreign_mirror_is_asked(crawled):
    assert not [url for url, _ in crawled.asked if "/rili/" in url or "example.com" in url]


def test_tabs_that_only_the_query_tells_apart_are_two(crawled):
    assert crawled.of(f"{ROOT}/tab/?gk=3") == crawled.of(f"{ROOT}/tab/?gk=4") == [200]
