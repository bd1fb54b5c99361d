"""Verdicts and notes: only with the link that was printed, only from our own forms, and with everything kept."""

import re
import shutil
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

import pytest

from gipcrawler.browse.words import say
from gipcrawler.store import Store
from tests.browse.addresses import PAGES
from tests.browse.library import BROKEN, TOWN
from tests.browse.looking import chromium, window
from tests.browse.serving import serving

FORM = {"Content_Type": "application/x-www-form-urlencoded"}
VERDICT = {"verdict": "dismissed", "note": "核对了纸质版", "who": "甲"}


@pytest.fixture(scope="module")
def folder(library, tmp_path_factory):
    """A copy of the library's database."""
    made = tmp_path_factory.mktemp("writable")
    for file in library.folder.glob("gip.db*"):
        shutil.copy(file, made)
    return made


@pytest.fixture(scope="module")
def writable(library, folder):
    """A site that may be written by who has the link."""
    with serving(str(folder / "gip.db"), "--write", GIP_ARCHIVE_DIR=str(library.folder)) as served:
        yield served


@pytest.fixture
def report(library):
    return library.reports[TOWN, BROKEN]


def findings(folder, report):
    store = Store.open(f"sqlite:///{folder}/gip.db")
    found = store.findings(report_id=report)
    store.close()
    return found


def judged(folder, finding):
    store = Store.open(f"sqlite:///{folder}/gip.db")
    found = store.judgements(finding)
    store.close()
    return found


def entered(served):
    """The cookie that the printed link sets, as a browser would keep it."""
    answer = served.ask(served.opens.removeprefix(served.address))
    [cookie] = [each for each in answer.cookies if each.startswith("gip_write=")]
    assert "httponly" in cookie.lower()
    assert "samesite=strict" in cookie.lower()
    assert answer.status == 303
    return cookie.partition(";")[0]


def form_of(served, path, cookie):
    """The token that a form of a page holds, with the cookie that belongs to it."""
    answer = served.ask(path, Cookie=cookie)
    token = re.search(r'name="csrftoken" value="([^"]+)"', answer.text).group(1)
    kept = SimpleCookie("; ".join(each.partition(";")[0] for each in answer.cookies))
    return token, "; ".join([cookie, *(f"{name}={one.value}" for name, one in kept.items())])


def test_where_nobody_may_write_nothing_is_written(shown, library, report):
    finding = next(one.id for one in findings(library.folder, report) if one.human == "open")
    body = urlencode(VERDICT | {"finding": finding}).encode()
    assert shown.ask("/gip/annotate", "POST", body, **FORM).status in {400, 403, 405}
    assert shown.ask("/gip/annotate", "POST", body, Cookie="gip_write=", **FORM).status in {400, 403, 405}
    assert judged(library.folder, finding) == []
    assert shown.ask("/gip/write?token=").cookies == ()
    for page in ("report", "findings", "compare-editions"):
        assert 'method="post"' not in shown.ask(PAGES[page](library)).text.lower()


@pytest.mark.parametrize("token", ["", "x", "None", "é", "a" * 3000])
def test_no_other_token_opens_it(writable, token):
    answer = writable.ask(f"/gip/write?{urlencode({'token': token})}")
    assert [each for each in answer.cookies if each.startswith("gip_write=")] == []


def test_the_token_is_long_and_told_to_nobody_else(writable, report):
    token = writable.opens.rpartition("=")[2]
    assert len(token) >= 32
    for path in ("/", f"/gip/report/{report}", "/-/settings.json", "/-/metadata.json", "/-/plugins.json"):
        assert token not in writable.ask(path, Cookie=f"gip_write={token}").text, path


def test_a_reader_without_the_link_cannot_write(writable, folder, report):
    finding = findings(folder, report)[0].id
    before = judged(folder, finding)
    body = urlencode(VERDICT | {"finding": finding}).encode()
    for cookie in ("", "gip_write=wrong"):
        assert writable.ask("/gip/annotate", "POST", body, Cookie=cookie, **FORM).status in {400, 403}
    assert judged(folder, finding) == before


