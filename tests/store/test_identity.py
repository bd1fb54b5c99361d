"""Who a publisher is, which level a code has, and what makes two contents one edition."""

from dataclasses import replace
from decimal import Decimal

import pytest

from gipcrawler.model import Leftover, Origin
from gipcrawler.store.identity import address, digest_of, division, owner_of
from tests.readings import CELLS, report


@pytest.mark.parametrize(
    ("place", "level"),
    [
        ("510000", "province"),
        ("512000", "prefecture"),
        ("441900", "prefecture"),
        ("419001", "county"),
        ("110118", "county"),
        ("512002107", "township"),
        ("512002107000", "township"),
        ("512002000000", "county"),
        ("512000000000", "prefecture"),
        ("510000000000", "province"),
        ("512002107201", "township"),
    ],
)
def test_the_level_of_a_publisher_is_that_of_its_code(place, level):
    assert owner_of(report(place=place), "https://a.gov.cn/").level == level


@pytest.mark.parametrize(
    ("name", "place", "expected"),
    [
        ("遵义市", "520300", "遵义市人民政府"),
        ("遵义市人民政府", "520300", "遵义市人民政府"),
        ("北京市密云区穆家峪镇", "110118106", "北京市密云区穆家峪镇人民政府"),
        ("北京市密云区穆家峪镇（人民政府）", "110118106", "北京市密云区穆家峪镇（人民政府）"),
        ("北京市密云区果园街道", "110118002", "北京市密云区果园街道办事处"),
        ("阿里地区", "542500", "阿里地区行政公署"),
        ("遵义市财政局", "520300", "遵义市财政局"),
    ],
)
def test_a_government_is_named_in_full(name, place, expected):
    assert owner_of(report(issuer=name, place=place), "https://a.gov.cn/").name == expected


def test_one_publisher_has_one_identity_and_two_have_two():
    def identity(**changes):
        return owner_of(report(**changes), "https://a.gov.cn/1").identity

    assert identity() == identity(issuer="田镇街道办事处") == identity(place="370322001000")
    assert identity() != identity(place="370322002")
    assert identity(issuer="财政局") != identity()
    assert identity(issuer=" \u3000") == identity(place=None) == "a.gov.cn/1"


def test_an_organ_of_the_state_council_is_one_publisher_and_a_town_without_place_is_not():
    urls = "https://a.gov.cn/1", "https://a.gov.cn/2"
    for name, publishers in (
        ("民政部", 1),
        ("中华人民共和国民政部", 1),
        ("新疆生产建设兵团公安局", 1),
        ("城关镇人民政府", 2),
    ):
        assert len({owner_of(report(issuer=name, place=None), url) for url in urls}) == publishers, name


def test_an_address_is_the_same_over_http_and_https():
    assert address("http://a.gov.cn/x?id=1#/y") == address("https://a.gov.cn/x?id=1#/y") == "a.gov.cn/x?id=1#/y"
    assert address("report.docx") == "report.docx"


def test_zeros_that_only_fill_a_code_up_are_cut():
    assert [division(code) for code in ("512002107000", "512002000", "510000", "110118106")] == [
        "512002107",
        "512002",
        "510000",
        "110118106",
    ]


SAME = {
    "another date": {"published": None},
    "another parser": {"parser_version": "99"},
    "another carrier": {"media_type": "application/pdf"},
    "other findings": {"findings": ()},
    "another title line": {"title": None},
    "full-width figures": {"cells": (replace(CELLS[0], raw="１２"), *CELLS[1:])},
    "another order": {"cells": tuple(reversed(CELLS))},
    "other origins": {"cells": tuple(replace(each, origin=Origin(99)) for each in CELLS)},
    "a table said to be absent": {"forms": {"active_disclosure": "2019", "applications": "2019"}},
}
OTHER = {
    "another year": {"year": 2021},
    "another issuer": {"issuer": "常家镇人民政府"},
    "another form": {"forms": {"active_disclosure": "2021", "applications": "2019"}},
    "another figure": {"cells": (replace(CELLS[0], raw="21", value=Decimal(21)), *CELLS[1:])},
    "a cell less": {"cells": CELLS[:-1]},
    "another word": {"sections": (replace(report().sections[0], text="本街道公开了事项。"),)},
    "another leftover": {"leftovers": (Leftover("其他说明数量：128", Origin(3, 12)),)},
}


@pytest.mark.parametrize("changes", SAME.values(), ids=SAME.keys())
def test_what_is_not_content_leaves_the_digest(changes):
    assert digest_of(report(**changes)) == digest_of(report())


@pytest.mark.parametrize("changes", OTHER.values(), ids=OTHER.keys())
def test_what_is_content_changes_the_digest(changes):
    assert digest_of(report(**changes)) != digest_of(report())
