"""Shields in front of a host: what they answer to who has not passed, and how a browser passes (PORTALS section 8)."""

from collections.abc import Callable
from dataclasses import replace

from tests.replica.site import Answer, Asked, failed

Guard = Callable[[Asked], Answer | None]


def scripted(status: int, script: str, words: str = "", cookies: tuple[str, ...] = ()) -> Answer:
    """A page that is nothing but its script."""
    text = f"<html><head><meta charset='utf-8'><script>{script}</script></head><body>{words}</body></html>"
    return Answer(status, text.encode(), "text/html", headers=tuple(("Set-Cookie", cookie) for cookie in cookies))


def dynamic(asked: Asked) -> Answer | None:
    """瑞数: 412 with a script and a cookie of its own, then 400 to who comes with that cookie alone."""
    cookies = asked.headers.get("cookie", "")
    if "4hP44ZykCTt5T=" in cookies:
        return None
    if "4hP44ZykCTt5P=" in cookies:
        return failed(400, "Bad Request")
    script = (
        "$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=87213;"
        "document.cookie='4hP44ZykCTt5T=passed;path=/';setTimeout(()=>location.reload(),50)"
    )
    return scripted(412, script, cookies=("4hP44ZykCTt5P=first; Path=/; HttpOnly",))


def pages_only(asked: Asked) -> Answer | None:
    """The same in front of pages alone, so that the browser gets there with rules that are known."""
    return dynamic(asked) if asked.url.endswith(".html") else None


def fast(asked: Asked) -> Answer | None:
    """加速乐: 521 and a script that takes its time before it comes back with a cookie."""
    if "__jsl_clearance_s=" in asked.headers.get("cookie", ""):
        return None
    script = (
        "setTimeout(()=>{document.cookie='__jsl_clearance_s=1700000000|0|abc;path=/';"
        "location.href=location.pathname+location.search},1500)"
    )
    return scripted(521, script, cookies=("__jsluid_s=77aa; path=/; httponly",))


def slider(_: Asked) -> Answer | None:
    """NWAF: a puzzle for people, answered with 200 to everything, however often one asks."""
    page = scripted(200, "window._$ts={};" + "x" * 22_000, '<div class="puzzle-vcode">请拖动滑块完成验证</div>')
    return replace(page, body=page.body.replace(b"<head>", "<head><title>请稍候…</title>".encode()))


def edge(_: Asked) -> Answer | None:
    """EdgeOne: a script that sets its cookies and is not content with them."""
    return scripted(200, "document.cookie='__tst_status=77#;';document.cookie='EO_Bot_Ssid=88;'")


def safe(_: Asked) -> Answer | None:
    """SafeLine: a status of its own."""
    return scripted(468, "var a=1", '<div class="slg-title">正在检测环境</div><a href="https://x.example.com">?</a>')


def private(_: Asked) -> Answer | None:
    """A server that refuses everybody without a word."""
    return failed(403, "Forbidden")
