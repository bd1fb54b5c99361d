"""Pictures in documents: what they show is read where the document has no table, and else said to be missing."""

import base64
import io
from email.message import EmailMessage

import docx
import pytest

from gipcrawler.documents import read_document
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Block, Grid, Paragraph
from tests.press.scan import FIGURES, saved, table

ALL = [figure for line in FIGURES for figure in line]
PICTURE = saved(table(FIGURES))
EMBEDDED = "data:image/png;base64," + base64.b64encode(PICTURE).decode()
PROSE = "<h2>二、主动公开政府信息情况</h2><p>本年按时公开，表见图。</p>"


def figures(blocks: tuple[Block, ...]) -> list[str]:
    return [cell.text for block in blocks if isinstance(block, Grid) for cell in block.cells]


def page(body: str) -> bytes:
    return f"<html><head><meta charset='utf-8'></head><body><div id='zoom'>{body}</div></body></html>".encode()


def test_a_picture_that_the_page_itself_holds():
    document = read_document(page(f"{PROSE}<p><img src='{EMBEDDED}'></p>"))
    assert document.media_type == "text/html"
    assert figures(document.blocks) == ALL


def test_a_page_with_a_table_of_its_own_keeps_to_it():
    own = "<table border=1><tr><td>规章</td><td>0</td></tr><tr><td>行政许可</td><td>5</td></tr></table>"
    document = read_document(page(f"{PROSE}{own}<p><img src='{EMBEDDED}'></p>"))
    assert figures(document.blocks) == ["规章", "0", "行政许可", "5"]


def test_pictures_elsewhere_are_said_to_be_missing():
    document = read_document(page(f"{PROSE}<p><img src='/files/W020.png'><img src='/images/icon_doc.gif'></p>"))
    last = document.blocks[-1]
    assert isinstance(last, Paragraph)
    assert last.text == "（图片未识别，另处 1 幅：/files/W020.png）"


def test_a_page_of_nothing_but_pictures_elsewhere_names_them():
    with pytest.raises(UnreadableError, match=r"only 2 pictures .*W020_1\.png"):
        read_document(page("<p><img src='W020_1.png'><img src='W020_2.png'></p>"))


@pytest.mark.parametrize("name", ["cid:table1", "http://www.example.gov.cn/files/table.png", "table.png"])
def test_a_picture_saved_with_its_page(name):
    message = EmailMessage()
    message.set_content(page(f"{PROSE}<p><img src='{name}'></p>").decode(), subtype="html")
    message.add_related(PICTURE, "image", "png", cid="<table1>")
    (part,) = (part for part in message.walk() if part.get_content_maintype() == "image")
    part["Content-Location"] = "http://www.example.gov.cn/files/table.png"
    assert figures(read_document(message.as_bytes()).blocks) == ALL


def test_a_word_file_of_pictures():
    file = io.BytesIO()
    made = docx.Document()
    made.add_paragraph("二、主动公开政府信息情况")
    made.add_picture(io.BytesIO(PICTURE))
    made.save(file)
    assert figures(read_document(file.getvalue()).blocks) == ALL


def test_without_the_extra_what_is_not_read_is_said(monkeypatch):
    monkeypatch.setattr("gipcrawler.documents.scan.find_spec", lambda _name: None)
    *_, last = read_document(page(f"{PROSE}<p><img src='{EMBEDDED}'></p>")).blocks
    assert isinstance(last, Paragraph)
    assert last.text == "（图片未识别，文中 1 幅）"
    with pytest.raises(UnreadableError, match=r"gipcrawler\[ocr\]"):
        read_document(page(f"<p><img src='{EMBEDDED}'></p>"))
