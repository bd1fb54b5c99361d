"""Each doorway by itself: what it lets pass, what it refuses, and which document of an entry it takes."""

import asyncio
import logging
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem, NotConfigured
from scrapy.settings import Settings
from scrapy.spiders import Spider

from gipcrawler.crawl.items import Fetched, Found
from gipcrawler.model import Capture, Exchange, RecordRef
from gipcrawler.reading import EntryReading, Whence
from gipcrawler.warc import ArchiveWriter
from pipelines.archive import ArchivePipeline
from pipelines.check import CheckPipeline
from pipelines.read import ReadPipeline
from pipelines.store import StorePipeline
from tests.press import Sheet, as_docx, as_html, as_pdf, sheets

NOWHERE = RecordRef("gone-00000.warc.gz", 0, 1, "<urn:uuid:0>", "", "")
SCAN = b"%PDF-1.4\n%%EOF\n"


def found(*bodies: bytes, records: tuple[RecordRef, ...] = ()) -> Found:
    refs = records or (NOWHERE,) * len(bodies)
    documents = [
        Fetched(
            Capture(f"https://a.gov.cn/{number}", datetime.now(UTC), 200, "application/octet-stream", ref), body, ""
        )
        for number, (body, ref) in enumerate(zip(bodies, refs, strict=True))
    ]
    title = "高青县田镇街道办事处2020年政府信息公开工作年度报告"
    return Found("run", "source", "370000", title, date(2021, 1, 20), documents)


def read(*bodies: bytes) -> Found:
    return asyncio.run(ReadPipeline().process_item(found(*bodies)))


def only(item: Found) -> EntryReading:
    (reading,) = item.entry.readings
    return reading


def blank(sheet: Sheet) -> Sheet:
    """The same sheet as nobody filled it in."""
    figures = {
        table: replace(told, rows={row: dict.fromkeys(columns) for row, columns in told.rows.items()})
        for table, told in sheet.figures.items()
    }
    return replace(sheet, figures=figures)


PAGE_OF_LINKS = "<html><body><p>年度报告全文见附件。</p></body></html>".encode()
WORDS = "<html><body><h1>某局2012年年度报告</h1><p>一、总体情况</p><p>全年公开信息三百条。</p></body></html>".encode()
FULL = as_html(sheets["003"])


@pytest.fixture
def record(tmp_path: Path):
    writer = ArchiveWriter(tmp_path / "warc", "test", {})
    now = datetime.now(UTC)
    response = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"
    yield writer, writer.write(Exchange("https://a.gov.cn/0", "GET", b"GET / HTTP/1.1\r\n\r\n", response, now, now))
    writer.close()


def test_archive_lets_pass_what_is_on_disk_in_an_open_and_in_a_finished_file(tmp_path, record):
    writer, ref = record
    doorway, item = ArchivePipeline(tmp_path / "warc"), found(b"hi", records=(ref,))
    assert doorway.process_item(item) is item
    writer.close()
    assert doorway.process_item(item) is item


def test_archive_refuses_a_document_without_its_record(tmp_path, record):
    _, ref = record
    doorway = ArchivePipeline(tmp_path / "warc")
    with pytest.raises(DropItem, match=r"/1 is not read: its record <urn:uuid:0> is not on disk"):
        doorway.process_item(found(b"hi", b"ho", records=(ref, NOWHERE)))
    with pytest.raises(DropItem, match="is not on disk"):
        doorway.process_item(found(b"hi", records=(replace(ref, offset=ref.offset + 10_000),)))
    with pytest.raises(DropItem, match="came without any document"):
        doorway.process_item(found())


def test_archive_looks_where_the_settings_say(tmp_path, record):
    _, ref = record
    crawler = Crawler(Spider, Settings({"ARCHIVE_DIR": str(tmp_path)}))
    doorway, item = ArchivePipeline.from_crawler(crawler), found(b"hi", records=(ref,))
    assert doorway.process_item(item) is item


def test_a_whole_page_is_read_and_its_attachments_are_not():
    item = read(FULL, as_docx(sheets["000"]))
    assert only(item).read_from == Whence(0)
    assert len(only(item).report.cells) == 198
    report = only(item).report
    assert (report.issuer, report.place) == (sheets["003"].issuer, "370322001")


@pytest.mark.parametrize("carrier", [as_docx, as_pdf])
def test_a_page_that_only_leads_to_its_attachment_is_passed_over(carrier):
    item = read(PAGE_OF_LINKS, carrier(sheets["003"]))
    assert only(item).read_from == Whence(1)
    assert len(only(item).report.cells) == 198


def test_a_form_that_nobody_filled_in_gives_way_to_the_report():
    item = read(PAGE_OF_LINKS, as_docx(blank(sheets["003"])), as_pdf(sheets["003"]))
    assert only(item).read_from == Whence(2)
    assert any(cell.value for cell in only(item).report.cells)


def test_a_form_that_nobody_filled_in_is_kept_where_there_is_nothing_else():
    item = read(as_docx(blank(sheets["003"])))
    assert {cell.state for cell in only(item).report.cells} == {"blank"}
    assert item.entry.readings


def test_a_report_in_words_alone_is_a_report():
    item = read(WORDS)
    assert [section.key for section in only(item).report.sections] == ["overview"]
    assert only(item).report.cells == ()


def test_what_no_document_holds_is_unreadable_with_every_reason(caplog):
    with caplog.at_level(logging.WARNING):
        item = read(b"", SCAN)
    assert item.entry.readings == ()
    assert "https://a.gov.cn/0: " in item.entry.reason
    assert "https://a.gov.cn/1: " in item.entry.reason
    assert item.title in caplog.text


def test_a_page_without_any_report_is_unreadable():
    assert read(PAGE_OF_LINKS).entry.reason == "No section and no table of the official forms in it."


def test_an_unreadable_attachment_does_not_stop_the_page():
    item = read(WORDS, SCAN)
    assert only(item).read_from == Whence(0)
    assert item.entry.readings


def test_check_adds_what_does_not_hold():
    item = read(FULL)
    cells = tuple(
        replace(cell, value=cell.value + 1) if (cell.row, cell.column) == ("new_requests", "total") else cell
        for cell in only(item).report.cells
    )
    wrong = replace(item, entry=item.entry.each(lambda report: replace(report, cells=cells)))
    broken = {finding.rule for finding in only(CheckPipeline().process_item(wrong)).report.findings}
    assert {"R1", "R3"} <= broken
    assert "R1" not in {finding.rule for finding in only(CheckPipeline().process_item(item)).report.findings}


def test_check_lets_the_unreadable_pass():
    item = read(PAGE_OF_LINKS)
    assert CheckPipeline().process_item(item) == item


def test_a_dry_run_has_no_store():
    with pytest.raises(NotConfigured):
        StorePipeline.from_crawler(Crawler(Spider, Settings({"DRY_RUN": True})))
