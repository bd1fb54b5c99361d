"""Turn what a page says of itself - meta elements, its table of page data - into Metadata; trafilatura fills gaps."""

import re
import sys
from collections.abc import Mapping
from datetime import date

from lxml.html import HtmlElement
from trafilatura.metadata import extract_metadata

from gipcrawler.documents.html_text import SILENT, squeeze
from gipcrawler.model import Metadata
from gipcrawler.text.dates import find_dates
from gipcrawler.text.spaces import tidy

# Names in the order of their authority, compared in lower case: 国办发〔2017〕47号 first, then other software
TITLE_NAMES = ("articletitle", "og:title", "dc.title", "twitter:title")
DATE_NAMES = (
    "pubdate",
    "publishdate",
    "publishtime",
    "article:published_time",
    "dc.date",
    "og:published_time",
    "publish_date",
)
ISSUER_NAMES = ("contentsource", "source", "dc.publisher")
SITE_NAMES = ("sitename", "og:site_name", "application-name")
# Sources that name nobody
NOBODY = frozenset(
    {
        "本站",
        "本网",
        "本站原创",
        "本网站",
        "原创",
        "转载",
        "互联网",
        "网络",
        "其他",
        "未知",
        "无",
        "暂无",
        "-",
        "管理员",
        "admin",
    }
)

WORDLESS = re.compile(r"[\d\W]+")
# The table or list of page data (索引号, 发布机构 …) and the line under a title; one text node a line
ISSUER_LABEL = re.compile(
    r"^(?:发布机构|发文机关|发布单位|发文单位|公开主体|信息公开主体|公开机构|发布机关|制作机关|责任单位)[:：]?\n?[:：]?([^\n:：]{2,40})$",
    re.MULTILINE,
)
SOURCE_LABEL = re.compile(
    r"(?:^|\s|[|｜])(?:信息来源|文章来源|稿件来源|来源)[:：]\n?([^\n:：\s|｜]{2,40})", re.MULTILINE
)
DATE_LABEL = re.compile(
    r"(?:发布|公开|发文|成文|生成|更新|录入)?(?:日期|时间)[:：]?\n?[:：]?\s*((?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2})"
)
LABEL = re.compile(
    r"^(?:索引号|主题分类|发文字号|文号|发布日期|发文日期|成文日期|生成日期|名称|标题|有效性|主题词|关键词)"
)
# 标题_栏目_网站 and 标题-网站: the separators of <title>
SEPARATOR = re.compile(r"\s*(?:[_|｜]|--+|—{2,}|\s-\s|\s–\s)\s*|-(?=[^-\s\d]{2,20}(?:网|网站|政府|门户)$)")
# 发 文 机 关, spaced to fill its column
SPACED = re.compile(r"(?<![\u4e00-\u9fff])(?:[\u4e00-\u9fff]\s+)+[\u4e00-\u9fff](?![\u4e00-\u9fff])")
OFFICE = re.compile(r"word|excel|office|wps", re.IGNORECASE)  # their dates are those of the file
# 当前位置：首页 > 政府信息公开 > 某县财政局
TRAIL = re.compile(
    r"(?:当前|所在|现在|目前|您|你|您现在|您当前|现在的?|您所在)的?位置(?:是|为)?[:：]?(.{0,200})", re.DOTALL
)
STEP = re.compile(r"[\n>›»→＞/|]+|--+")
MOST_STEPS = 10
LONGEST_LABELLED = 200
FIRST_TEXTS = 60  # of the region: a table of page data may stand inside it
REPORT_WORDS = re.compile(r"公开.*(?:报告|年报)")
# What <title> names last may be the site: 标题_栏目_某县某镇人民政府; the name of a column is none
SITE = re.compile(
    r"[\u4e00-\u9fff]*[省市县区州盟旗镇乡街道局委厅](?:人民政府|政府|街道办事处|办事处|管委会|管理委员会|委员会|[局厅委]|办公[室厅])?(?:(?:门户|官方)?网站?|信息公开[网平台]+)?"
)


