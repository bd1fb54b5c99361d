"""Say which publisher, report and edition a reading belongs to: equal strings for the same one, never for two."""

import json
from hashlib import sha256
from typing import NamedTuple

from gipcrawler.model import Report
from gipcrawler.places import GOVERNMENT, central_organ, division, government_name, organ_of
from gipcrawler.places.register import level_of
from gipcrawler.text.spaces import fold


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


def report_identity(report: Report, url: str) -> str:
    """The report among those of its publisher: its year, or its address where the year is unknown."""
    return address(url) if report.year is None else str(report.year)


def address(url: str) -> str:
    """The URL without its scheme: portals move from http to https and keep their addresses."""
    scheme, _, rest = url.partition("://")
    return rest or scheme


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
