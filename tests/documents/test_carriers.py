"""Every carrier gives every figure: twelve reports, as the press prints them and as other programs write them."""

import io
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from gipcrawler.documents import read_document
from gipcrawler.documents.sniff import Kind, sniff
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Document, Report
from gipcrawler.reading import report_of
from tests.press import as_docx, as_pdf, expected
from tests.press.doc import as_doc
from tests.press.mht import as_mht
from tests.press.ofd import as_ofd
from tests.press.rtf import as_rtf
from tests.press.sheet import Sheet
from tests.press.twelve import reports
from tests.press.xlsx import as_xlsx

FIXTURES = Path(__file__).parents[1] / "fixtures" / "carriers"


def written(carrier: str) -> Callable[[str, Sheet], bytes]:
    """A reader of the fixtures that other programs wrote (`tests/fixtures/carriers/make.py`)."""

    def body(name: str, _: Sheet) -> bytes:
        with zipfile.ZipFile(FIXTURES / f"{carrier}.zip") as held:
            return held.read(f"{name}.{carrier}")

    return body


def zipped(*files: tuple[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, body in files:
            archive.writestr(name, body)
    return held.getvalue()


CARRIERS: dict[str, tuple[Kind, Callable[[str, Sheet], bytes]]] = {
    "doc": (Kind.DOC, written("doc")),
    "doc-of-word": (Kind.DOC, lambda _, sheet: as_doc(sheet)),
    "rtf": (Kind.RTF, written("rtf")),
    "rtf-of-word": (Kind.RTF, lambda _, sheet: as_rtf(sheet)),
    "rtf-in-unicode": (Kind.RTF, lambda _, sheet: as_rtf(sheet, unicode=True)),
    "odt": (Kind.ODT, written("odt")),
    "xls": (Kind.XLS, written("xls")),
    "xlsx": (Kind.XLSX, lambda _, sheet: as_xlsx(sheet)),
    "ofd": (Kind.OFD, lambda _, sheet: as_ofd(sheet)),
    "mht": (Kind.MHT, lambda _, sheet: as_mht(sheet)),
    "mht-base64": (Kind.MHT, lambda _, sheet: as_mht(sheet, "base64")),
    "zip": (Kind.ZIP, lambda name, sheet: zipped((f"{name}.docx", as_docx(sheet)))),
}


@pytest.mark.parametrize("carrier", sorted(CARRIERS))
def test_a_carrier_gives_every_figure(carrier):
    kind, body_of = CARRIERS[carrier]
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


@pytest.mark.parametrize("carrier", sorted(CARRIERS))
def test_damage_ends_as_unreadable_or_as_what_is_left(carrier):
    _, body_of = CARRIERS[carrier]
    body = body_of("001", reports["001"])
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
    printers = {"docx": as_docx, "pdf": as_pdf}
    sheet = reports["huaian_2024"]
    body = printers[carrier](sheet) if carrier in printers else CARRIERS[carrier][1]("huaian_2024", sheet)
    read_document(body)  # its libraries load
    spent = []
    for _ in range(5):
        start = time.process_time()
        read_document(body)
        spent.append(time.process_time() - start)
    assert min(spent) * 1000 <= COSTS[carrier]
