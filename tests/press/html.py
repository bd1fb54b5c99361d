"""Print a sheet as HTML: the bare report, a whole document, or a page in a plain portal's frame."""

from collections.abc import Callable
from html import escape

from tests.press import html_clean, html_word
from tests.press.sheet import Sheet

STYLES: dict[str, Callable[[Sheet], str]] = {"clean": html_clean.body, "word": html_word.body}
# What such pages say of themselves: GB18030 bytes under the name of its small ancestor
DECLARED = {"gb18030": "gb2312"}

PAGE = """\
<div class="top"><a href="/">首页</a> | <a href="/zwgk/">政务公开</a> | <a href="/bsfw/">办事服务</a></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/nb/">政府信息公开年报</a></div>
<div class="article">
<table class="record"><tr><td>索引号</td><td>{index}</td><td>主题分类</td><td>政务公开</td></tr>
<tr><td>发布机构</td><td>{publisher}</td><td>发布日期</td><td>{published}</td></tr></table>
<h1>{title}</h1>
<p class="byline">{byline}</p>
<div id="content" class="content">
{body}</div>
<p class="tools">【<a href="javascript:print()">打印</a>】【<a href="javascript:close()">关闭</a>】</p>
</div>
<div class="foot"><p>网站标识码：0000000000 备案号：00000000号</p><p>网站地图 | 联系我们 | 隐私声明</p></div>
"""
DOCUMENT = """\
<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="{charset}">
<title>{title}</title>
{head}</head>
<body>
{body}</body>
</html>
"""


def body_html(sheet: Sheet, style: str = "clean") -> str:
    """The report alone, from its title to its signature, to be put into a page: style is clean or word."""
    return STYLES[style](sheet)


def as_html(sheet: Sheet, style: str = "clean", charset: str = "utf-8") -> bytes:
    """The report as a document with nothing around it; charset is utf-8, or gb18030 (declared as gb2312)."""
    return _document(sheet, body_html(sheet, style), charset)


def as_page(sheet: Sheet, style: str = "clean", charset: str = "utf-8") -> bytes:
    """The report as a portal's article page: navigation, record table, headline, byline, footer around it."""
    published = sheet.published.isoformat() if sheet.published else ""
    facts = (f"发布时间：{published}" if published else "", f"来源：{sheet.issuer}" if sheet.issuer else "")
    page = PAGE.format(
        index=f"000000000/{sheet.year + 1}-00001",
        publisher=escape(sheet.issuer or ""),
        published=published,
        title=escape(sheet.title),
        byline=escape(" ".join(fact for fact in facts if fact)),
        body=body_html(sheet, style),
    )
    head = f'<meta name="ArticleTitle" content="{escape(sheet.title)}">\n'
    if published:
        head += f'<meta name="PubDate" content="{published}">\n'
    return _document(sheet, page, charset, head)


def _document(sheet: Sheet, body: str, charset: str, head: str = "") -> bytes:
    declared = DECLARED.get(charset, charset)
    return DOCUMENT.format(charset=declared, title=escape(sheet.title), head=head, body=body).encode(charset)
