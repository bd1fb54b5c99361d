"""Find what the menus and directories of a portal lead to: its annual-report column, the years, and other organs.

Seeds go stale every spring where a portal opens a new column for each year (PORTALS 6.3): the navigation is what stays.
"""

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlsplit

from gipcrawler.cms.adapter import Entry
from gipcrawler.cms.addresses import canonical, host_of
from gipcrawler.cms.markup import Tree, address_of, words
from gipcrawler.text.spaces import fold
from gipcrawler.text.titles import DECOY

REPORTS = r"(?:年报|年度报告|工作报告|报告)"
COLUMN = re.compile(
    r"(?:本级|本机关|本部门|[省市区县州]?政府)?(?:政府|政务)?信息公开(?:工作)?(?:年度?)?(?:工作)?(?:年报|报告|年度报告)"
    r"(?:列表|专栏|专题)?|政务公开年报|公开年报|年报|年度报告"
)
YEAR = re.compile(r"(20\d\d)(?:年度?)?(?:年报)?")
YEARLY = re.compile(r"(20\d\d)(?:年度?)?(?:政府信息公开)?(?:工作)?(?:年度?)?(?:年报|报告)?")
"""The name of one year's column, as its own page has it; in a listing it is that of a report."""
# Where a site keeps its annual reports, if no link says so: the nearer first
GATES = (
    re.compile(r"(?:[省市区县州]?政府|法定)?信息公开(?:平台|专栏|专题|目录|栏目)?|法定主动公开(?:内容)?"),
    re.compile(r"政务公开(?:平台|专栏)?|信息公开"),
)
# How the name of an organ ends; what follows it on hubs says only what the link leads to
ORGAN = re.compile(
    r"[\u4e00-\u9fff()、·]{1,28}?(?:政府|公署|政府办|办公[厅室]|委员会|管委会|[委局厅署院办部社]|办事处|街道办|街道|中心|集团"
    r"|总队|支队|研究室|自治区|[省市区县州旗盟镇乡师]|苏木|兵团)"
)
# The rooms of a directory: they hold the same list for some of the organs (PORTALS 2.6, 2.17, 2.29)
ROOM = re.compile(
    r"(?:(?:[省市区县州]|自治区|人民|政府|直属?|级|各|组成|工作|特设|派出|事业|管理|垂直|所属)*(?:部门|机构|单位|机关|委办局)"
    r"|[省市区县州]?本级|各[省市区县州旗盟镇乡街道、()]+(?:人民政府|政府)?"
    r"|(?=.*[市州盟区县旗镇乡].*[州盟区县旗镇乡道])[省市州盟区县旗镇乡街道办事处、()/]{2,12}(?:人民政府|政府)?)(?:年报)?"
)
AFTER_ORGAN = re.compile(
    rf"[(]?(?:20\d\d年?度?)?(?:(?:政府|政务)?信息公开(?:工作)?(?:年度?)?{REPORTS}?|年度报告|年报)(?:专栏|栏目)?[)]?$"
)
# Links that end like organs and are rooms of the portal itself
CORNERS = re.compile(
    r"大厅$|(?:新闻|下载|服务|用户|个人|互动|办事|数据|文件|会员|帮助|举报|投诉|查询|发布|资讯|监督|政务)中心$|专区$|社区$|景区$"
    r"|^(?:通知|公告|要闻|本部|总部|全部|学院|医院|法院|影院)$|^(?:走进|魅力|认识|关于|进入)|^(?:[省市区县州旗镇乡]|街道)+$|(?:省内|市内|国内|各)[省市区县州]+$"
)
FOOT = re.compile(
    r"(?:^|[\s_-])(?:foot\w*|copyright|friend\w*|(?:friend|blog|out|site)?_?links?|yqlj|crumbs?|breadcrumbs?|position|location"
    r"|share\w*)(?=[\s_-]|$)",
    re.IGNORECASE,
)
# 热门搜索: what such a link finds is no column, and robots are seldom allowed to ask
SEARCH = re.compile(r"/(?:[\w-]*search[\w-]*|so|s|igs|jrobot)(?:[/.]|$)", re.IGNORECASE)
ASKED_FOR = frozenset(("q", "qt", "key", "keyword", "keywords", "searchword", "kw"))
FRONT = re.compile(r"(?:index|default)?\.(?:s?html?|jsp|aspx?|php)$", re.IGNORECASE)
FEWEST = 2
"""So many organs make a directory: one alone is a link beside the text."""
MOST_GATES = 2


def is_annual(name: str | None) -> bool:
    """True for the name of an annual-report column: 政府信息公开年报, 信息公开年度报告, 年报 and the like."""
    return bool(name and COLUMN.fullmatch(fold(name)))


