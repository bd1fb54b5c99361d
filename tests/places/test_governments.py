"""Which names are those of a place's own government, and whose site a site's name says it is."""

import pytest

from gipcrawler import places
from gipcrawler.places import governs, is_government, lawful_name, organ_of, site_owner


@pytest.mark.parametrize(
    ("name", "place", "organ"),
    [
        ("资阳市雁江区丹山镇人民政府", "512002107", "人民政府"),
        ("丹山镇人民政府", "512002107", "人民政府"),
        ("丹山镇", "512002107", "人民政府"),
        ("北京市密云区穆家峪镇（人民政府）", "110118106", "人民政府"),
        ("高青县田镇街道办事处", "370322001", "人民政府"),
        ("田镇街道", "370322001", "人民政府"),
        ("北京市密云县人民政府", "110118", "人民政府"),
        ("吉林省吉林市财政局", "220200", "财政局"),
        ("吉林市财政局", "220200", "财政局"),
        ("四川省人民政府办公厅", "510000", "人民政府办公厅"),
        ("国家税务总局某某税务局", "510000", "国家税务总局某某税务局"),
        ("某某开发区管理委员会", "999999", "某某开发区管理委员会"),
    ],
)
def test_an_organ_is_the_same_however_its_superiors_are_named(name, place, organ):
    assert organ_of(name, place) == organ
    assert is_government(name, place) == (organ == "人民政府")


def test_nobody_is_the_government_of_nowhere():
    assert not is_government("城关镇人民政府", None)
    assert not is_government(None, "510000")


@pytest.mark.parametrize(
    ("organ", "place", "governing"),
    [
        ("省政府", "330000", True),
        ("浙江省人民政府", "330000", True),
        ("桐庐县", "330122", True),
        ("杭州市桐庐县", "330122", True),
        ("果园街道", "110118002", True),
        ("阿里地区行署", "542500", False),
        ("阿里地区行政公署", "542500", True),
        ("省财政厅", "330000", False),
        ("省政府办公厅", "330000", False),
    ],
)
def test_a_link_names_a_government_or_a_department(organ, place, governing):
    assert governs(organ, places.get(place)) == governing


def test_a_government_is_written_as_the_law_writes_it():
    assert [lawful_name(name) for name in ("桐庐县政府", "桐庐县人民政府", "桐庐县财政局")] == [
        "桐庐县人民政府",
        "桐庐县人民政府",
        "桐庐县财政局",
    ]


@pytest.mark.parametrize(
    ("site", "owner"),
    [
        ("浙江省财政厅", "浙江省财政厅"),
        ("杭州市人民政府门户网站", "杭州市人民政府"),
        ("桐庐县政府门户网", "桐庐县政府"),
        ("中国·桐庐", "桐庐"),
        ("中国杭州门户网站首页", "杭州"),
        ("欢迎访问 桐庐县财政局 官方网站", "桐庐县财政局"),
        ("桐庐县政务公开网-首页", "桐庐县"),
        ("桐庐县人民政府 政府信息公开平台", "桐庐县人民政府"),
        ("政务公开_桐庐县", "政务公开"),
        ("中国气象局", "中国气象局"),
        ("中国人民银行门户网站", "中国人民银行"),
        ("中华人民共和国民政部", "中华人民共和国民政部"),
        ("门户网站", "门户网站"),
        ("首都之窗", "首都之窗"),
        ("", ""),
    ],
)
def test_the_owner_of_a_site_stands_in_its_name(site, owner):
    assert site_owner(site) == owner
