"""Every carrier gives every figure: twelve reports, as the press prints them and as other programs write them."""

import time
from contextlib import suppress
from random import Random

import pytest

from gipcrawler.documents import read_document
from gipcrawler.documents.sniff import Kind, sniff
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Document, Report
from gipcrawler.reading import report_of
from tests.press import expected
from tests.press.carriers import CARRIERS
from tests.press.twelve import reports

KINDS = {
    "doc": Kind.DOC,
    "doc-of-word": Kind.DOC,
    "rtf": Kind.RTF,
    "rtf-of-word": Kind.RTF,
    "rtf-in-unicode": Kind.RTF,
    "odt": Kind.ODT,
    "xls": Kind.XLS,
    "xlsx": Kind.XLSX,
    "ofd": Kind.OFD,
    "mht": Kind.MHT,
    "mht-base64": Kind.MHT,
    "zip": Kind.ZIP,
}


@pytest.mark.parametrize("carrier", sorted(KINDS))
def test_a_carrier_gives_every_figure(carrier):
    kind, body_of = KINDS[carrier], CARRIERS[carrier]
    cells = 0
    for name, sheet in reports.items():
        body = body_of(name, sheet)
        assert sniff(body) is kind
        report = report_of(read_document(body))
        assert figures(report) == {cell[:4]: cell[4] for cell in expected(sheet)}, name
        cells += len(report.cells)
        assert [section.title for section in report.sections] == [section.title for section in sheet.sections], name
        assert [prose(section.text) for section in report.sections] == [
            prose("".join(section.paragraphs)) for section in sheet.sections
        ], name
        assert report.year == sheet.year, name
        assert sheet.issuer is None or (report.issuer and sheet.issuer.startswith(report.issuer)), name
        assert len(report.leftovers) == len(sheet.figures["active_disclosure"].extra_rows), name
    assert len(reports) >= 12
    assert cells >= 2_000


def figures(report: Report):
    return {(cell.table, cell.row, cell.sub_row, cell.column): cell.value for cell in report.cells}


def prose(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("carrier", sorted(KINDS))
def test_damage_ends_as_unreadable_or_as_what_is_left(carrier):
    body = CARRIERS[carrier]("001", reports["001"])
    random = Random(carrier)
    for _ in range(10):
        spoilt = bytearray(body[: random.randrange(len(body))] if random.random() < 0.4 else body)
        for _ in range(random.choice((1, 30, 500))):
            if spoilt:
                spoilt[random.randrange(len(spoilt))] = random.choice((0, 255, random.randrange(256)))
        with suppress(UnreadableError):
            assert isinstance(read_document(bytes(spoilt)), Document)


# Milliseconds of the processor for a report of 200 figures on some four pages
COSTS = {
    "doc": 300,
    "doc-of-word": 300,
    "rtf": 300,
    "odt": 100,
    "xls": 100,
    "xlsx": 100,
    "ofd": 480,
    "docx": 60,
    "pdf": 480,
}


@pytest.mark.parametrize("carrier", sorted(COSTS))
def test_a_carrier_is_read_within_its_cost(carrier):
    body = CARRIERS[carrier]("huaian_2024", reports["huaian_2024"])
    read_document(body)  # its libraries load
    spent = []
    for _ in range(5):
        start = time.process_time()
        read_document(body)
        spent.append(time.process_time() - start)
    assert min(spent) * 1000 <= COSTS[carrier]
