import json
from decimal import Decimal

import pytest

from gipcrawler.documents import read_document
from gipcrawler.documents.answer_page import page_in
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Grid
from gipcrawler.reading import read
from tests.press import as_html, expected, synthetic

SHEET = synthetic("山东省高青县人民政府", 2022, "2021", 5)
PAGE = as_html(SHEET).decode()
CONTENT = PAGE[PAGE.index("<body") : PAGE.index("</body>")].partition(">")[2]


def answer(content, **more):
    return {"code": 200, "custom": {"title": SHEET.title, "infocontent": content, **more}}


@pytest.mark.parametrize("escaped", [True, False])
def test_a_report_inside_an_answer_reads_as_its_page_does(escaped):
    body = json.dumps(answer(CONTENT), ensure_ascii=escaped).replace("</", "<\\/").encode()
    report = read(body, "application/json;charset=UTF-8")
    assert (report.title, report.year) == (SHEET.title, 2022)
    cells = {(cell.table, cell.row, cell.sub_row, cell.column): cell.value for cell in report.cells}
    assert cells == {address[:4]: Decimal(str(address[4])) for address in expected(SHEET)}
    assert any(isinstance(block, Grid) for block in read_document(body).blocks)


def test_its_files_are_links_of_the_page():
    page = page_in(json.dumps(answer(CONTENT, attach=[{"name": "全文", "url": "/files/a.pdf"}])))
    assert '<a href="/files/a.pdf">a.pdf</a>' in page


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"a": "<p>短</p>"}', "<html></html>", '{"a": ' * 5000])
def test_anything_else_carries_no_page(text):
    assert page_in(text) is None


def test_data_without_a_page_is_refused_by_what_it_is():
    with pytest.raises(UnreadableError, match="JSON"):
        read_document(b'{"data": {"text": "<p>no</p>"}}')
