"""Judge an answer: it is what was asked for, a refusal dressed as a page, or a statement that nothing is there."""

import re

from gipcrawler.model import Outcome

GONE = frozenset((404, 410))
# 瑞数 412 (its second visit 400), 加速乐 521 and 512, plain refusals 401 403 405 406 418 429, filters 567 and the like
REFUSED = frozenset((401, 403, 405, 406, 412, 418, 429, 512, 521, 567))
# What challenge pages carry, each with the shield that it belongs to (PORTALS section 8)
CHALLENGES = (
    (re.compile(rb"\$_ts(?:\s*=|\.nsd|\[)|_\$ts\b|FSSBBIl1UgzbN7N80"), "瑞数 (dynamic script)"),
    (re.compile(rb"puzzle-vcode|ctct_slider"), "a slider challenge (NWAF)"),
    (re.compile(rb"__jsl_clearance"), "加速乐 (cookie challenge)"),
    (re.compile(rb"__tst_status|EO_Bot_Ssid"), "EdgeOne (script challenge)"),
    (re.compile(rb"wzws-waf|WZWS-RAY|/waf_text_verify"), "WZWS (cookie challenge)"),
    (re.compile(rb"online-desc-con"), "the network's own error page"),
    (re.compile(rb"safeline|slg-(?:title|bg)|/\.safeline/", re.IGNORECASE), "SafeLine (script challenge)"),
    (re.compile("不合法的参数".encode()), "a filter on the request's headers"),
)
TAGS = re.compile(rb"<(script|style|noscript)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.DOTALL | re.IGNORECASE)
FEW_WORDS = 300
"""Bytes of text that a challenge page shows at most; passed pages of the same portals carry the same scripts."""


def judge(status: int, body: bytes) -> tuple[Outcome | None, str]:
    """What became of a request, and the reason in words; null for a server that failed (5xx and other statuses).

    A challenge page answered with status 200 is blocked, and never a page; a page that says 404 in words alone is left
    to the portal families.
    """
    shield = challenge(body)
    if shield:
        return Outcome.BLOCKED, f"{shield}, status {status}"
    if status in REFUSED:
        return Outcome.BLOCKED, f"status {status}"
    if status in GONE:
        return Outcome.GONE, f"status {status}"
    if 200 <= status < 300:
        return Outcome.ANSWERED, ""
    return None, f"status {status}"


def challenge(body: bytes) -> str | None:
    """The shield whose challenge page this is, or null; a page with text of its own is none."""
    named = next((shield for mark, shield in CHALLENGES if mark.search(body)), None)
    if named is None or body.startswith((b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return None
    return named if len(b"".join(TAGS.sub(b" ", body).split())) <= FEW_WORDS else None
