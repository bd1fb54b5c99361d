"""四川: numeric nodes over TLS, one column for every report year; other years' columns are not there (404)."""

from dataclasses import replace

from tests.press import as_docx, sheets
from tests.replica.content import Entry, File, Placed, Portal
from tests.replica.decoys import decoys, graphic, notice, rule_of_law, website_sheet
from tests.replica.estate import YEARS
from tests.replica.hosts import links, trs_host, ucap_host
from tests.replica.jcms_module import JcmsModuleColumn
from tests.replica.ledger import Ledger, newest_first
from tests.replica.organ_host import organ_host
from tests.replica.pclist import PcListColumn
from tests.replica.reports import following, planted, written
from tests.replica.sichuan_post import SichuanColumn
from tests.replica.site import Site
from tests.replica.skin import Line, Skin
from tests.replica.trs import page_links
from tests.replica.ucap import UcapColumn, hexadecimal

POSTED = 2023
"""The year whose list a script fills."""
ORGAN = "资阳市雁江区丹山镇"
SKIN = Skin(
    site="四川省人民政府",
    domain="www.sc.gov.cn",
    code="5100000062",
    column="政府信息公开年报",
    container='<div class="content"><div id="cmsArticleContent">{}</div></div>',
    listing='<div id="content"><ul class="yxgzul">\n{}\n</ul></div>',
    item='<li><span class="date">{day}</span><a href="{href}" title="{title}">{cut}</a></li>',
    dates="%Y-%m-%d %H:%M",
    menu=(("/10462/c103048/wzgznb.shtml", "网站工作年报"), ("/10462/c105960/zfgz_list.shtml", "规章")),
)


def address(entry: Entry) -> str:
    """Node, date without padding, 32 hexadecimal digits."""
    day = entry.filed
    return f"/10462/10778/10876/{day.year}/{day.month}/{day.day}/{hexadecimal(str(entry.number))}"


def portal() -> Portal:
    """2020 as a page, listed with ?ddtab=true too, and 2021 as a page on the second page of its own column."""
    site = Site("www.sc.gov.cn", schemes=("https",), gzipped=True, chunked=True)
    known, after = sheets["001"], following("001", "2021")
    first, second = written(known, 51), written(after, 52)
    again = Line(f"{address(first)}.shtml?ddtab=true", first.title, first.published)
    kinds = (notice, rule_of_law, graphic, website_sheet)
    title, day, body = notice(ORGAN, 2019)
    example = File("年度报告参考样本.docx", as_docx(sheets["huaian_2024"]), "docx")
    circular = Entry(title, day, 60, body, (example,), source=ORGAN)
    columns: dict[int, list[Entry | Line]] = {
        2020: [*decoys(ORGAN, (2020,), 70, kinds), first, circular, again],
        2021: [*decoys(ORGAN, (2021,), 80, kinds), *decoys(ORGAN, (2019,), 90, (website_sheet,)), second],
    }
    placed: dict[int, Placed] = {}
    ledger = Ledger("sichuan", 10348850)
    hosts, away = organs(ledger)
    for year in YEARS:
        own = ledger.lines(ledger.estate.government, years=(year,)) + ledger.lines(ledger.estate.office, years=(year,))
        columns[year] = newest_first([*own, *ledger.noise(ledger.estate.office, (year,))])
    directory = replace(SKIN, listing=SKIN.listing + links(away, "bmnb"))
    for year, lines in columns.items():
        skin = directory if year in YEARS else SKIN
        template = f"/10462/{year}nb/xxgknbs"
        column = (
            SichuanColumn(site, template, skin, address)
            if year == POSTED
            else UcapColumn(site, template, skin, address)
        )
        placed |= column.publish(lines)
    ledger.plant(placed)
    aliases = (f"{placed[first.number].url}?ddtab=true",)
    return Portal(
        (site, *hosts),
        (
            planted("sichuan", known, placed[first.number], aliases=aliases),
            planted("sichuan", after, placed[second.number]),
            *ledger.settled(),
        ),
    )


def organs(ledger: Ledger) -> tuple[tuple[Site, ...], tuple[tuple[str, str], ...]]:
    """Departments, which the columns of the years link, and two cities, which nothing links."""
    one, two = ledger.estate.departments
    first, second = ledger.estate.prefectures
    hosts = (
        ucap_host(ledger, one, "slt.sc.gov.cn", "/scsslt/zfxxgknb/zfxxgk_gknb", "/scsslt/zfxxgknb/"),
        trs_host(ledger, two, "tjj.sc.gov.cn", "/scstjj/zfxxgknb/", extension="shtml", second=2, pager=page_links),
        organ_host(
            ledger,
            first,
            "www.zg.gov.cn",
            "/zgsrmzf/zfxxgknb/pc/list.html",
            lambda site, skin: PcListColumn(site, "/zgsrmzf/zfxxgknb", skin, "var listData={articleList:{}};"),
            container='<div class="content"><div id="zoom">{}</div></div>',
            carriers={2023: "docx"},
        ),
        organ_host(
            ledger,
            second,
            "www.lsz.gov.cn",
            "/col/col7742/index.html",
            lambda site, skin: JcmsModuleColumn(site, 7742, 20115, "115134000086000", skin),
            schemes=("http",),
            container='<div class="bt_content"><div id="zoom">{}</div></div>',
        ),
    )
    away = (
        ("https://slt.sc.gov.cn/scsslt/zfxxgknb/zfxxgk_gknb.shtml", one.short),
        ("https://tjj.sc.gov.cn/scstjj/zfxxgknb/", two.short),
    )
    return hosts, away
