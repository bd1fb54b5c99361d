"""山西: TRS with .shtml and the channel's number in the list's name; government and office in one list."""

from tests.replica.content import Portal
from tests.replica.decoys import graphic, notice, website_sheet
from tests.replica.hosts import jcms_host, trs_host, ucap_host
from tests.replica.ledger import Ledger, newest_first
from tests.replica.site import Site
from tests.replica.skin import Skin
from tests.replica.trs import TrsColumn, create_page_html

ROOT = "/zfxxgk/zfxxgkzl/zfxxgknb/"
ITEM = (
    '<div class="sxinfo-pubfiles-item"><div class="item-title"><a href="{href}" target="_blank" title="{title}">'
    '{cut}</a></div><div class="item-date">{day}</div></div>'
)
SKIN = Skin(
    site="山西省人民政府",
    domain="www.shanxi.gov.cn",
    code="1400000045",
    column="政府信息公开年报",
    container='<div class="sxszf-detail"><div class="view TRS_UEDITOR trs_paper_default trs_word">{}</div></div>',
    listing='<div class="sxinfo-pubfiles">\n{}\n</div>',
    item=ITEM,
    dates="%Y-%m-%d %H:%M:%S",
    cut=26,
    menu=(("/zfxxgk/zfxxgkzl/zfwznb/", "政府网站工作年报"), ("/zfxxgk/zfxxgkzl/zfxxgkzn/", "政府信息公开指南")),
)


def portal() -> Portal:
    """Three pages, and past the last one back to the first; the oldest report was pasted from Word."""
    ledger = Ledger("shanxi", 6670096)
    site = Site("www.shanxi.gov.cn", schemes=("https", "http"), chunked=True)
    government, office = ledger.estate.government, ledger.estate.office
    column = TrsColumn(
        site, ROOT, SKIN, create_page_html, name="index_11287", extension="shtml", per_page=6, sends_back=True
    )
    lines = [
        *ledger.lines(government, years=(2023, 2024)),
        *ledger.lines(government, years=(2022,), style="word"),
        *ledger.lines(office, carriers={2023: "pdf"}),
        *ledger.noise(government, kinds=(website_sheet, graphic)),
        *ledger.noise(office, (2023,), (notice,)),
    ]
    ledger.plant(column.publish(newest_first(lines)))
    one, two = ledger.estate.departments
    first, second = ledger.estate.prefectures
    sites = (
        trs_host(ledger, one, "wsb.shanxi.gov.cn", "/zfxxgk/zfxxgkndbg/", extension="shtml"),
        trs_host(ledger, two, "slt.shanxi.gov.cn", "/zfxxgk/zfxxgkndbg/", extension="shtml", carriers={2024: "docx"}),
        ucap_host(ledger, first, "www.taiyuan.gov.cn", "/tysrmzf/c100231/zfxxgk_gknb", "/tysrmzf/c100231/"),
        jcms_host(ledger, second, "www.changzhi.gov.cn", 4012),
    )
    return Portal((site, *sites), ledger.settled())
