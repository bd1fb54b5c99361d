"""A province's slug becomes the organs that must report there, and each organ its report of every year.

This is what a province has to publish before any software gives it an address: names and codes are those of the
register of divisions, the titles are worded as organs of the land word them (PORTALS section 6).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from random import Random

from gipcrawler import places
from tests.press import Sheet, synthetic

YEARS = (2022, 2023, 2024)
"""The report years; each report is published in the year after."""
FORM = "2021"
DEPARTMENTS: Mapping[str, tuple[str, str]] = {
    "beijing": ("财政局", "水务局"),
    "tianjin": ("教育委员会", "财政局"),
    "hebei": ("工业和信息化厅", "财政厅"),
    "shanxi": ("人民政府外事办公室", "水利厅"),
    "neimenggu": ("教育厅", "林业和草原局"),
    "liaoning": ("财政厅", "交通运输厅"),
    "jilin": ("水利厅", "民政厅"),
    "heilongjiang": ("应急管理厅", "市场监督管理局"),
    "shanghai": ("人力资源和社会保障局", "体育局"),
    "jiangsu": ("商务厅", "科学技术厅"),
    "zhejiang": ("水利厅", "人民政府国有资产监督管理委员会"),
    "anhui": ("财政厅", "农业农村厅"),
    "fujian": ("发展和改革委员会", "海洋与渔业局"),
    "jiangxi": ("教育厅", "生态环境厅"),
    "shandong": ("审计厅", "文化和旅游厅"),
    "henan": ("文化和旅游厅", "科学技术厅"),
    "hubei": ("发展和改革委员会", "司法厅"),
    "hunan": ("发展和改革委员会", "民政厅"),
    "guangdong": ("中医药局", "文化和旅游厅"),
    "guangxi": ("自然资源厅", "商务厅"),
    "hainan": ("工业和信息化厅", "生态环境厅"),
    "chongqing": ("民政局", "审计局"),
    "sichuan": ("水利厅", "统计局"),
    "guizhou": ("大数据发展管理局", "住房和城乡建设厅"),
    "yunnan": ("人力资源和社会保障厅", "卫生健康委员会"),
    "xizang": ("人民政府国有资产监督管理委员会", "农业农村厅"),
    "shaanxi": ("科学技术厅", "退役军人事务厅"),
    "gansu": ("财政厅", "交通运输厅"),
    "qinghai": ("生态环境厅", "医疗保障局"),
    "ningxia": ("水利厅", "信访局"),
    "xinjiang": ("公安厅", "教育厅"),
}
"""Two departments of each province, by what their names add to the province's."""
PREFECTURES: Mapping[str, tuple[str, str]] = {
    "beijing": ("110105", "110114"),
    "tianjin": ("120104", "120110"),
    "hebei": ("130100", "130600"),
    "shanxi": ("140100", "140400"),
    "neimenggu": ("150200", "152500"),
    "liaoning": ("210200", "210400"),
    "jilin": ("220100", "222400"),
    "heilongjiang": ("230100", "230600"),
    "shanghai": ("310105", "310112"),
    "jiangsu": ("320800", "320500"),
    "zhejiang": ("330100", "330700"),
    "anhui": ("340100", "340800"),
    "fujian": ("350100", "350500"),
    "jiangxi": ("360100", "360400"),
    "shandong": ("370600", "371000"),
    "henan": ("410200", "410300"),
    "hubei": ("420500", "422800"),
    "hunan": ("430300", "433100"),
    "guangdong": ("440100", "440400"),
    "guangxi": ("450700", "450300"),
    "hainan": ("460100", "460200"),
    "chongqing": ("500103", "500101"),
    "sichuan": ("510300", "513400"),
    "guizhou": ("520300", "522600"),
    "yunnan": ("530100", "532300"),
    "xizang": ("540100", "542500"),
    "shaanxi": ("610100", "610600"),
    "gansu": ("620900", "622900"),
    "qinghai": ("630100", "632800"),
    "ningxia": ("640100", "640400"),
    "xinjiang": ("650100", "652900"),
}
"""Two divisions of the next lower level: prefectures, and the districts of the municipalities."""
TITLES = (
    "{name}{year}年政务公开年报",
    "{year}年{name}政府信息公开工作报告",
    "{name}{year}年度报告",
    "关于{name}{year}年政府信息公开工作年度报告",
    "{name}政府信息公开工作年度报告（{year}年）",
    "{name}{year}年度政府信息公开年度报告",
    "{name}{year}年政府信息公开工作年度报告",
    "{name}{year}年政府信息公开工作年度报告",
    "{year}年{name}政府信息公开工作年度报告",
    "{name}{year}年度政府信息公开工作报告",
    "{name}{year}年政府信息公开年度报告",
    "{year}年{name}信息公开年度报告",
    "{name}{year}年政府信息公开年报",
)
LANDS = ("{land}{year}年政府信息公开工作年度报告", "{year}年{land}政府信息公开工作年度报告")
"""A government's report may name the land that it speaks for."""
ALONE = (
    "{year}年政务公开年报",
    "{year}年信息公开年报",
    "{year}年信息公开年度报告",
    "政府信息公开工作年度报告（{year}年度）",
    "本机关{year}年政府信息公开工作年度报告",
    "{year}年政府信息公开工作年度报告",
    "{year}年度政府信息公开工作报告",
    "{year}年政府信息公开年报",
)
"""An organ on a host of its own may leave its name to the head of the page and to the signature."""

