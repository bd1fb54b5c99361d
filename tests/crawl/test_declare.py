import pytest

from gipcrawler.cms import Trs
from gipcrawler.crawl import Expect, ProvinceSpider, Source
from gipcrawler.errors import DeclarationError

URL = "http://www.example.gov.cn/gk/"
GOOD = {
    "name": "example",
    "place": "370000",
    "sources": (Source("370300", Trs(URL)),),
    "expect": Expect(reports=1, since=2020),
}


def declare(**changed):
    return type("Example", (ProvinceSpider,), {"__doc__": "An example.", **GOOD, **changed})


def test_a_right_declaration_is_taken():
    assert declare()().expected == GOOD["expect"]


def test_a_missing_attribute_is_named():
    kept = {name: value for name, value in GOOD.items() if name != "expect"}
    with pytest.raises(DeclarationError, match="declare name, place, sources, expect, in this order"):
        type("Example", (ProvinceSpider,), kept)


def test_the_order_is_part_of_the_declaration():
    with pytest.raises(DeclarationError, match="in this order"):
        type("Example", (ProvinceSpider,), dict(reversed(GOOD.items())))


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"custom_settings": {}}, "nothing else"),
        ({"parse": lambda _: None}, "no methods; what parse does belongs into gipcrawler/cms"),
        ({"extra": property(lambda _: 1)}, "no methods"),
        ({"name": "Example"}, "small letters"),
        ({"place": "999999"}, "place '999999' is not a code"),
        ({"sources": ()}, "at least one Source"),
        ({"sources": [Source("370000", Trs(URL))]}, "is a tuple"),
        ({"sources": (Trs(URL),)}, "at least one Source"),
        ({"sources": (Source("110000", Trs(URL)),)}, "is not in 370000"),
        ({"sources": (Source("379999", Trs(URL)),)}, "source's place '379999'"),
        ({"sources": (Source("370000", Trs(URL), since=2022, until=2020),)}, "before it begins"),
        ({"sources": (Source("370000", Trs("www.example.gov.cn")),)}, "no http address"),
        ({"sources": GOOD["sources"] * 2}, "stands twice"),
        ({"expect": 3}, "expect is an Expect"),
        ({"expect": Expect(reports=0, since=2020)}, "at least one report"),
    ],
)
def test_a_wrong_declaration_fails_with_a_sentence(changed, says):
    with pytest.raises(DeclarationError, match=says) as raised:
        declare(**changed)
    assert "\n" not in str(raised.value)