def test_a_form_of_another_site_cannot_write(writable, folder, report):
    """The cookie alone is not enough: the token of one of our own forms must come with it."""
    cookie, path = entered(writable), f"/gip/report/{report}"
    finding = findings(folder, report)[0].id
    before = judged(folder, finding)
    _, cookies = form_of(writable, path, cookie)
    for token in ({}, {"csrftoken": ""}, {"csrftoken": "forged"}):
        body = urlencode(VERDICT | {"finding": finding} | token).encode()
        assert writable.ask("/gip/annotate", "POST", body, Cookie=cookies, **FORM).status == 403
    assert judged(folder, finding) == before


def test_what_is_written_is_kept_with_all_that_was_written_before(writable, folder, report):
    cookie, path = entered(writable), f"/gip/report/{report}"
    finding = next(one.id for one in findings(folder, report) if one.human == "open")
    token, cookies = form_of(writable, path, cookie)
    for verdict in ("dismissed", "confirmed"):
        said = VERDICT | {"finding": finding, "csrftoken": token, "verdict": verdict, "back": path}
        answer = writable.ask("/gip/annotate", "POST", urlencode(said).encode(), Cookie=cookies, **FORM)
        assert (answer.status, answer.headers["location"]) == (303, path)
    assert [(one.verdict, one.note, one.who) for one in judged(folder, finding)] == [
        ("dismissed", VERDICT["note"], "甲"),
        ("confirmed", VERDICT["note"], "甲"),
    ]
    assert writable.ask(path).text.count(VERDICT["note"]) == 2


@pytest.mark.parametrize("back", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_nobody_is_led_to_another_site_after_writing(writable, folder, report, back):
    cookie, path = entered(writable), f"/gip/report/{report}"
    token, cookies = form_of(writable, path, cookie)
    said = VERDICT | {"finding": findings(folder, report)[0].id, "csrftoken": token, "back": back}
    answer = writable.ask("/gip/annotate", "POST", urlencode(said).encode(), Cookie=cookies, **FORM)
    assert answer.status == 303
    assert urlsplit(answer.headers["location"])[:2] == ("", "")
    assert answer.headers["location"].startswith("/gip/") or answer.headers["location"] == "/"


@pytest.mark.parametrize(
    "wrong",
    [
        {"verdict": "true"},
        {"finding": "0" * 16},
        {"finding": "'; drop table finding --"},
        {"who": ""},
        {"who": "甲" * 2000},
        {"note": "a" * 60_000},
        {"left": "1", "right": "x", "finding": None},
        {"left": "1", "right": "99999999", "finding": None},
    ],
)
def test_what_cannot_be_written_is_refused_in_one_line(writable, folder, report, wrong):
    cookie, path = entered(writable), f"/gip/report/{report}"
    token, cookies = form_of(writable, path, cookie)
    said = VERDICT | {"finding": findings(folder, report)[0].id, "csrftoken": token} | wrong
    body = urlencode({name: value for name, value in said.items() if value is not None}).encode()
    answer = writable.ask("/gip/annotate", "POST", body, Cookie=cookies, **FORM)
    assert answer.status in {400, 404}
    assert "Traceback" not in answer.text


@pytest.mark.needs("chromium")
def test_a_note_on_a_change_is_written_and_read_in_a_browser(writable, library):
    old, new = library.editions
    with chromium() as browser, window(browser, writable.address) as opened:
        page = opened.page
        page.goto(writable.opens)
        opened.open(f"/gip/compare?a=E{old}&b=E{new}")
        form = page.locator("form[method=post]").first
        if not form.is_visible():
            page.locator("details summary").first.click()
        form.locator("[name=who]").fill("乙")
        form.locator("[name=note]").fill("<b>补正了日期</b>")
        form.locator("[name=tags]").fill("补正，日期")
        form.get_by_role("button").click()
        said = page.inner_text("main")
        for part in ("乙", "<b>补正了日期</b>", "补正", "日期"):
            assert part in said, part
        assert opened.barred() == []
        opened.picture("writing-zh")
        opened.open(f"/gip/report/{library.reports[TOWN, BROKEN]}")
        assert opened.barred() == []
        assert say("zh", "base.writing") in page.inner_text("footer")
        assert opened.complaints == []
