"""Make a report page of about 60 kB as a county portal serves it: navigation, metadata, prose, three tables."""

from tests.press import body_html, synthetic

ISSUER, YEAR = "江苏省宝应县人民政府", 2022
SIZE = 60_000  # bytes in UTF-8
CHANNELS = (
    "政府信息公开指南",
    "法定主动公开内容",
    "政府信息公开制度",
    "依申请公开",
    "政策文件",
    "规划计划",
    "财政资金",
    "行政许可",
)
KNOWN = '<div class="view TRS_UEDITOR trs_paper_default trs_word">{body}</div>'
UNKNOWN = '<div class="pt-main-x7"><div class="pt-cell">{body}</div></div>'


def report_page(frame: str = KNOWN, size: int = SIZE) -> bytes:
    """A page in UTF-8 of at least `size` bytes; `frame` holds the report, in a container that is known or not."""
    sheet = synthetic(ISSUER, YEAR, "2021", 7)
    body = body_html(sheet)
    seed = 0
    while len(_page(frame, body).encode()) < size:
        seed += 1
        more = synthetic(ISSUER, YEAR, "2021", 100 + seed).sections[0].paragraphs
        first, opened, rest = body.partition("</h2>")
        body = first + opened + "".join(f"<p>{text}</p>\n" for text in more if len(text) > 20) + rest
    return _page(frame, body).encode()


def _page(frame: str, body: str) -> str:
    links = "\n".join(
        f'<li><a href="/zwgk/{number}/" title="{CHANNELS[number % 8]}">{CHANNELS[number % 8]}</a></li>'
        for number in range(110)
    )
    return f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{ISSUER}{YEAR}年政府信息公开工作年度报告_宝应县人民政府</title>
<meta name="SiteName" content="宝应县人民政府"><meta name="ColumnName" content="政府信息公开年报">
<meta name="ArticleTitle" content="{ISSUER}{YEAR}年政府信息公开工作年度报告"><meta name="PubDate" content="2023-01-18 09:30">
<meta name="ContentSource" content="宝应县人民政府办公室"></head>
<body><div class="header"><ul class="nav">{links}</ul></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; 政府信息公开年报</div>
<div class="content-wrap">{frame.format(body=body)}</div>
<div class="footer"><p>主办：宝应县人民政府办公室</p><p>网站标识码：3210230001</p></div></body></html>"""
