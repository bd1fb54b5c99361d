"""An organ gets a host of its own: a home page, a page of disclosure, and the column of its yearly reports below it."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Protocol

from tests.replica.content import Entry, Placed
from tests.replica.decoys import Decoy, notice, rule_of_law, website_sheet
from tests.replica.estate import Organ
from tests.replica.jcms import JcmsColumn
from tests.replica.ledger import Ledger, newest_first
from tests.replica.site import Site
from tests.replica.skin import Line, Skin
from tests.replica.static import Details, StaticColumn
from tests.replica.trs import TrsColumn
from tests.replica.ucap import UcapColumn, hexadecimal
from tests.replica.vsb import VsbColumn

FEW: tuple[Decoy, ...] = (rule_of_law, website_sheet, notice)
CONTAINER = '<div class="content"><div class="view TRS_UEDITOR trs_paper_default trs_web">{}</div></div>'
LISTING = '<div class="list-right"><ul class="list">\n{}\n</ul></div>'
DATED = '<dd><a href="{href}" title="{title}" target="_blank">{cut}</a><span>{day}</span></dd>'


class Column(Protocol):
    """What all families have in common here."""

    def publish(self, lines: Sequence[Entry | Line]) -> Mapping[int, Placed]:
        """Put lines and what is behind them on a site."""
        ...


def look(organ: Organ, host: str, **details: object) -> Skin:
    """The skin of an organ's own host; `details` are what differs from the plain one."""
    plain: dict[str, object] = {"container": CONTAINER, "listing": LISTING, "column": "政府信息公开年报"}
    known = plain | {"site": f"{organ.name}门户网站", "domain": host, "code": f"{organ.place}0017"} | details
    return Skin(**known)  # type: ignore[arg-type]  # fields of a Skin, by name


def lead(site: Site, skin: Skin, column: str, name: str = "政府信息公开年报") -> None:
    """A home page that leads to the platform of 国办公开办函〔2019〕61号, and this to the column at a path."""
    home = '<div class="news"><ul><li><a href="/xwzx/1.html">召开专题会议</a></li></ul></div>'
    site.pages.setdefault("/", skin.bare_page(skin.site, home + links((("/zwgk/", "政府信息公开"),))))
    platform = (
        ("/zwgk/zfxxgkzn/", "政府信息公开指南"),
        ("/zwgk/zfxxgkzd/", "政府信息公开制度"),
        ("/zwgk/fdzdgknr/", "法定主动公开内容"),
        (column, name),
        ("/zwgk/ysqgk/", "依申请公开"),
    )
    site.pages.setdefault("/zwgk/", skin.bare_page("政府信息公开", links(platform)))


def links(targets: Sequence[tuple[str, str]], kind: str = "gk-nav") -> str:
    """A block of links with nothing but words."""
    items = "".join(f'<li><a href="{escape(href)}" title="{words}">{words}</a></li>\n' for href, words in targets)
    return f'<div class="{kind}"><ul>\n{items}</ul></div>'


def publish(
    ledger: Ledger,
    column: Column,
    organ: Organ,
    carriers: Mapping[int, str] = {},
    kinds: Sequence[Decoy] = FEW,
    bare: bool = False,
) -> None:
    """Put an organ's three reports into a column of its own, with what stands between them."""
    lines = ledger.lines(organ, carriers=carriers, bare=bare)
    ledger.plant(column.publish(newest_first([*lines, *ledger.noise(organ, (2023, 2022), kinds)])))


def trs_host(
    ledger: Ledger,
    organ: Organ,
    host: str,
    directory: str,
    *,
    skin: Mapping[str, object] = {},
    carriers: Mapping[int, str] = {},
    schemes: tuple[str, ...] = ("https",),
    bare: bool = False,
    **column: object,
) -> Site:
    """A department on TRS: `skin` and `column` are what differs from the plain skin and column."""
    site, looks = Site(host, schemes), look(organ, host, **skin)
    trs = TrsColumn(site, directory, looks, **column)  # type: ignore[arg-type]  # fields of a TrsColumn, by name
    publish(ledger, trs, organ, carriers, bare=bare)
    lead(site, looks, directory)
    return site


def ucap_host(
    ledger: Ledger,
    organ: Organ,
    host: str,
    template: str,
    folder: str,
    *,
    carriers: Mapping[int, str] = {},
    schemes: tuple[str, ...] = ("https",),
) -> Site:
    """A city on UCAP: the column is one template page, the details stand in `folder` under their month."""
    site = Site(host, schemes)
    body = '<div id="UCAP-CONTENT" class="pages_content">{}</div>'
    skin = look(organ, host, container=body, listing='<div class="gknr_list"><dl>\n{}\n</dl></div>', item=DATED)
    address: Callable[[Entry], str] = lambda entry: f"{folder}{entry.filed:%Y%m}/{hexadecimal(str(entry.number))}"  # noqa: E731
    publish(ledger, UcapColumn(site, template, skin, address), organ, carriers)
    lead(site, skin, f"{template}.shtml")
    return site


def jcms_host(ledger: Ledger, organ: Organ, host: str, number: int, carriers: Mapping[int, str] = {}) -> Site:
    """A city on JCMS over plain HTTP: the list stands in XML, the next records are asked for."""
    site = Site(host, server="Apache-Coyote/1.1")
    skin = look(organ, host, container='<div class="bt_content"><div id="zoom">{}</div></div>', listing="<ul>{}</ul>")
    column = JcmsColumn(site, number, 5000000 + number, number + 11, skin, per_page=2)
    publish(ledger, column, organ, carriers)
    lead(site, skin, f"/col/col{number}/index.html")
    return site


def vsb_host(ledger: Ledger, organ: Organ, host: str, node: int, carriers: Mapping[int, str] = {}) -> Site:
    """A city on VSB, whose further pages are counted downwards."""
    site = Site(host, ("https",), server="VWebServer")
    body = '<form name="_newscontent_fromname"><div id="vsb_content" class="v_news_content">{}</div></form>'
    skin = look(organ, host, container=body, listing='<div class="ny_list"><ul>\n{}\n</ul></div>')
    publish(ledger, VsbColumn(site, "/zfxxgk/zfxxgknb", node, skin, per_page=4), organ, carriers)
    lead(site, skin, "/zfxxgk/zfxxgknb.htm")
    return site


def numeric_host(ledger: Ledger, organ: Organ, host: str, directory: str, carriers: Mapping[int, str] = {}) -> Site:
    """A city whose lists are 1.html, 2.html and whose pages are numbers in the same directory (PORTALS 2.27)."""
    site = Site(host)
    skin = look(organ, host, container='<div class="content" id="zoom">{}</div>', listing='<ul class="gkList">{}</ul>')
    details = Details(
        site,
        skin,
        lambda entry: f"{directory}{entry.number}.html",
        lambda entry, place, file: f"/uploadfiles/{entry.number}{place}.{file.suffix}",
    )
    column = StaticColumn(details, lambda number: f"{directory}{number}.html", per_page=5)
    publish(ledger, column, organ, carriers)
    lead(site, skin, f"{directory}1.html")
    return site
