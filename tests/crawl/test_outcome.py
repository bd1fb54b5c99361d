import pytest

from gipcrawler.crawl.outcome import judge
from gipcrawler.model import Outcome

TEXT = "本机关主动公开政府信息，现公布年度报告。" * 30
SLIDER = (
    "<html><title>请稍候…</title><div class='puzzle-vcode'></div><script>window._$ts={};"
    + "x" * 22000
    + "</script></html>"
)


@pytest.mark.parametrize(
    ("status", "body", "outcome"),
    [
        (200, "<html><p>年报</p></html>", Outcome.ANSWERED),
        (412, "<html><script>$_ts.nsd=123;</script></html>", Outcome.BLOCKED),
        (400, "<html><script>$_ts=window['$_ts'];</script></html>", Outcome.BLOCKED),
        (200, SLIDER, Outcome.BLOCKED),
        (521, "<script>document.cookie='__jsl_clearance_s=1'</script>", Outcome.BLOCKED),
        (521, "", Outcome.BLOCKED),
        (403, "Forbidden", Outcome.BLOCKED),
        (200, "不合法的参数", Outcome.BLOCKED),
        (200, f"<html><script>$_ts.nsd=123;</script><p>{TEXT}</p></html>", Outcome.ANSWERED),  # a page that passed
        (404, "", Outcome.GONE),
        (410, "", Outcome.GONE),
        (500, "", None),
        (502, "Bad Gateway", None),
        (400, "Bad Request", None),
    ],
)
def test_an_answer_is_judged_by_status_and_body(status, body, outcome):
    found, reason = judge(status, body.encode())
    assert found == outcome
    assert bool(reason) == (outcome is not Outcome.ANSWERED)
