import pytest

from gipcrawler.documents.charset import decode

TEXT = "政府信息公开工作年度报告，本年新收申请十二件。"


@pytest.mark.parametrize("declared", [None, "utf-8", "gb2312", "GBK", "gb18030", "iso-8859-1", "no-such-name"])
@pytest.mark.parametrize("written", ["utf-8", "gb18030", "utf-8-sig", "utf-16"])
def test_a_lying_name_is_mended_by_the_bytes(written, declared):
    assert decode(TEXT.encode(written), (declared,))[0] == TEXT


def test_characters_beyond_gb2312_are_read_under_its_name():
    text = "朱镕基、李堃与𠮷林市"
    assert decode(text.encode("gb18030"), ("gb2312",)) == (text, "gb18030")


def test_big5_is_read_where_it_is_declared():
    text = "政府資訊公開工作年度報告"
    assert decode(text.encode("big5"), ("big5",)) == (text, "big5hkscs")


def test_the_first_name_that_fits_wins():
    assert decode("联通".encode("gb18030"), ("gbk", "utf-8"))[0] == "联通"


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
@pytest.mark.parametrize("declared", [None, "utf-8", "gbk"])
def test_a_character_cut_in_two_spoils_itself_only(charset, declared):
    half = "报".encode(charset)[:1]
    body = (TEXT + "\n").encode(charset) * 5 + half + b"\n<p>" + TEXT.encode(charset)
    text, name = decode(body, (declared,))
    assert name == charset
    assert text.startswith(TEXT)
    assert text.endswith("<p>" + TEXT)


def test_utf16_without_its_mark_is_known_by_its_zeros():
    assert decode("<html><body>公开</body></html>".encode("utf-16-le"))[0] == "<html><body>公开</body></html>"


def test_anything_decodes():
    text, _ = decode(bytes(range(256)) * 10, (None, "utf-8"))
    assert text
