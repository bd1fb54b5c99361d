import time

import pytest

from gipcrawler.crawl.outcome import is_bare, judge
from gipcrawler.model import Outcome

ANSWERED, BLOCKED, GONE = Outcome.ANSWERED, Outcome.BLOCKED, Outcome.GONE
TEXT = "本机关主动公开政府信息，现公布年度报告。" * 30
SCRIPT = "<script>$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=123;</script>"
SLIDER = (
    "<html><title>请稍候…</title><div class='puzzle-vcode'></div><script>window._$ts={};"
    + "x" * 22000
    + "</script></html>"
)
SPLIT = "<script>document.cookie=('_')+('_')+('j')+('s')+('l')+('_')+('c');location.href=location.pathname</script>"
NETWORK = f"<html><title>访问被阻断</title><div class='online-desc-con'><p>{'请稍后再试。' * 40}</p></div></html>"
TITLE = "某县2023年政府信息公开工作年度报告"
PUZZLED = "<script src='/puzzle-vcode.js'></script><script src='/safeline/a.js'></script>"


@pytest.mark.parametrize(
    ("status", "body", "names"),
    [
        (412, f"<html><head>{SCRIPT}</head><body></body></html>", "瑞数"),
        (412, "<html><script>_0x1a2b()</script></html>", "瑞数"),
        (400, f"<html>{SCRIPT}</html>", "瑞数"),
        (202, f"<html>{SCRIPT}<input type='hidden'></html>", "瑞数"),
        (200, f"<html>{SCRIPT}<input type='hidden'></html>", "瑞数"),
        (200, SLIDER, "slider"),
        (405, SLIDER, "slider"),
        (521, "<script>document.cookie='__jsl_clearance_s=1'</script>", "加速乐"),
        (521, SPLIT, "加速乐"),
        (512, SPLIT, "加速乐"),
        (200, SPLIT, "加速乐"),
        (200, "<script>document.cookie='__tst_status=7#';location.reload()</script>", "EdgeOne"),
        (200, "<script>document.cookie='k=7';window.location.href=window.location.href</script>", "cookie"),
        (468, "<html><div class='slg-title'>人机识别</div></html>", "SafeLine"),
        (403, "<p>安全检测能力由 雷池 WAF 提供</p><a href='https://waf.example.com'>关于</a>", "SafeLine"),
        (200, "<html><script src='/WZWSREL/waf.js'></script><script>wzws_cid=1</script></html>", "WZWS"),
        (200, NETWORK, "network"),
        (200, "不合法的参数", "headers"),
        (200, "<p>不合法的参数</p>".encode("gbk"), "headers"),
        (503, f"<html>{SCRIPT}</html>", "瑞数"),
    ],
)
def test_a_challenge_is_blocked_and_its_shield_is_named(status, body, names):
    outcome, reason = judge(status, body if isinstance(body, bytes) else body.encode())
    assert outcome is BLOCKED
    assert names in reason
    assert reason.endswith(f"status {status}")


@pytest.mark.parametrize("status", [400, 401, 403, 405, 406, 412, 418, 429, 468, 512, 521, 567])
@pytest.mark.parametrize("body", ["", "<html><h1>Refused</h1></html>"])
def test_a_plain_refusal_is_blocked_by_its_status(status, body):
    assert judge(status, body.encode()) == (BLOCKED, f"status {status}")


@pytest.mark.parametrize(
    ("status", "body", "outcome"),
    [
        (200, "<html><p>年报</p></html>", ANSWERED),
        (200, "", ANSWERED),
        # pages that passed, and load what the shield has put into them
        (200, f"<html>{SCRIPT}<p>{TEXT}</p></html>", ANSWERED),
        (200, f"<html>{SCRIPT}<meta content='某县' name=\"SiteName\"></html>", ANSWERED),
        (200, f"<html>{PUZZLED}<a href=/a>甲</a><a href=/b>乙</a><a href='c.html'>丙</a></html>", ANSWERED),
        (200, f"<html>{SCRIPT}{PUZZLED}<h1>{TITLE}</h1><img src=1.jpg></html>", ANSWERED),
        (200, f"<html>{SCRIPT}<title>{TITLE}</title></html>".encode("gbk"), ANSWERED),
        # pages that speak of such things
        (200, "<html><p>网站部署了 SafeLine 的脚本 $_ts.nsd 与 __jsl_clearance，puzzle-vcode</p></html>", ANSWERED),
        (200, f"<h1>{TITLE}</h1><p>雷池与加速乐，不合法的参数，document.cookie=1;location.reload()</p>", ANSWERED),
        (200, '{"code": 1, "message": "不合法的参数", "script": "$_ts"}', ANSWERED),
        (200, b"%PDF-1.7 <script>$_ts.nsd=1</script>", ANSWERED),
        # a shell that leads elsewhere, and keeps a choice in a cookie
        (200, "<script>document.cookie='lang=zh';location.href='/zwgk/'</script>", ANSWERED),
        (404, "", GONE),
        (410, "", GONE),
        (404, f"<html>{SCRIPT}<h1>404 页面不存在</h1></html>", GONE),
        (404, f"<html>{SCRIPT}</html>", BLOCKED),
        (500, "", None),
        (502, "Bad Gateway", None),
    ],
)
def test_other_pages_are_none(status, body, outcome):
    body = body if isinstance(body, bytes) else body.encode()
    found, reason = judge(status, body)
    assert found is outcome
    assert bool(reason) == (outcome is not ANSWERED)


@pytest.mark.parametrize(
    ("status", "body", "bare"),
    [(412, "<h1>412 Precondition Failed</h1>", True), (412, "", True), (412, SCRIPT, False), (403, "", False)],
)
def test_a_412_without_a_challenge_is_bare(status, body, bare):
    assert is_bare(status, body.encode()) is bare


@pytest.mark.parametrize(
    "piece", [b"<", b"<a ", b"<meta ", b"<title>", b"<!--", b"<script>", b"<style>a", b"</script "]
)
def test_markup_that_never_ends_is_judged_at_once(piece):
    started = time.perf_counter()
    judge(200, piece * (500_000 // len(piece)))
    assert time.perf_counter() - started < 1
