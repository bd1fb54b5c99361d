"""Tell a place's own government from its departments, however a name is written, and name it in full."""

from gipcrawler.places.register import Place, get
from gipcrawler.places.search import full_name
from gipcrawler.text.spaces import fold

GOVERNMENT = "人民政府"
# How the organ ends that is a division's own government, whatever stands before it
GOVERNMENTS = ("政府", "街道办事处", "行政公署")
# What governs a division that has no government of its own (宪法 第三十条 and 地方组织法 第八十五条)
OFFICES = {"街道": "办事处", "地区": "行政公署", "盟": "行政公署"}
BRACKETS = dict.fromkeys(map(ord, "()[]〔〕【】"))


def division(code: str) -> str:
    """A division code without the zeros that only fill it up: 512002107000 is 512002107, 512002000 is 512002."""
    while len(code) > 6 and code.endswith("000"):
        code = code[:-3]
    return code


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


def is_government(name: str | None, place: str | None) -> bool:
    """Whether an organ is its place's own government, and not one of its departments."""
    return bool(name and place) and organ_of(name or "", place or "") == GOVERNMENT


def governs(organ: str, place: Place) -> bool:
    """Whether an organ as a link names it, 省政府 or 桐庐县, is a place's own government."""
    return is_government(full_name(organ, place), place.code)


def government_name(name: str, place: str) -> str:
    """The name of a government in full: a title's 遵义市 is 遵义市人民政府, its 果园街道 is 果园街道办事处."""
    if fold(name).translate(BRACKETS).endswith(GOVERNMENTS):
        return name
    known = get(place)
    bare = known.name.removesuffix("办事处") if known else ""
    if not bare or not name.endswith(bare):
        return name
    return name + next((office for ending, office in OFFICES.items() if bare.endswith(ending)), GOVERNMENT)


def lawful_name(name: str) -> str:
    """某市政府 as the law writes it, 某市人民政府; any other name as it is."""
    short = name.endswith("政府") and not name.endswith(GOVERNMENT)
    return name.removesuffix("政府") + GOVERNMENT if short else name
