import pytest

from gipcrawler.cms import Page, attachments

URL = "http://www.example.gov.cn/gk/202203/t20220311_1.html"


def read(inside):
    return attachments(Page(URL, f"<html><body>{inside}</body></html>".encode(), "utf-8"))


def test_files_are_found_by_type_each_once_with_their_printed_names():
    found = read(
        '<div class="TRS_Editor"><a href="./W020220311100000000001.docx">某县2021年年报.docx</a>'
        '<p><a href="./P020220311100000000002.pdf">下载</a></p></div>'
        '<div class="fj"><a href="/gk/202203/W020220311100000000001.docx">某县2021年年报.docx</a>'
        '<a href="/module/download/downfile.jsp?classid=0&amp;filename=ab12.doc">附件：2021年年报</a>'
        '<a href="./pic.png">图</a><a href="./t20220311_2.html">别的</a></div>'
    )
    assert [(file.url.rpartition("/")[2], file.title) for file in found] == [
        ("W020220311100000000001.docx", "某县2021年年报.docx"),
        ("P020220311100000000002.pdf", "P020220311100000000002.pdf"),
        ("downfile.jsp?classid=0&filename=ab12.doc", "附件：2021年年报"),
    ]


@pytest.mark.parametrize(
    ("link", "title"),
    [
        ('<a href="/public/downloadfile?id=12">附件：某县2024年年报.docx</a>', "附件：某县2024年年报.docx"),
        ('<a href="/gkmlpt/attachment/0/12" title="某县年报.pdf">某县…</a>', "某县年报.pdf"),
        ('<a href="/file/12" download="某县年报.wps">下载</a>', "某县年报.wps"),
        ('<a href="/group6/M00/00/1A/ab12.zip">附件</a>', "ab12.zip"),
        ("""<a href="javascript:;" onclick="down('/f/ab12.et')">附表</a>""", "附表"),
    ],
)
def test_a_download_is_known_by_its_printed_name(link, title):
    assert [file.title for file in read(link)] == [title]


def test_a_page_about_a_file_is_no_file():
    assert (
        read('<a href="/gk/202203/t20220311_2.html">附件：某县2024年年报.docx</a><a href="/down?id=1">说明</a>') == ()
    )


@pytest.mark.parametrize(
    "frame",
    [
        '<div class="footer"><a href="/manual.pdf">说明书</a></div>',
        '<ul id="nav"><li><a href="/a.doc">甲</a></li></ul>',
        "<footer><a href='/a.pdf'>甲</a></footer>",
        '<p><a href="/sqb.doc">政府信息公开申请表</a></p>',
    ],
)
def test_the_portals_own_files_are_left_out(frame):
    assert read(frame) == ()


@pytest.mark.parametrize(
    "markup",
    [
        '<iframe src="/pdfjs/web/viewer.html?file=/files/report.pdf"></iframe>',
        '<embed src="/files/report.pdf">',
        '<object data="/files/report.pdf"></object>',
        """<a href="javascript:void(0)" onclick="window.open('/files/report.pdf')">看</a>""",
    ],
)
def test_embedded_files_are_found(markup):
    assert [file.url for file in read(markup)] == ["http://www.example.gov.cn/files/report.pdf"]
