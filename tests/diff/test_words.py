import pytest
from hypothesis import given
from hypothesis import strategies as st

from gipcrawler.diff.words import split_words

PRINTED = st.text(
    alphabet="政府信息公开年度报告截至2021年，。（一） 　\n\u200bABC-%,.0123456789⺠Ａ１資訊", max_size=60
)


def keys(text):
    return [word.key for word in split_words(text)]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("共收到申请1,808件", "1,808"),
        ("办结率98.5%。", "98.5%"),
        ("２０２１年", "2021"),
        ("收入0.092万元", "0.092"),
        ("共 1 3 件", "13"),
        ("第12345678901234567890号", "12345678901234567890"),
    ],
)
def test_a_figure_is_one_word(text, figure):
    assert figure in keys(text)


def test_chinese_is_parted_into_words_and_marks():
    assert keys("本机关受理申请，依法答复。") == ["本", "机关", "受理", "申请", ",", "依法", "答复", "。"]


def test_an_address_is_one_word():
    assert "http://www.example.gov.cn/a/b-1.html" in keys("网址为http://www.example.gov.cn/a/b-1.html，全年可查")


@pytest.mark.parametrize("text", ["政 府 信 息", "政\u3000府信\n息", "\u200b政府信息", "政府資訊"])
def test_spacing_and_script_do_not_count(text):
    assert "".join(keys(text)) in {"政府信息", "政府资讯"}


@given(PRINTED)
def test_words_put_together_are_the_text(text):
    words = split_words(text)
    assert "".join(word.text for word in words) == (text if words else "")
    assert all(word.key for word in words)


@pytest.mark.parametrize("mark", ["，", "。", "（", "”", "—", "、"])
def test_a_mark_says_nothing(mark):
    (word,) = split_words(mark)
    assert word.is_mark


@pytest.mark.parametrize("word", ["-5", "+", "%", "一", "a", "0"])
def test_a_sign_a_figure_and_a_word_say_something(word):
    assert not any(one.is_mark for one in split_words(word))
