"""A portal's looks: how a listing page and a detail page are framed, with the noise that real ones carry.

Meta tags: 国办发〔2017〕47号 政府网站发展指引, appendix 网页设计规范; containers as seen on the portals of each family.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from tests.replica.content import Entry
from tests.replica.site import Answer, download, page


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a listing."""

    href: str
    title: str
    published: date


@dataclass(frozen=True, slots=True)
class Skin:
    """`container` and `listing` hold `{}` for what goes inside; `item` is a line with href, title, cut and day.

    `charset` encodes the pages, `declared` is what their own meta tag says, `told` whether the server says it too;
    `lower_case_meta` is for portals that write the names of meta tags so, `marked_up` holds `{}` for the title among
    the markup that some leave in its tag; `dates` is the strftime form of PubDate, `cut` the number of characters after
    which a link text ends in …, `menu` holds further links of the frame.
    """

    site: str
    domain: str
    code: str
    column: str
    container: str
    listing: str
    item: str = '<li><a href="{href}" title="{title}" target="_blank">{cut}</a><span>{day}</span></li>'
    attachments: str = '<div class="fj"><p>附件：</p><ul>{}</ul></div>'
    charset: str = "utf-8"
    declared: str = "utf-8"
    told: bool = True
    lower_case_meta: bool = False
    marked_up: str = "{}"
    dates: str = "%Y-%m-%d"
    cut: int = 60
    menu: tuple[tuple[str, str], ...] = ()

    def line(self, line: Line) -> str:
        """One line of a listing; link texts longer than `cut` are shortened, the title attribute is not."""
        cut = line.title if len(line.title) <= self.cut else line.title[: self.cut] + "…"
        return self.item.format(
            href=escape(line.href), title=escape(line.title), cut=escape(cut), day=line.published.isoformat()
        )

    def list_page(self, lines: Sequence[Line], pager: str) -> Answer:
        """A page of a listing."""
        return self._frame(
            {"ColumnName": self.column, "ColumnType": "政府信息公开"},
            self.column,
            self.listing.format("\n".join(map(self.line, lines))) + pager,
        )

    def bare_page(self, title: str, inside: str) -> Answer:
        """A page with nothing but the frame and what stands inside."""
        return self._frame({"ColumnName": title}, title, inside)

    def detail(self, entry: Entry, links: Sequence[Line]) -> Answer:
        """A detail page with its attachments."""
        files = "".join(f'<li><a href="{escape(link.href)}">{escape(link.title)}</a></li>' for link in links)
        source = entry.source
        return self._frame(
            {
                "ColumnName": self.column,
                "ArticleTitle": self.marked_up.format(entry.title),
                "PubDate": entry.published.strftime(self.dates),
                "ContentSource": source,
                "Keywords": "政府信息公开,年报",
            },
            entry.title,
            f'<h1 class="title">{escape(entry.title)}</h1>\n'
            f'<div class="info"><span>发布时间：{entry.published.isoformat()}</span><span>来源：{escape(source)}</span>'
            '<span>字号：[<a href="javascript:doZoom(18)">大</a> <a href="javascript:doZoom(14)">小</a>]</span></div>\n'
            + self.container.format(entry.body)
            + (self.attachments.format(files) if files else ""),
        )

    def _frame(self, names: dict[str, str], title: str, inside: str) -> Answer:
        site = {"SiteName": self.site, "SiteDomain": self.domain, "SiteIDCode": self.code}
        meta = "\n".join(
            f'<meta name="{name.lower() if self.lower_case_meta else name}" content="{escape(value)}">'
            for name, value in (site | names).items()
        )
        menu = "".join(f'<li><a href="{escape(href)}">{words}</a></li>' for href, words in self.menu)
        return page(
            FRAME.format(
                charset=self.declared,
                meta=meta,
                title=escape(title),
                site=self.site,
                code=self.code,
                column=self.column,
                menu=menu,
                inside=inside,
            ),
            self.charset,
            told=self.told,
        )


# One black pixel
PIXEL = bytes.fromhex("47494638396101000100800000000000ffffff2c00000000010001000002024401003b")
SHOWN_WITH = {
    "/images/site.css": download(
        b'@import "print.css";\n.header { height: 40px; background: url(head.gif) }\n', "site.css"
    ),
    "/images/print.css": download(b"@media print { .header { display: none } }\n", "print.css"),
    "/images/head.gif": download(PIXEL, "head.gif"),
    "/images/jquery.min.js": download(b"function doZoom(size) {}\n", "jquery.min.js"),
}
"""What every page of a portal is shown with; one of it the style sheet imports, and one it names."""
FRAME = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta http-equiv="Content-Type" content="text/html; charset={charset}">
{meta}
<title>{title}-{site}</title>
<link rel="stylesheet" href="/images/site.css">
<script src="/images/jquery.min.js"></script>
</head>
<body>
<div class="header"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li>
<li><a href="/hdjl/">互动交流</a></li>{menu}</ul>
<form action="/search" method="get"><input name="q"><button>搜索</button></form>
<p>热门搜索：<a href="/search?q=年报">政府信息公开年报</a> <a href="/search?q=社保">社保</a></p></div>
<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; {column}</div>
<div class="main">
{inside}
</div>
<div class="links"><a href="http://www.gov.cn/">中国政府网</a> <a href="https://weixin.example.com/">官方微信</a></div>
<div class="footer"><p>主办：{site}　网站标识码：{code}</p>
<p><a href="/wzdt/">网站地图</a> <a href="/images/wzsysc.pdf">网站使用手册</a></p></div>
</body>
</html>
"""
