"""Turn a detail page into what a crawl must know of it: its full title, its date, and whether it is a report."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gipcrawler.cms.adapter import Entry, Page
from gipcrawler.cms.markup import Tree, metas, shown_text, tree_of, words
from gipcrawler.text.dates import find_dates
from gipcrawler.text.spaces import fold
from gipcrawler.text.titles import read_title

# The six headings of the form and its older wordings (PORTALS section 7); three of them make a report
HEADINGS = (
    re.compile(r"总体情况|概述"),
    re.compile(r"主动公开政府信息(?:的)?情况"),
    re.compile(r"收到和处理政府信息公开申请(?:的)?情况|依申请公开(?:政府信息)?(?:的)?情况"),
    re.compile(r"行政复议[、和及,]?(?:提起)?行政诉讼(?:的)?情况"),
    re.compile(r"存在的(?:主要)?问题及改进(?:的)?(?:情况|措施)|存在的?(?:主要)?问题"),
    re.compile(r"其他需要报告的事项"),
)
NEEDED = 3
TITLES = ("h1", "h2", "h3")
# Without headings and meta tags, what the skin calls the title and the date (PORTALS 2.0: detailTitle, pubDate, PBtime)
TITLE_NAME = re.compile(r"(?:title(?:text)?|[-_]tit\d?|^tit\d?|artT)$", re.IGNORECASE)
DATE_NAME = re.compile(
    r"(?:pub\w*(?:date|time)|pbtime|ssdate|fb(?:sj|rq|time)|release\w*(?:date|time))$", re.IGNORECASE
)
PRINTED_DATE = re.compile(r"(?:发布|公开|生成|成文|发文)(?:时间|日期)[^\d二]{0,12}(?=[\d二])")


@dataclass(frozen=True, slots=True)
class Detail:
    """What a page says of itself; `column` is true where its meta tags are those of a column and of no article.

    `site` is the name of the site as the page gives it.

    Hubs and columns have SiteName and ColumnName only: the cheap test between list and detail of PORTALS section 4.
    """

    url: str
    title: str
    published: date | None
    report: bool
    column: bool = False
    site: str | None = None

    @property
    def entry(self) -> Entry:
        """The page as an entry."""
        return Entry(self.url, self.title, self.published)


def read_detail(page: Page) -> Detail:
    """Title and date from the meta tags of 国办发〔2017〕47号, else from heading and 发布时间; never raises.

    Where the page has neither, elements that its skin names title or date are asked.
    A page is a report if at least three headings of the form stand in its text, or if it has the meta tags of an
    article and a report's title (its text may be an attachment or a picture).
    """
    tree = tree_of(shown_text(page))
    given = metas(tree)
    headings = [words(tag) for name in TITLES for tag in tree.iter(name)]
    offers = [given.get("articletitle", ""), *headings, *_named(tree, TITLE_NAME), *map(words, tree.iter("title"))]
    offers = [fold_markup(offer) for offer in offers if offer.strip()]
    titles = [offer for offer in offers if read_title(offer)]
    text = fold(words(tree))
    marked = "articletitle" in given and bool(titles) and read_title(offers[0]) is not None
    report = marked or sum(bool(heading.search(text)) for heading in HEADINGS) >= NEEDED
    column = "columnname" in given and "articletitle" not in given
    published = _published(given.get("pubdate", ""), text, _named(tree, DATE_NAME))
    return Detail(page.url, (titles or offers or [""])[0], published, report, column, given.get("sitename"))


def fold_markup(title: str) -> str:
    """A title without the markup that some portals leave inside the meta tag (PORTALS 2.0: 蒙, 青)."""
    return " ".join(re.sub(r"<[^>]+>", " ", title).split())


def _published(stated: str, text: str, named: Iterable[str]) -> date | None:
    dates = find_dates(stated)
    if not dates:
        printed = PRINTED_DATE.search(text)
        dates = find_dates(text[printed.end() : printed.end() + 16]) if printed else []
    return next(iter(dates or [day for said in named for day in find_dates(said)]), None)


def _named(tree: Tree, name: re.Pattern[str]) -> list[str]:
    """What stands in the elements whose id or class is such a name; links and lists stand beside the article."""
    return [
        words(tag)
        for tag in tree.iter("div", "p", "span", "small", "label", "td", "strong", "em", "time")
        if any(name.search(said) for said in f"{tag.get('id') or ''} {tag.get('class') or ''}".split())
        and next(tag.iterancestors("a", "li"), None) is None
        and next(tag.iter("a"), None) is None
    ]
