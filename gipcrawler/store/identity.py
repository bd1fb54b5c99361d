"""Say which publisher, report and edition a reading belongs to: equal strings for the same one, never for two."""

import json
from hashlib import sha256
from typing import NamedTuple

from gipcrawler.model import Report
from gipcrawler.places import central_organ, get
from gipcrawler.places.register import level_of
from gipcrawler.text.spaces import fold

GOVERNMENT = "人民政府"
# How the organ ends that is a division's own government, whatever stands before it
GOVERNMENTS = ("政府", "街道办事处", "行政公署")
# What governs a division that has no government of its own (宪法 第三十条 and 地方组织法 第八十五条)
OFFICES = {"街道": "办事处", "地区": "行政公署", "盟": "行政公署"}
BRACKETS = dict.fromkeys(map(ord, "()[]〔〕【】"))


class Owner(NamedTuple):
    """A publisher as its row: `identity` is unique; `place`, `level` and `name` are null where nobody knows them."""

    identity: str
    name: str | None
    place: str | None
    level: str | None


def owner_of(report: Report, url: str) -> Owner:
    """The publisher of a report that stands at a URL.

    A publisher is a division code with an organ's name. Where either is unknown it is the report's address instead,
    because two 城关镇人民政府, or two reports that name nobody, are not one publisher; an organ of the State Council is
    one by its name.
    """
    place = division(report.place) if report.place else None
    level = level_of(place) if place else None
    if place and report.issuer and fold(report.issuer):
        organ = organ_of(report.issuer, place)
        name = government_name(report.issuer, place) if organ == GOVERNMENT else report.issuer
        return Owner(identity_of(place, organ), name, place, level)
    central = central_organ(report.issuer or "") if place is None else None
    return Owner(central or address(url), central or report.issuer, place, level)


def identity_of(place: str, organ: str = GOVERNMENT) -> str:
    """The identity of a place's organ; without an organ, that of its own government."""
    return f"{division(place)} {organ}"


def organ_of(name: str, place: str) -> str:
    """What an organ is called within its division, however its title names the divisions above.

    资阳市雁江区丹山镇人民政府 and 丹山镇 are both `人民政府` of 512002107; 资阳市财政局 is `财政局` of 512000.
    """
    bare = fold(name).translate(BRACKETS)
    if bare.endswith(GOVERNMENTS):
        return GOVERNMENT
    known = get(division(place))
    _, found, rest = bare.partition(known.name.removesuffix("办事处")) if known else ("", "", "")
    return (rest or GOVERNMENT) if found else bare


def government_name(name: str, place: str) -> str:
    """The name of a government in full: a title's 遵义市 is 遵义市人民政府, its 果园街道 is 果园街道办事处."""
    if fold(name).translate(BRACKETS).endswith(GOVERNMENTS):
        return name
    known = get(place)
    bare = known.name.removesuffix("办事处") if known else ""
    if not bare or not name.endswith(bare):
        return name
    return name + next((office for ending, office in OFFICES.items() if bare.endswith(ending)), GOVERNMENT)


def is_government(name: str | None, place: str | None) -> bool:
    """Whether a publisher is its place's own government, and not one of its departments."""
    return bool(name and place) and organ_of(name or "", place or "") == GOVERNMENT


def report_identity(report: Report, url: str) -> str:
    """The report among those of its publisher: its year, or its address where the year is unknown."""
    return address(url) if report.year is None else str(report.year)


def address(url: str) -> str:
    """The URL without its scheme: portals move from http to https and keep their addresses."""
    scheme, _, rest = url.partition("://")
    return rest or scheme


def division(code: str) -> str:
    """A division code without the zeros that only fill it up: 512002107000 is 512002107, 512002000 is 512002."""
    while len(code) > 6 and code.endswith("000"):
        code = code[:-3]
    return code


def digest_of(report: Report) -> str:
    """The digest of what was read, `sha256:<hex>`: equal for a page and a Word file that say the same.

    It covers year, issuer, forms, sections, cells and leftovers with their spaces folded, in canonical JSON; neither
    the date of publication, nor the carrier, nor where something stands in it, nor the parser.
    """
    content = {
        "year": report.year,
        "issuer": _folded(report.issuer),
        "forms": {table: form for table, form in report.forms.items() if form},
        "sections": [[section.key, fold(section.title), fold(section.text)] for section in report.sections],
        "cells": sorted(
            [cell.table, cell.row, fold(cell.sub_row or ""), cell.column, fold(cell.raw), cell.state.value]
            for cell in report.cells
        ),
        "leftovers": sorted(fold(leftover.text) for leftover in report.leftovers),
    }
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return f"sha256:{sha256(canonical.encode()).hexdigest()}"


def _folded(text: str | None) -> str | None:
    return None if text is None else fold(text)