def is_year(name: str) -> bool:
    """True for the name of one year's column: 2024, 2024年, 2024年政府信息公开年报."""
    return YEARLY.fullmatch(fold(name)) is not None


def columns(tree: Tree, base: str) -> tuple[str, ...]:
    """The addresses behind menu items that are named like an annual-report column, on the same site."""
    return _links(tree, base, COLUMN)


def years(tree: Tree, base: str) -> tuple[str, ...]:
    """The addresses behind menu items that are nothing but a year (2024, 2024年, 2024年年报), on the same site."""
    return _links(tree, base, YEAR)


def rooms(tree: Tree, base: str) -> tuple[str, ...]:
    """The addresses behind groups of organs (省政府部门, 市州政府, 县市区), on the same site."""
    return _links(tree, base, ROOM)


def gates(tree: Tree, base: str, heads: Sequence[str]) -> tuple[str, ...]:
    """The addresses behind which a site without a visible column may keep it: 政府信息公开, else 政务公开.

    A portal's front page has both, and a page that is a gate itself by its `heads` (title, headings, name of the
    column) what is nearer.
    """
    folders = FRONT.sub("", urlsplit(base).path).strip("/").count("/")
    own = [place for place, gate in enumerate(GATES) if any(gate.fullmatch(fold(head)) for head in heads)]
    nearer = GATES if folders == 0 and not own else GATES[: min(own, default=0)]
    return next((found[:MOST_GATES] for gate in nearer if (found := _links(tree, base, gate))), ())


def organs(tree: Tree, base: str) -> tuple[Entry, ...]:
    """The links of a directory or hub that are named after organs, each address once; titles are the organs' names.

    They lead to an organ's column, to its portal, or to its one report (PORTALS 6.6), on government hosts. One that
    stands below the page's own directory is an organisation directory (PORTALS 6.4) and counts alone; of others there
    must be at least two. Links of the footer and 友情链接 are left out.
    """
    here = urlsplit(base)
    below: dict[str, Entry] = {}
    beside: dict[str, Entry] = {}
    for link in tree.iter("a"):
        url = address_of(link, base)
        name = organ_name(words(link)) or organ_name(link.get("title") or "")
        if not url or not name or canonical(url) == canonical(base) or not _is_government(url, base) or _in_foot(link):
            continue
        parts = urlsplit(url)
        folder = here.path.rpartition("/")[0] + "/"
        own = parts.hostname == here.hostname and parts.path.startswith(folder) and len(parts.path) > len(here.path)
        (below if own else beside).setdefault(canonical(url), Entry(url, name))
    found = below | beside if len(below) + len(beside) >= FEWEST else below
    return tuple(found.values())


def organ_name(said: str) -> str | None:
    """The organ that the words of a link name, or null where they name none, or a report or a neighbour of reports."""
    folded = fold(said)
    if not 2 <= len(folded) <= 40 or DECOY.search(folded):
        return None
    name = AFTER_ORGAN.sub("", folded, count=1) or folded
    return (
        name
        if ORGAN.fullmatch(name) and not (CORNERS.search(name) or ROOM.fullmatch(name) or is_annual(folded))
        else None
    )


def _links(tree: Tree, base: str, pattern: re.Pattern[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for link in tree.iter("a"):
        if pattern.fullmatch(fold(words(link))) or pattern.fullmatch(fold(link.get("title") or "")):
            url = address_of(link, base)
            if url and url != base and _same_site(url, base) and not _searches(url):
                found.setdefault(url)
    return tuple(found)


def _searches(url: str) -> bool:
    """True for an address that asks the portal's search for words."""
    parts = urlsplit(url)
    return bool(SEARCH.search(parts.path)) or any(name.lower() in ASKED_FOR for name, _ in parse_qsl(parts.query))


def _same_site(url: str, base: str) -> bool:
    """Same host, or another of the same government: xxgk.jl.gov.cn beside www.jl.gov.cn."""
    one, other = host_of(url), host_of(base)
    return one == other or (_domain(one) == _domain(other) != "")


def _domain(host: str) -> str:
    labels = host.split(".")
    return ".".join(labels[-3:]) if len(labels) >= 3 and labels[-2:] == ["gov", "cn"] else ""


def _is_government(url: str, base: str) -> bool:
    host = host_of(url)
    return host.endswith(".gov.cn") or host == host_of(base)


def _in_foot(link: Tree) -> bool:
    return any(
        around.tag == "footer" or FOOT.search(f"{around.get('class') or ''} {around.get('id') or ''}")
        for around in link.iterancestors()
        if around.tag not in {"body", "html"}
    )
