"""Make a report page of about 60 kB as a county portal serves it: 110 links, 60 paragraphs, three tables, styles."""

import re
from itertools import chain

from tests.press import body_html, synthetic

ISSUER, YEAR = "江苏省宝应县人民政府", 2022
PARAGRAPHS = 60
CHANNELS = (
    "政府信息公开指南",
    "法定主动公开内容",
    "政府信息公开制度",
    "依申请公开",
    "政策文件",
    "规划计划",
    "财政资金",
)
KNOWN = '<div class="view TRS_UEDITOR trs_paper_default trs_word">{body}</div>'
UNKNOWN = '<div class="pt-main-x7"><div class="pt-cell">{body}</div></div>'
# What portal editors write into each element
PARAGRAPH = '<p style="text-indent: 2em; line-height: 2; margin: 0px; font-family: 仿宋_GB2312; font-size: 16pt;">'
CELL = ' style="border: 1px solid windowtext; padding: 0cm 5.4pt; text-align: center;"'
HEAD = f"""<meta charset="utf-8"><title>{ISSUER}{YEAR}年政府信息公开工作年度报告_宝应县人民政府</title>
<meta name="SiteName" content="宝应县人民政府"><meta name="ColumnName" content="政府信息公开年报">
<meta name="ArticleTitle" content="{ISSUER}{YEAR}年政府信息公开工作年度报告">
<meta name="PubDate" content="2023-01-18 09:30"><meta name="ContentSource" content="宝应县人民政府办公室">"""


def report_page(frame: str = KNOWN, seed: int = 7) -> bytes:
    """A page in UTF-8; `frame` is what holds the report, a container that is known or one that is not."""
    body = _lengthened(body_html(synthetic(ISSUER, YEAR, "2021", seed)), seed)
    body = re.sub(r"<(td|th)\b", rf"<\1{CELL}", body.replace("<p>", PARAGRAPH))
    links = "\n".join(
        f'<li><a href="/zwgk/{number}/" title="{CHANNELS[number % 7]}">{CHANNELS[number % 7]}</a></li>'
        for number in range(110)
    )
    return f"""<!DOCTYPE html>
<html><head>{HEAD}</head>
<body><div class="header"><ul class="nav">{links}</ul></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; 政府信息公开年报</div>
<div class="content-wrap">{frame.format(body=body)}</div>
<div class="footer"><p>主办：宝应县人民政府办公室</p><p>网站标识码：3210230001</p></div></body></html>""".encode()


def _lengthened(body: str, seed: int) -> str:
    """The report with more prose in section one, until it has as many paragraphs as a long report."""
    sheets = (synthetic(ISSUER, YEAR, "2021", seed) for seed in range(100 * seed, 100 * seed + 20))
    prose = chain.from_iterable(sheet.sections[0].paragraphs for sheet in sheets)
    first, opened, rest = body.partition("</h2>")
    more = [text for _, text in zip(range(PARAGRAPHS - body.count("<p>")), prose, strict=False)]
    return first + opened + "".join(f"<p>{text}</p>\n" for text in more) + rest
