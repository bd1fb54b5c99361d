"""Judge an answer: it is what was asked for, a refusal dressed as a page, or a statement that nothing is there."""

import re

from gipcrawler.model import Outcome
from gipcrawler.text.titles import read_title

GONE = frozenset((404, 410))
# 瑞数 412 (its second visit 400), 加速乐 521 and 512, SafeLine 468, EdgeOne 566 and 567, and refusals without a name;
# a well-formed request has no other way to earn a 400
REFUSED = frozenset((400, 401, 403, 405, 406, 412, 418, 429, 451, 468, 512, 521, 566, 567))
# Statuses that one shield alone gives, for challenges whose scripts hide every word
SHIELD_OF = {412: "瑞数 (dynamic script)", 468: "SafeLine (script challenge)", 567: "EdgeOne"} | dict.fromkeys(
    (512, 521), "加速乐 (cookie challenge)"
)
SLIDER = "a slider challenge (NWAF)"
"""The one that asks for a person's hand."""
# What the markup and the scripts of challenge pages carry, in small letters, each with its shield (PORTALS section 8;
# the last two are public knowledge). In the prose of a page they say nothing: a report may speak of them.
MARKUP = (
    ((b"puzzle-vcode", b"ctct_slider", b"ctct-slider", b"_$ts"), SLIDER),
    ((b"$_ts", b"fssbbil1ugzbn7n80", b"enable_924omrtvcfch"), "瑞数 (dynamic script)"),
    ((b"__jsl_clearance", b"('j')+('s')+('l')"), "加速乐 (cookie challenge)"),
    ((b"__tst_status", b"eo_bot_ssid"), "EdgeOne (script challenge)"),
    ((b"wzws", b"waf_text_verify"), "WZWS (cookie challenge)"),
    ((b"online-desc-con",), "the network's own error page"),
    ((b"safeline", b"slg-title", b"slg-bg", b"slg-box"), "SafeLine (script challenge)"),
    ((b"acw_sc__v",), "a cookie challenge (acw_sc)"),
    ((b"yunsuo_session_verify", b"security_session_verify"), "云锁 (cookie challenge)"),
)
# What the few words of such pages say
SAID = (
    (re.compile("不合法的参数"), "a filter on the request's headers"),
    (re.compile(r"(?:由|By)\s*(?:雷池|SafeLine)", re.IGNORECASE), "SafeLine (script challenge)"),
)
CHARSETS = ("utf-8", "gb18030")
# Without any of these a page that came with a good status needs no second look
HINTS = (
    *(mark for marks, _ in MARKUP for mark in marks),
    *(words.encode(charset) for words in ("不合法的参数", "雷池") for charset in CHARSETS),
    b"document.cookie",
)
# A script that sets a cookie and loads its own address again, whoever has written it
COOKIE = re.compile(rb"document\.cookie\s*=")
AGAIN = re.compile(
    rb"location\.reload\s*\(|location(?:\.href\s*=|\s*=|\.(?:replace|assign)\s*\()\s*"
    rb"(?:(?:window|document|self)\.)*location"
)
TAGS = re.compile(
    rb"<(script|style|noscript|template)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<[^<>]*>", re.DOTALL | re.IGNORECASE
)
TITLE = re.compile(rb"<(title|h1)\b[^<>]*>(.{1,600}?)</\1", re.DOTALL | re.IGNORECASE)
# What only the portal itself writes: the meta tags of 国办发〔2017〕47号, and links to further pages
OFFICIAL = re.compile(
    rb"<meta\s[^<>]*name\s*=\s*[\"']?(?:SiteName|SiteDomain|SiteIDCode|ColumnName|ColumnType|ArticleTitle|PubDate)\b",
    re.IGNORECASE,
)
LINK = re.compile(rb"<a\s[^<>]*href\s*=\s*[\"']?(?!javascript:|#|[\"'>\s])", re.IGNORECASE)
LINKS = 3
LONGEST = 512 * 1024
"""Bytes of a challenge page, at most; the longest seen has 23 kB, and scripts of others some hundred."""
FEW_WORDS = 1500
"""Bytes of text that a challenge page shows at most: the error pages of networks explain themselves."""
BLANK = 300
"""Bytes of text on a page whose script is its content: a line that asks for patience."""
DOCUMENTS = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")


def judge(status: int, body: bytes) -> tuple[Outcome | None, str]:
    """What became of a request, and the reason in words; null for a server that failed (5xx and other statuses).

    A challenge page answered with status 200 is blocked, and never a page; a page that says 404 in words alone is left
    to the portal families. What is gone stays gone though a shield's script stands on the page that says so.
    """
    shield = challenge(body, status)
    if shield:
        return Outcome.BLOCKED, f"{shield}, status {status}"
    if status in REFUSED:
        return Outcome.BLOCKED, f"status {status}"
    if status in GONE:
        return Outcome.GONE, f"status {status}"
    if 200 <= status < 300:
        return Outcome.ANSWERED, ""
    return None, f"status {status}"


def challenge(body: bytes, status: int = 200) -> str | None:
    """The shield whose challenge page this is, or null; a page with text, links or a title of its own is none."""
    if not body or len(body) > LONGEST or body.startswith(DOCUMENTS) or body.lstrip()[:1] in {b"{", b"["}:
        return None
    if (200 <= status < 300 and not _may_be(body.lower())) or _is_portals(body):
        return None
    text = b" ".join(TAGS.sub(b" ", body).split())
    if len(text) > FEW_WORDS or (status in GONE and text):
        return None
    markup = b"".join(found[0] for found in TAGS.finditer(body)).lower()
    said = "".join(text.decode(charset, "replace") for charset in CHARSETS)
    return (
        next((shield for marks, shield in MARKUP if any(mark in markup for mark in marks)), None)
        or next((shield for mark, shield in SAID if mark.search(said)), None)
        or (_by_script(markup, status) if len(text) <= BLANK or status in REFUSED else None)
    )


def is_bare(status: int, body: bytes) -> bool:
    """True for a 412 without a challenge: another scheme is wanted, or the path is dead (PORTALS section 8)."""
    return status == 412 and challenge(body, status) is None


def _may_be(body: bytes) -> bool:
    return any(hint in body for hint in HINTS)


def _by_script(markup: bytes, status: int) -> str | None:
    """The shield of a page that has little but a script, by its status or by what the script does."""
    if b"<script" not in markup:
        return None
    known = SHIELD_OF.get(status)
    return known or ("a cookie challenge" if COOKIE.search(markup) and AGAIN.search(markup) else None)


def _is_portals(body: bytes) -> bool:
    """True for a page of the portal itself, whatever scripts it loads."""
    if OFFICIAL.search(body) or len(LINK.findall(body)) >= LINKS:
        return True
    titles = (TAGS.sub(b"", found[2]) for found in TITLE.finditer(body))
    return any(read_title(title.decode(charset, "replace")) for title in titles for charset in CHARSETS)
