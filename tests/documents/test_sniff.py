import io
import struct
import zipfile

import pytest

from gipcrawler.documents import read_document
from gipcrawler.documents.sniff import Kind, sniff
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Paragraph

PAGE = "<html><body><div id='zoom'><p>一、总体情况</p><p>本年公开信息12条。</p></div></body></html>"


def package(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        for name in names:
            file.writestr(zipfile.ZipInfo(name), "<x/>")  # its time is fixed, as the names of tests must be
    return held.getvalue()


def compound(stream: str) -> bytes:
    """An OLE file of one sector of directory, in which stands a root and one empty stream ([MS-CFB] 2.2, 2.6)."""
    free = b"\xff\xff\xff\xff"
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0) + free * 108
    table = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE) + free * 126
    return head + table + entry("Root Entry", 5, child=1) + entry(stream, 2) + bytes(256)


def entry(name: str, kind: int, child: int = 0xFFFFFFFF) -> bytes:
    told = f"{name}\0".encode("utf-16-le")
    links = struct.pack("<BBIII", kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
    return told.ljust(64, b"\0") + struct.pack("<H", len(told)) + links + bytes(36) + struct.pack("<IQ", 0xFFFFFFFE, 0)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (PAGE.encode(), Kind.HTML),
        (PAGE.encode("gb18030"), Kind.HTML),
        (b"\xef\xbb\xbf\r\n<!-- made by Word -->\r\n<!DOCTYPE html><html></html>", Kind.HTML),
        (
            b'<?xml version="1.0" encoding="gb2312"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN"><html/>',
            Kind.HTML,
        ),
        (PAGE.encode("utf-16"), Kind.HTML),
        ("<p>一、总体情况</p><p>无。</p><p>二、</p>".encode(), Kind.HTML),
        ("一、总体情况\n本年公开信息12条。".encode(), Kind.PLAIN),
        ("一、总体情况\n本年公开信息12条。".encode("gb18030"), Kind.PLAIN),
        ("一、总体情况\n本年公开信息12条。".encode("utf-16"), Kind.PLAIN),
        ("BM 是部门的缩写，本年公开信息12条。".encode(), Kind.PLAIN),
        ("PDF 格式（%PDF 开头）的报告见附件。".encode(), Kind.PLAIN),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", Kind.PDF),
        (b"\r\n\r\n%PDF-1.4\n", Kind.PDF),
        (package("[Content_Types].xml", "word/document.xml"), Kind.DOCX),
        (package("[Content_Types].xml", "word/document2.xml"), Kind.DOCX),
        (package("xl/workbook.xml", "[Content_Types].xml"), Kind.XLSX),
        (package("mimetype", "content.xml"), Kind.ODT),
        (package("OFD.xml", "Doc_0/Document.xml"), Kind.OFD),
        (package("report.docx", "photo.jpg"), Kind.ZIP),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", Kind.JPEG),
        (b"\x89PNG\r\n\x1a\n\x00", Kind.PNG),
        (b"GIF89a\x00", Kind.GIF),
        (b"BM\x36\x00\x00\x00\x00\x00\x00\x00", Kind.BMP),
        (b"II*\x00\x08", Kind.TIFF),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", Kind.WEBP),
        (b"Rar!\x1a\x07\x00abc", Kind.RAR),
        (b"Rar!\x1a\x07\x01\x00abc", Kind.RAR),
        (compound("WordDocument"), Kind.DOC),
        (compound("Workbook"), Kind.XLS),
        (compound("Book"), Kind.XLS),
        (b"{\\rtf1\\ansi", Kind.RTF),
        (b"\r\n{\\rtf1\\ansi", Kind.RTF),
        (b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(40), Kind.XLS),
        (b"\x09\x04\x06\x00\x00\x00\x10\x00" + bytes(40), Kind.XLS),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n<html>", Kind.MHT),
        (
            b"From: <saved>\r\nSubject: =?gb2312?B?xOqxqA==?=\r\nContent-Type: multipart/related;\r\n\tboundary=x",
            Kind.MHT,
        ),
    ],
)
def test_bytes_say_what_they_are(body, kind):
    assert sniff(body) is kind


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "empty"),
        (b" \r\n\0\0", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (compound("EncryptedPackage"), "password"),
        (compound("PowerPoint Document"), ".ppt"),
        (compound("WordDocument")[:700], "truncated Office file"),
        (compound("Unheard"), "old Office"),
        (package("word/document.xml")[:-40], "truncated Word file"),
        (package("something")[:-40], "truncated zip"),
        (package("xl/workbook.bin"), ".xlsb"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "7z"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "sound"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument>', "Word XML"),
        (bytes(range(256)) * 40, "unknown binary"),
    ],
)
def test_what_is_not_read_is_named_in_one_sentence(body, says):
    with pytest.raises(UnreadableError) as error:
        sniff(body)
    sentence = str(error.value)
    assert says in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert ":" in sentence  # what to do comes after it


def test_a_name_and_a_media_type_are_not_believed():
    document = read_document(PAGE.encode(), "application/msword")
    assert document.media_type == "text/html"
    assert document.blocks[0] == Paragraph("一、总体情况")


def test_the_charset_of_the_media_type_is_believed_where_the_bytes_agree():
    assert read_document(PAGE.encode("gb18030"), "text/html; charset=GBK").blocks[0] == Paragraph("一、总体情况")
    assert read_document(PAGE.encode("gb18030"), 'text/html;charset="utf-8"').blocks[0] == Paragraph("一、总体情况")