GOVERNMENTS = ("人民政府", "行政公署")
SHORT: Mapping[str, str] = {
    "人民政府国有资产监督管理委员会": "国资委",
    "人民政府外事办公室": "外办",
    "发展和改革委员会": "发展改革委",
    "卫生健康委员会": "卫生健康委",
    "人力资源和社会保障厅": "人力资源社会保障厅",
    "人力资源和社会保障局": "人力资源社会保障局",
    "教育委员会": "教委",
    "科学技术厅": "科技厅",
    "林业和草原局": "林草局",
    "市场监督管理局": "市场监管局",
}
"""How hubs shorten the name of a department."""


@dataclass(frozen=True, slots=True)
class Organ:
    """Who must report: `name` in full, `place` and `level` as the database must have them, `short` as hubs print it."""

    name: str
    place: str
    level: str
    short: str


@dataclass(frozen=True, slots=True)
class Estate:
    """The organs of a province in the replica; the four pairs and singles are all of them."""

    slug: str
    government: Organ
    office: Organ
    departments: tuple[Organ, Organ]
    prefectures: tuple[Organ, Organ]

    @property
    def organs(self) -> tuple[Organ, ...]:
        """All of them, the government first."""
        return (self.government, self.office, *self.departments, *self.prefectures)


@cache
def estate(slug: str) -> Estate:
    """The organs of a province; KeyError for a slug that is none."""
    first, second = (_place(code) for code in PREFECTURES[slug])
    land = _place(first.superiors[0])
    call = next(word for word in ("自治区", "省", "市") if land.name.endswith(word))
    one, two = (Organ(land.name + tail, land.code, land.level, call + _hubs(tail)) for tail in DEPARTMENTS[slug])
    return Estate(
        slug,
        Organ(f"{land.name}人民政府", land.code, land.level, f"{call}政府"),
        Organ(f"{land.name}人民政府办公厅", land.code, land.level, f"{call}政府办公厅"),
        (one, two),
        (_prefecture(first), _prefecture(second)),
    )


@cache
def sheets_of(organ: Organ) -> tuple[Sheet, ...]:
    """The organ's report on each of `YEARS`; its figures go on from year to year, its wording is its own."""
    random = Random(organ.name)
    governs = organ.name.endswith(GOVERNMENTS)
    land = next((organ.name.removesuffix(end) for end in GOVERNMENTS if organ.name.endswith(end)), "")
    shared = organ.level == "province" and organ.short.endswith(("政府", "办公厅"))  # two organs in one column
    wording = random.choice(TITLES + LANDS * 2 * governs + ALONE * (not shared))
    made: list[Sheet] = []
    for year in YEARS:
        sheet = synthetic(organ.name, year, FORM, previous=made[-1] if made else None)
        # governments publish by 31 March, everybody else by 31 January (PORTALS section 7)
        day = date(year + 1, 3, random.randint(12, 31)) if governs else sheet.published
        title = wording.format(year=year, name=organ.name, land=land)
        made.append(replace(sheet, title_lines=(title,), published=day))
    return tuple(made)


def _place(code: str) -> places.Place:
    place = places.get(code)
    if place is None:
        raise KeyError(code)
    return place


def _prefecture(place: places.Place) -> Organ:
    """The government of a prefecture or of a municipality's district."""
    above = _place(place.superiors[0]).name if place.level == "county" else ""
    government = "行政公署" if place.name.endswith(("地区", "盟")) else "人民政府"
    return Organ(f"{above}{place.name}{government}", place.code, place.level, place.name)


def _hubs(tail: str) -> str:
    """What a hub makes of a department's name: 省国资委, 省发展改革委, 省外办."""
    return SHORT.get(tail, tail)
