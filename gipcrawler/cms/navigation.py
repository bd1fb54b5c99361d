"""Find the annual-report column, and its years, among the menus of a portal's pages.

Seeds go stale every spring where a portal opens a new column for each year (PORTALS 6.3): the navigation is what stays.
"""

import re
from urllib.parse import urlsplit

from gipcrawler.cms.markup import Tree, address_of, words
from gipcrawler.text.spaces import fold

COLUMN = re.compile(
    r"(?:本级|市?政府|省?政府)?(?:政府|政务)?信息公开(?:工作)?(?:年度?)?(?:工作)?(?:年报|报告|年度报告)(?:列表|专栏)?"
    r"|政务公开年报|公开年报|年报|年度报告"
)
YEAR = re.compile(r"(20\d\d)(?:年度?)?(?:年报)?")


def is_annual(name: str | None) -> bool:
    """True for the name of an annual-report column: 政府信息公开年报, 信息公开年度报告, 年报 and the like."""
    return bool(name and COLUMN.fullmatch(fold(name)))


def columns(tree: Tree, base: str) -> tuple[str, ...]:
    """The addresses behind menu items that are named like an annual-report column, on the same host."""
    return _links(tree, base, COLUMN)


def years(tree: Tree, base: str) -> tuple[str, ...]:
    """The addresses behind menu items that are nothing but a year (2024, 2024年, 2024年年报), on the same host."""
    return _links(tree, base, YEAR)


def _links(tree: Tree, base: str, pattern: re.Pattern[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    host = urlsplit(base).hostname
    for link in tree.iter("a"):
        if pattern.fullmatch(fold(words(link))) or pattern.fullmatch(fold(link.get("title") or "")):
            url = address_of(link, base)
            if url and url != base and urlsplit(url).hostname == host:
                found.setdefault(url)
    return tuple(found)