def read_metadata(root: HtmlElement, region: HtmlElement, charset: str) -> Metadata:
    """The page's metadata; meta elements before printed labels, trafilatura for what both leave open."""
    metas = _metas(root)
    lines = "\n".join(_lines(root, region))
    title = _first(metas, TITLE_NAMES) or _heading(root) or _page_title(root)
    published = _date(_first(metas, DATE_NAMES)) or _date(_match(DATE_LABEL, lines))
    issuer = (
        _named(_match(ISSUER_LABEL, lines))
        or _named(_first(metas, ISSUER_NAMES))
        or _named(_match(SOURCE_LABEL, lines))
    )
    site = _first(metas, SITE_NAMES) or _title_site(root)
    if title is None or published is None:
        found = extract_metadata(root, extensive=False)
        title = title or tidy(found.title or "") or None
        if published is None and OFFICE.search(metas.get("generator", "")) is None:
            published = _date(found.date)
    return Metadata(title, published, issuer, site, charset, _trail(lines))


def _trail(lines: str) -> tuple[str, ...]:
    """The steps of the breadcrumb, from the site's front page to the list; what stands behind it may follow."""
    steps = (tidy(step) for step in STEP.split(_match(TRAIL, lines) or ""))
    return tuple(filter(None, steps))[:MOST_STEPS]


def _metas(root: HtmlElement) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").strip().lower()
        content = tidy(meta.get("content", ""))
        if name and content:
            metas.setdefault(name, content)
    return metas


def _first(metas: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if name in metas), None)


def _lines(root: HtmlElement, region: HtmlElement) -> list[str]:
    """The short texts from the top of the page to the first of the report: page data stands nowhere else."""
    body = root.find("body")
    most = sys.maxsize
    lines: list[str] = []
    for element in (root if body is None else body).iter():
        if element is region:
            most = len(lines) + FIRST_TEXTS
        text, tail = element.text, element.tail
        if text and len(text) < LONGEST_LABELLED and element.tag not in SILENT and (line := text.strip()):
            lines.append(line)
        if tail and len(tail) < LONGEST_LABELLED and (line := tail.strip()):
            lines.append(line)
        if len(lines) > most:
            break
    return [line if line.isalnum() else SPACED.sub(_closed_up, line) for line in lines]


def _closed_up(match: re.Match[str]) -> str:
    return squeeze(match[0])


def _match(pattern: re.Pattern[str], lines: str) -> str | None:
    found = pattern.search(lines)
    return found[1] if found else None


def _date(text: str | None) -> date | None:
    return next(iter(find_dates(text or "")), None)


def _named(name: str | None) -> str | None:
    """A source's name, unless it names nobody."""
    tidied = tidy(name or "")
    nobody = tidied in NOBODY or LABEL.match(tidied) or WORDLESS.fullmatch(tidied)
    return None if nobody or not tidied else tidied


def _heading(root: HtmlElement) -> str | None:
    """The first heading that names a report, or else the page's only h1."""
    headings = [tidy(heading.text_content()) for heading in root.iter("h1", "h2", "h3")]
    named = next((heading for heading in headings if REPORT_WORDS.search(squeeze(heading))), None)
    if named:
        return squeeze(named) if "\n" in named else named
    main = [tidy(heading.text_content()) for heading in root.iter("h1")]
    return main[0] or None if len(main) == 1 else None


def _page_title(root: HtmlElement) -> str | None:
    parts = _title_parts(root)
    return next((part for part in parts if REPORT_WORDS.search(part)), parts[0] if parts else None)


def _title_site(root: HtmlElement) -> str | None:
    """The site that <title> names behind the page's own title."""
    last = _title_parts(root)[1:][-1:]
    return last[0] if last and SITE.fullmatch(last[0]) and not REPORT_WORDS.search(last[0]) else None


def _title_parts(root: HtmlElement) -> list[str]:
    title = root.find(".//title")
    return [part for part in SEPARATOR.split(tidy(title.text or "")) if part] if title is not None else []
