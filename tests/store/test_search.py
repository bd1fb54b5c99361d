"""Search: words wherever they stand, short ones too, narrowed by place, year, level and section."""

import pytest

from gipcrawler.errors import ArgumentError
from gipcrawler.model import Section
from gipcrawler.store import Query
from tests.readings import capture, reading, report

TEXTS = {
    2020: ("370322001", "高青县田镇街道办事处", "本年收到人大建议三件，均已答复并公开。"),
    2021: ("370322001", "高青县田镇街道办事处", "微博发布 100%_ 公开信息；“三安全一稳定”。"),
    2022: ("510100", "成都市人民政府", "本年未收到建议。OFD 与 PDF 并存"),
}


@pytest.fixture
def filled(store):
    for year, (place, issuer, text) in TEXTS.items():
        sections = (Section("overview", "一", "总体情况", text), Section("problems", "五", "问题", "公开不够及时。"))
        given = report(year=year, place=place, issuer=issuer, sections=sections, cells=(), findings=())
        store.save(reading(given, capture(f"https://a/{year}")))
    return store


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ("人大建议", [2020]),
        ("建议", [2022, 2020]),
        ("议", [2022, 2020]),
        ("收到 答复", [2020]),
        ('"三安全一稳定"', [2021]),
        ("100%_", [2021]),
        ("%", [2021]),
        ("pdf", [2022]),
        ("of", [2022]),
        ("公开 不够", [2022, 2021, 2020]),
        ("从未有过", []),
        ("鑫", []),
    ],
)
def test_words_are_found_wherever_they_stand(filled, words, years):
    assert [one.year for one in filled.search(Query(words))] == years
    assert filled.count_hits(Query(words)) == len(years)


@pytest.mark.parametrize(
    ("narrowed", "years"),
    [
        ({"place": "370000"}, [2021, 2020]),
        ({"place": "510100"}, [2022]),
        ({"year": 2021}, [2021]),
        ({"level": "township"}, [2021, 2020]),
        ({"section": "overview"}, [2021, 2020]),
    ],
)
def test_a_search_is_narrowed(filled, narrowed, years):
    assert list(dict.fromkeys(one.year for one in filled.search(Query("公开", **narrowed)))) == years


def test_hits_come_page_by_page(filled):
    whole = filled.search(Query("公开"))
    assert [filled.search(Query("公开"), limit=1, offset=at)[0] for at in range(len(whole))] == whole


def test_what_a_new_edition_replaced_is_found_no_more(filled):
    told = report(year=2020, sections=(Section("overview", "一", "总体情况", "改写过的文字。"),), cells=(), findings=())
    filled.save(reading(told, capture("https://a/2020", day=9)))
    assert filled.search(Query("人大建议")) == []
    assert [one.year for one in filled.search(Query("改写过"))] == [2020]


def test_a_reading_anew_is_indexed_anew(filled):
    told = report(year=2020, parser_version="2", sections=(Section("overview", "一", "总体", "另作一读。"),), cells=())
    filled.save(reading(told, capture("https://a/2020")))
    assert filled.search(Query("人大建议")) == []
    assert [one.year for one in filled.search(Query("另作一读"))] == [2020]


def test_nothing_to_search_for_is_refused(filled):
    with pytest.raises(ArgumentError, match="nothing to search for"):
        filled.search(Query(' "" '))
