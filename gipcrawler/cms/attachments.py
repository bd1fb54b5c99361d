"""Turn a detail page into the documents that belong to it: the report as Word or PDF file, with its printed name."""

import re
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from gipcrawler.cms.adapter import Entry, Page
from gipcrawler.cms.addresses import DOCUMENTS, FILE_NAMES, canonical, document_type
from gipcrawler.cms.markup import Tree, absolute, address_of, base_of, shown_text, tree_of
from gipcrawler.cms.rows import title_of
from gipcrawler.text.spaces import fold

# TRS keeps the files of a page beside it: P0 or W0 and 18 digits (PORTALS 3.1)
TRS_FILE = re.compile(r"^[PW]0\d{15,21}\.\w+$")
# A download program may not say in its address what it sends; then the printed name does (附件：2024年年报.docx)
PRINTED_TYPE = re.compile(rf"\.(?:{'|'.join(sorted(DOCUMENTS))})\b", re.IGNORECASE)
PAGE = re.compile(r"/$|\.(?:s?html?|php)$", re.IGNORECASE)
VIEWER = re.compile(r"(?:viewer|preview)\.s?html?$|/pdfjs/", re.IGNORECASE)
# Frames of the page whose links are the portal's own and stand on every page
FRAME_TAGS = frozenset(("nav", "header", "footer", "aside"))
FRAME_NAMES = re.compile(
    r"(?:^|\s)(?:nav\w*|menu\w*|header|footer|foot|sidebar|crumbs?|breadcrumbs?|position|copyright"
    r"|(?:site|page|common|public|g)[-_](?:header|footer|nav|menu))(?=\s|$)",
    re.IGNORECASE,
)
# Forms and rules that stand beside a report and are none of it
FOREIGN = re.compile(r"申请表|申请书|流程图|示范文本|使用手册|使用说明|浏览器|阅读器|办事指南|公开指南|公开目录")
SAYS_NOTHING = re.compile(
    r"(?:点击|附件|此处|这里|查看|全文|文件|下载|阅读|打开|[:：()\[\]\s]|pdf|docx?|word|版)*", re.IGNORECASE
)


def attachments(page: Page) -> tuple[Entry, ...]:
    """The documents that a detail page links or embeds, each address once, in the order of the page.

    `title` is the printed name; where the link says only 下载 or nothing, the name of the file. Links in menus, headers
    and footers are the portal's own and left out, as are application forms and guides.
    """
    tree = tree_of(shown_text(page))
    base = base_of(tree, page.url)
    found: dict[str, Entry] = {}
    for element in tree.iter("a", "iframe", "embed", "object"):
        url = _address(element, base)
        if url is None or (document_type(url) is None and not _sends_file(element, url)):
            continue
        name = _name(element, url)
        if FOREIGN.search(fold(name)) or (_in_frame(element) and not TRS_FILE.match(url.rpartition("/")[2])):
            continue
        found.setdefault(canonical(url), Entry(url, name))
    return tuple(found.values())


def _address(element: Tree, base: str) -> str | None:
    embedded = element.get("src") or element.get("data")
    url = address_of(element, base) if element.tag == "a" else absolute(base, embedded)
    if url is None or not VIEWER.search(urlsplit(url).path):
        return url
    shown = {name.lower(): value for name, value in parse_qsl(urlsplit(url).query)}
    inner = next((shown[name] for name in FILE_NAMES if name in shown), None)
    return absolute(url, urljoin(url, inner)) if inner else url


def _sends_file(element: Tree, url: str) -> bool:
    printed = f"{element.get('download') or ''} {title_of(element)}" if element.tag == "a" else ""
    return PRINTED_TYPE.search(printed) is not None and not PAGE.search(urlsplit(url).path)


def _name(element: Tree, url: str) -> str:
    printed = title_of(element) if element.tag == "a" else (element.get("title") or "").strip()
    if element.get("download") and SAYS_NOTHING.fullmatch(fold(printed)):
        printed = str(element.get("download")).strip()
    return _file_name(url) if SAYS_NOTHING.fullmatch(fold(printed)) else printed


def _file_name(url: str) -> str:
    parts = urlsplit(url)
    given = {name.lower(): value for name, value in parse_qsl(parts.query)}
    name = next((given[key] for key in FILE_NAMES if key in given), parts.path)
    return unquote(name).replace("\\", "/").rpartition("/")[2]


def _in_frame(element: Tree) -> bool:
    return any(
        around.tag in FRAME_TAGS or FRAME_NAMES.search(f"{around.get('class') or ''} {around.get('id') or ''}")
        for around in element.iterancestors()
        if around.tag not in {"body", "html"}
    )
