from datetime import date

import pytest

from gipcrawler.cms.adapter import Page
from gipcrawler.cms.records import day_of, entry_of, json_of, records

URL = "http://www.example.gov.cn/gk/list.html"
PAGE = Page(URL, b"")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1711814400, date(2024, 3, 31)),  # midnight in China is the day before in UTC
        ("1711814400", date(2024, 3, 31)),
        (1711814400000, date(2024, 3, 31)),
        (1711814400.5, date(2024, 3, 31)),
        ("2024-03-31 10:20:30", date(2024, 3, 31)),
        ("20240331", date(2024, 3, 31)),
        ("2024-03-31T10:20:30.000+08:00", date(2024, 3, 31)),
    ],
)
def test_dates_are_text_seconds_or_milliseconds(value, expected):
    assert day_of({"date": value}) == expected


@pytest.mark.parametrize("value", [None, "", 0, -1, True, "soon", [], {}, 10**30, 1e300, "9" * 40, float("nan")])
def test_any_other_value_is_no_date(value):
    assert day_of({"date": value}) is None


def test_a_null_before_the_date_is_passed_over():
    assert day_of({"display_publish_time": None, "date": 0, "created_at": "2024-03-31"}) == date(2024, 3, 31)


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ([{"fileName": "全文.docx", "filePath": "/f/a.docx"}], [("http://www.example.gov.cn/f/a.docx", "全文.docx")]),
        (
            [{"fileName": "a.pdf", "filePath": "/f/a.pdf", "domainName": "http://files.example.gov.cn"}],
            [("http://files.example.gov.cn/f/a.pdf", "a.pdf")],
        ),
        (
            [{"fileName": "a.pdf", "filePath": "/f/a.pdf", "domainName": "files.example.gov.cn"}],
            [("http://files.example.gov.cn/f/a.pdf", "a.pdf")],
        ),
        ('[{"name": "a.pdf", "url": "b/a.pdf"}]', [("http://www.example.gov.cn/gk/b/a.pdf", "a.pdf")]),
        (["/f/a.pdf"], [("http://www.example.gov.cn/f/a.pdf", "a.pdf")]),
        ("/f/a.pdf", [("http://www.example.gov.cn/f/a.pdf", "a.pdf")]),
        ({"url": "/f/a.pdf"}, [("http://www.example.gov.cn/f/a.pdf", "a.pdf")]),
    ],
)
def test_files_of_every_shape_are_attachments(files, expected):
    entry = entry_of(PAGE, {"title": "甲", "url": "/a.html", "attachments": files})
    assert [(file.url, file.title) for file in entry.attachments] == expected


@pytest.mark.parametrize("files", [None, [], "", 7, [None, 7, {}, {"fileName": "a"}], "[]", "null"])
def test_what_names_no_file_is_no_attachment(files):
    assert entry_of(PAGE, {"title": "甲", "url": "/a.html", "attachments": files}).attachments == ()


def test_marked_hits_and_character_references_are_plain():
    assert (
        entry_of(PAGE, {"title": "某县<em>2024</em>年&ldquo;年报&rdquo;", "url": "/a.html"}).title == "某县2024年“年报”"
    )


@pytest.mark.parametrize("record", [{}, {"title": "甲"}, {"url": "/a.html"}, {"title": " ", "url": "/a.html"}])
def test_a_record_without_address_or_title_is_none(record):
    assert entry_of(PAGE, record) is None


@pytest.mark.parametrize(("body", "expected"), [("{}", {}), ("[1]", {}), ("{cut", {}), ("<html>", None), ("", None)])
def test_json_is_told_from_any_other_page(body, expected):
    assert json_of(Page(URL, body.encode())) == expected


def test_records_are_found_in_a_list_and_in_its_text():
    assert records([{"a": 1}, None, 2]) == records('[{"a": 1}]') == [{"a": 1}]
    assert records({"a": 1}) == records(None) == []
