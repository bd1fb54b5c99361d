import pytest

from gipcrawler.cms import canonical
from gipcrawler.cms.addresses import document_type, unmirrored

SAME = [
    ("https://www.cq.gov.cn/a/t20230130_1_wap.html", "https://www.cq.gov.cn/a/t20230130_1.html"),
    ("https://www.gd.gov.cn/a/mpost_12.html", "https://www.gd.gov.cn/a/post_12.html"),
    (
        "https://www.beijing.gov.cn/gate/big5/www.beijing.gov.cn/gk/t20250331_1.html",
        "https://www.beijing.gov.cn/gk/t20250331_1.html",
    ),
    ("https://www.hainan.gov.cn/a/1.shtml?ddtab=true", "https://www.hainan.gov.cn/a/1.shtml"),
    ("http://www.jiangxi.gov.cn/a/", "https://jiangxi.gov.cn/a/index.html"),
    ("http://www.jiangxi.gov.cn:80/a/#top", "http://www.jiangxi.gov.cn/a/"),
    ("http://a.gov.cn/right.html/", "http://a.gov.cn/right.html"),
    ("http://a.gov.cn/x?b=2&a=1", "http://a.gov.cn/x?a=1&b=2"),
    ("http://a.gov.cn/x?n=%E6%94%BF", "http://a.gov.cn/x?n=政"),
]
DIFFERENT = [
    ("http://a.gov.cn/col/col1/index.html?vc_xxgkarea=11370000&jh=264", "http://a.gov.cn/col/col1/index.html"),
    ("http://a.gov.cn/gk/?gk=4", "http://a.gov.cn/gk/?gk=3"),
    ("http://a.gov.cn/a/index_1.html", "http://a.gov.cn/a/index.html"),
    ("https://a.gov.cn:8443/a.html", "https://a.gov.cn/a.html"),
    ("http://fgw.a.gov.cn/", "http://a.gov.cn/"),
    ("http://a.gov.cn/gkmlpt/annualreport#2629", "http://a.gov.cn/gkmlpt/annualreport#2630"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_page_have_one_key(one, other):
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_pages_have_different_keys(one, other):
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("http://a.gov.cn/x/P020190718405496118120.pdf", "pdf"),
        ("http://a.gov.cn/module/download/downfile.jsp?classid=0&filename=ab12.docx", "docx"),
        ("http://a.gov.cn/download/file?filePath=/group1/M00/a.doc", "doc"),
        ("http://a.gov.cn/x.WPS", "wps"),
        ("http://a.gov.cn/group6/M00/00/1A/ab12.zip", "zip"),
        ("http://a.gov.cn/x.html", None),
        ("http://a.gov.cn/x.png", None),
    ],
)
def test_the_address_promises_a_file_type(url, kind):
    assert document_type(url) == kind


def test_a_mirror_is_left_for_its_page():
    mirrored = "https://www.beijing.gov.cn/gate/big5/www.beijing.gov.cn/gk/a.html?x=1"
    assert unmirrored(mirrored) == "https://www.beijing.gov.cn/gk/a.html?x=1"
    assert unmirrored("https://www.beijing.gov.cn/gk/a.html") == "https://www.beijing.gov.cn/gk/a.html"
