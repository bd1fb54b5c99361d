"""Turn a place's official name into the ways in which titles write it, and how far each can be trusted."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Any

from gipcrawler.text.spaces import fold

STREET = ("街道", "地区")
# The divisions that the law knows: the register has all of them, so one that is alone in it is alone in the country
TOWNSHIP = re.compile(r".+(?:镇|乡|街道|地区|苏木)")
ZONE_OFFICE = re.compile(r"(?:管理委员会|管委会)$")
# 科技城（东渚街道）, 化学新材料产业园-沿江街道: a zone and a town under one code
PARTS = re.compile(r"[()\-]")
UNSURE_PARTS = {"其他片区", "保税片区", "国营苗圃", "如意南区"}


class Trust(IntEnum):
    """How far a spelling says which place it is; the lower the better."""

    FULL = 0  # by itself, where no other place is written so
    PART = 1  # only after the place directly above it (茅兰沟乡, 沁园街道; and zones: not all are in the register)
    BARE = 2  # only as the place above another, or with nothing but its government after it (安徽)
    STEM = 3  # only as the place above another (资阳 in 资阳雁江区丹山镇)


@cache
def words() -> Mapping[str, Any]:
    """The data of `names.toml`."""
    return tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))


@cache
def _peoples() -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = sorted(words()["peoples"], key=len, reverse=True)
    people = "|".join(f"{name}族?" if len(name) > 1 else f"{name}族" for name in names)
    strict = "|".join(f"{name}族" for name in names)
    return (
        re.compile(rf"(?P<stem>.*?)(?P<people>(?:{people}|各族)+)自治(?P<ending>[县州旗])"),
        re.compile(rf"(?P<stem>.+?)(?:{strict})*(?:(?:{people})*民族)?(?P<ending>[乡镇区]|苏木)"),
    )


def upper_spellings(code: str, name: str) -> Iterator[tuple[str, Trust]]:
    """The spellings of a province, prefecture or county: 临夏回族自治州, 临夏州, and 临夏 in front of others."""
    yield name, Trust.FULL
    yield from ((nickname, Trust.FULL) for nickname in words()["nicknames"].get(code, ()))
    if code in words()["regions"]:
        base = words()["regions"][code]
        yield from ((spelling, Trust.FULL) for spelling in (base, base + "自治区", base + "区") if spelling != name)
        return
    short = (_without_peoples(name) if "族" in name or "自治" in name else None) or name
    if short != name:
        yield short, Trust.FULL
        if "自治" in name:
            yield f"{short[:-1]}自治{short[-1]}", Trust.FULL
    ending = next((one for one in words()["endings"] if short.endswith(one)), "")
    if ending and len(short) > len(ending) + 1:
        trust = Trust.BARE if code.endswith("0000") else Trust.STEM
        yield short.removesuffix(ending), trust


def part_spellings(name: str, prefixes: tuple[str, ...]) -> set[str]:
    """The spellings that need the place directly above; `prefixes` are names that the official one may begin with.

    石家庄高新技术产业开发区 is 高新技术产业开发区 and 高新区 below 石家庄市, 茅兰沟满族蒙古族乡 is 茅兰沟乡,
    济源市沁园街道 is 沁园街道, 田镇街道 is 田镇办事处, and 平房地区 (an office) is 平房乡 (the township whose land it
    serves).
    """
    found: set[str] = set()
    for piece in PARTS.split(fold(name)):
        bare = ZONE_OFFICE.sub("", piece)
        # 北京路街道 is not 路街道, nor 黄山风景区 the one 风景区 of 黄山区
        shortest = 3 if stands_alone(bare) else 4
        for prefix in prefixes:
            if bare.startswith(prefix) and len(bare) - len(prefix) >= shortest:
                bare = bare.removeprefix(prefix)
        if len(bare) > 2 and bare not in UNSURE_PARTS:
            found.add(bare)
        found.update(bare.removesuffix(long) + short for long, short in words()["zones"].items() if bare.endswith(long))
    if "族" in name and (short := _without_peoples(name)):
        found.update((short, name.replace("族民族", "民族"), name.replace("族民族", "族")))
    for office, others in words()["offices"].items():
        if name.endswith(office):
            found.update(name.removesuffix(office) + other for other in others)
    return found - {name}


def stands_alone(name: str) -> bool:
    """Whether a township's name can say by itself which it is: towns and streets can, zones and farms cannot."""
    return TOWNSHIP.fullmatch(name) is not None


def _without_peoples(name: str) -> str | None:
    autonomous, other = _peoples()
    if match := autonomous.fullmatch(name):
        # 东乡族自治县 has nothing but a people in its name, and is written 东乡县
        return (match["stem"] or match["people"].removesuffix("族")) + match["ending"]
    match = other.fullmatch(name)
    return match["stem"] + match["ending"] if match else None
