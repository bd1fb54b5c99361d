"""Turn the name of an organ, as title, signature or site write it, into its full name and its place."""

import re
from collections.abc import Sequence

from gipcrawler.places import Place, central_organ, find, full_name, get, lawful_name, site_owner
from gipcrawler.text.spaces import fold

ORGAN = re.compile(
    r"[^。，,;；:：<>》《>\d]{2,40}(?:政府|办事处|办公[室厅]|委员会|局|厅|署|院|管委会|委|办|中心|镇|乡|街道|省|市|区|县|州|旗)"
)


def placed(name: str, around: Sequence[str | None]) -> tuple[str, Place | None]:
    """A name and its place, looked for in the narrowest place around it first; 省财政厅 gets its province's name."""
    for within in around:
        here = get(within) if within else None
        whole = full_name(name, here) if here else name
        if place := find(whole, within):
            return lawful_name(whole), place
    return name, None


def around(within: str | None, *names: str | None) -> list[str | None]:
    """The places that a name may be told from, narrowest first: those that site and listing name, below `within`."""
    found: list[str | None] = [within]
    for name in filter(None, names):
        _, place = placed(site_owner(name), found)
        if place and place.code not in found:
            found.insert(0, place.code)
    return found


def organ_named(name: str | None) -> str | None:
    """The name, folded, if it is one that organs bear."""
    folded = fold(name or "")
    return folded if ORGAN.fullmatch(folded) or central_organ(folded) else None


def is_known(name: str, near: Sequence[str | None]) -> bool:
    """Whether a name is that of an organ whose place is known, or that needs none."""
    return placed(name, near)[1] is not None or central_organ(name) is not None
