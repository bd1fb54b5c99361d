"""Tell what kind of organ issued a report: how high it stands, and whether it is a government or a department."""

import re
from dataclasses import dataclass

from gipcrawler.model import Report
from gipcrawler.places import Level, central_organ, division, get
from gipcrawler.places.register import level_of
from gipcrawler.text.spaces import fold

TOWNSHIP = re.compile(r"(?:镇|乡|苏木|街道办事处|街道)(?:人民政府|政府)?$")
GOVERNMENT = re.compile(r"(?:政府|公署|办事处)$")
OFFICE = re.compile(r"(?:政府|公署|委员会|管委会)办公[室厅]$|政府办$")
ZONES = re.compile(r"(?:管理委员会|管委会)$")
MAKERS = frozenset({"province", "prefecture"})


@dataclass(frozen=True, slots=True)
class Standing:
    """`level` of the division, null where unknown; `kind` is a government, office, department, centre or unknown."""

    level: Level | None
    kind: str

    @property
    def makes_rules(self) -> bool | None:
        """Whether such an organ may make 规章 (立法法 第九十一条, 第九十三条); null where that is not known.

        Ministries, provinces and prefectures may; counties, townships and their departments may not, nor may the
        departments of those above. The office of a government that may reports its 规章 as often as not.
        """
        if self.kind == "centre" or self.level is None:
            return None
        if self.level not in MAKERS:
            return False
        return {"government": True, "department": False}.get(self.kind)

    @property
    def is_whole_division(self) -> bool:
        """Whether the report speaks for many organs: that of a county's, prefecture's or province's own government."""
        return self.kind == "government" and self.level in {"province", "prefecture", "county"}


def standing_of(report: Report) -> Standing:
    """The standing of a report's issuer, as its name and its division code say."""
    name = fold(report.issuer or "")
    if report.place is None:
        if central_organ(name):
            return Standing(None, "centre")
        return Standing(
            "township" if TOWNSHIP.search(name) else None, "government" if GOVERNMENT.search(name) else "unknown"
        )
    code = division(report.place)
    return Standing(level_of(code), _kind(name, code))


def _kind(name: str, code: str) -> str:
    place = get(code)
    bare = place.name.removesuffix("办事处") if place else ""
    if not name:
        return "unknown"
    if OFFICE.search(name):
        return "office"
    if GOVERNMENT.search(name) or (bare and name.endswith(bare)):
        return "government"
    return "unknown" if ZONES.search(name) else "department"
