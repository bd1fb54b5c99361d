"""The pages of reports, origins, publishers and comparisons, over an archive with its records."""

import csv
import json
import re
import socket
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from io import StringIO
from urllib.parse import quote, urlencode

import pytest

from gipcrawler.model import Finding, Verdict
from gipcrawler.reading import read
from gipcrawler.store import CorrectedCell, Reading, Store
from tests.archives import HOST, HTML, RUN, SHEETS, answer, exchange, make_archive, write
from tests.browse.serving import Answer, Served, serving
from tests.press import as_html, as_pdf, synthetic

EVIL = '<script>alert("x")</script>'
PDF = "application/pdf"
PLACES = ("applications/granted", "applications/*/total", "applications/new_requests/total")


@dataclass(frozen=True)
class Kept:
    """What stands in the archive: the ids of reports by what they are, and the second edition of one."""

    served: Served
    reports: dict[str, int]
    replaced: tuple[int, int]
    finding: str


def keep(store: Store, folder, path: str, body: bytes, media_type: str, title: str | None = None) -> tuple[int, int]:
    (seen,) = write(folder, [exchange(path, answer(body, media_type), 9)], path.strip("/").partition(".")[0]).values()
    report = read(body, media_type)
    if title:
        report = type(report)(**{name: getattr(report, name) for name in report.__slots__} | {"title": title})
    saved = store.save(Reading(RUN, "gansu", "370000", (seen,), seen, report))
    assert saved.report_id
    assert saved.edition_id
    return saved.report_id, saved.edition_id


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> Iterator[Kept]:
    """A site that may be written, over three years of one county, a PDF, a replaced report and a hostile one."""
    made = make_archive(tmp_path_factory.mktemp("kept") / "archive")
    store = Store.open(made.database)
    reports = {str(year): store.report_id_of("370322", year) for year in SHEETS}
    reports["pdf"], _ = keep(store, made.folder, "/p.pdf", as_pdf(synthetic("山东省桓台县人民政府", 2023)), PDF)
    reports["evil"], _ = keep(
        store, made.folder, "/e.html", as_html(synthetic("山东省沂源县人民政府", 2022)), HTML, EVIL
    )
    old = store.editions(reports["2024"])[0].edition_id
    other = as_html(synthetic("山东省高青县人民政府", 2024, "2021", 99))
    _, new = keep(store, made.folder, "/n.html", other, HTML)
    found = [Finding("R1", where, Verdict.BROKEN, None, None, f"{where} 不平") for where in PLACES]
    store.write_findings({reports["2022"]: [(one, None) for one in found]})
    finding = store.findings(report_id=reports["2022"])[0].id
    total = CorrectedCell("applications", "carried_over", "total", "4,321")
    store.correct(store.editions(reports["2023"])[0].edition_id, "李核", "与附件不符", [total])
    store.close()
    with serving(made.database, "--write", GIP_ARCHIVE_DIR=str(made.folder)) as served:
        yield Kept(served, {name: number or 0 for name, number in reports.items()}, (old, new), finding)


def page(kept: Kept, path: str, **headers: str) -> str:
    answered = kept.served.ask(path, **headers)
    assert answered.status == 200, answered.text
    return answered.text


def test_every_figure_of_a_report_leads_to_its_place(kept):
    shown = page(kept, f"/gip/report/{kept.reports['2022']}")
    data = json.loads(page(kept, f"/gip/report/{kept.reports['2022']}.json"))
    links = re.findall(r'<a href="/gip/origin/\d+/(\d+)" title="([^"]+)">([^<]*)</a>', shown)
    assert {int(number) for number, _, _ in links} == set(range(len(data["cells"])))
    for number, title, text in links:
        cell = data["cells"][int(number)]
        assert text == (cell["raw"] or "空白")
        assert f"第 {cell['origin']['row'] + 1} 行" in title


def test_all_sections_and_their_text_are_shown_in_order(kept):
    shown = page(kept, f"/gip/report/{kept.reports['2022']}")
    data = json.loads(page(kept, f"/gip/report/{kept.reports['2022']}.json"))
    places = [shown.index(f">{section['number']}、{section['title']}<") for section in data["sections"]]
    assert len(places) == 6
    assert places == sorted(places)
    assert all(
        unescape(shown).count(section["text"].splitlines()[0]) for section in data["sections"] if section["text"]
    )


def test_findings_are_marked_where_they_stand(kept):
    shown = page(kept, f"/gip/report/{kept.reports['2022']}")
    assert len(re.findall(r'<(?:th|td)[^>]* class="wrong', shown)) == len(PLACES)
    for target in re.findall(r'class="told"><a href="#(f[0-9a-f]{16})"', shown):
        assert f'<li id="{target}">' in shown


def test_the_csv_of_a_report_has_its_cells(kept):
    text = page(kept, f"/gip/report/{kept.reports['2022']}.csv").removeprefix("\ufeff")
    rows = list(csv.DictReader(StringIO(text)))
    cells = json.loads(page(kept, f"/gip/report/{kept.reports['2022']}.json"))["cells"]
    assert [(row["table"], row["row"], row["column"], row["raw"]) for row in rows] == [
        (cell["table"], cell["row"], cell["column"], cell["raw"]) for cell in cells
    ]


def test_a_correction_is_shown_with_what_was_read_who_and_why(kept):
    shown = page(kept, f"/gip/report/{kept.reports['2023']}")
    assert re.search(
        r">4,321</a>\s*<span class=\"told unsure\"><a href=\"#correction-1\" title=\"机器读作 \d+\"", shown
    )
    assert "李核" in shown
    assert "与附件不符" in shown
    rows = csv.DictReader(StringIO(page(kept, f"/gip/report/{kept.reports['2023']}.csv").removeprefix("\ufeff")))
    assert [row["raw"] for row in rows if row["machine_raw"]] == ["4,321"]


def test_a_report_is_cited_as_the_command_does(kept):
    shown = unescape(page(kept, f"/gip/report/{kept.reports['2022']}"))
    assert re.search(rf"{SHEETS[2022].issuer}\. .+\[EB/OL\]\. .*{HOST}/art/2022\.html\. 存档时间", shown)
    assert "@misc{gip-370322-2022-" in shown
    assert '"archive": "WARC"' in shown


def test_both_editions_of_a_replaced_report_can_be_seen(kept):
    old, new = kept.replaced
    path = f"/gip/report/{kept.reports['2024']}"
    assert f'<a href="{path}?edition={old}">' in page(kept, path)
    assert f"/gip/compare?a=E{old}&amp;b=E{new}" in page(kept, path)
    assert "不是现行版本" in page(kept, f"{path}?edition={old}")
    assert json.loads(page(kept, f"{path}.json?edition={old}"))["edition_id"] == old
    assert kept.served.ask(f"{path}?edition=99999").status == 404


def number_of(kept: Kept, report: str, row: str, column: str) -> tuple[int, int, str]:
    data = json.loads(page(kept, f"/gip/report/{kept.reports[report]}.json"))
    keys = [(cell["table"], cell["row"], cell["column"]) for cell in data["cells"]]
    number = keys.index(("applications", row, column))
    return data["edition_id"], number, data["cells"][number]["raw"]


def test_an_origin_shows_the_table_around_a_figure_and_marks_it(kept):
    edition, number, raw = number_of(kept, "2022", "new_requests", "total")
    shown = page(kept, f"/gip/origin/{edition}/{number}")
    assert re.findall(r'class="it" id="it">([^<]*)<', shown) == [raw]
    assert "一、本年新收政府信息公开申请数量" in shown
    assert "urn:uuid:" in shown


def test_a_figure_of_a_pdf_is_shown_on_its_page(kept):
    edition, number, _ = number_of(kept, "pdf", "granted", "total")
    shown = page(kept, f"/gip/origin/{edition}/{number}")
    assert f'<img class="page-picture" src="/gip/origin/{edition}/{number}.png"' in shown
    drawn = kept.served.ask(f"/gip/origin/{edition}/{number}.png")
    assert drawn.headers["content-type"] == "image/png"
    width, height = struct.unpack(">II", drawn.body[16:24])
    assert 500 < width < height == 1500
    assert len(zlib.decompress(drawn.body[drawn.body.index(b"IDAT") + 4 : -16])) == height * (3 * width + 1)


@pytest.mark.parametrize("path", ["1/99999", "99999/1", "1/1.png"])
def test_an_origin_that_is_not_there_is_not_found(kept, path):
    assert kept.served.ask(f"/gip/origin/{path}").status == 404


def test_replay_is_linked_while_it_runs_and_else_how_to_start_it_is_said(tmp_path):
    made = make_archive(tmp_path / "archive")
    with socket.create_server(("127.0.0.1", 0)) as replay:
        address = f"http://127.0.0.1:{replay.getsockname()[1]}"
        link = f'href="{address}/gip/20260401080001/{HOST}/art/2022.html"'
        with serving(made.database, "--replay", address, GIP_ARCHIVE_DIR=str(made.folder)) as served:
            running = served.ask("/gip/report/1").text
    assert link in running
    assert "gipcrawler replay" not in running.partition('<section class="cite"')[0]
    with serving(made.database, "--replay", address, GIP_ARCHIVE_DIR=str(made.folder)) as served:
        stopped = served.ask("/gip/report/1").text
    assert f"gipcrawler replay --port {address.rpartition(':')[2]}" in stopped
    assert link in stopped


def test_what_an_archive_says_is_never_markup(kept):
    for path in (
        f"/gip/report/{kept.reports['evil']}",
        f"/gip/compare?a={kept.reports['evil']}&b={kept.reports['2022']}",
    ):
        shown = page(kept, path)
        assert EVIL not in shown
        assert "&lt;script&gt;alert" in shown


def publisher_of(kept: Kept) -> str:
    found = re.search(r'href="(/gip/publisher/\d+)"', page(kept, f"/gip/report/{kept.reports['2022']}"))
    assert found
    return found[1]


def test_the_panel_of_a_publisher_has_its_years_and_figures(kept):
    path = publisher_of(kept)
    rows = list(csv.DictReader(StringIO(page(kept, f"{path}.csv").removeprefix("\ufeff"))))
    assert [row["year"] for row in rows] == ["2022", "2023", "2024"]
    _, _, raw = number_of(kept, "2022", "new_requests", "total")
    assert rows[0]["new_requests"] == raw
    data = json.loads(page(kept, f"{path}.json"))
    assert str(data["metrics"]["2022"]["new_requests"]) == raw
    shown = page(kept, path)
    assert re.search(r'本年新收申请</a></th><td>件</td><td class="n">' + raw, shown)
    assert shown.count("<svg") == shown.count("<title id=") == shown.count("<desc id=") == 4


def test_a_comparison_is_shown_and_leads_to_the_places_of_both_figures(kept):
    a, b = kept.reports["2022"], kept.reports["2023"]
    shown = page(kept, f"/gip/compare?a={a}&b={b}")
    assert '<article class="gip-change"' in shown
    assert shown.count('href="/gip/origin/') > 100
    data = json.loads(page(kept, f"/gip/compare.json?a={a}&b={b}"))
    assert data["a"]["report_id"] == a
    assert data["cells"]
    assert "gip-change" in kept.served.ask("/gip/static/change.css").text


@pytest.mark.parametrize("name", ["370322@2022", "370322@2022.1", "{report}", "{report}.1", "E{edition}"])
def test_a_side_has_many_names(kept, name):
    edition, _, _ = number_of(kept, "2022", "granted", "total")
    given = quote(name.format(report=kept.reports["2022"], edition=edition))
    data = json.loads(page(kept, f"/gip/compare.json?a={given}&b={kept.reports['2023']}"))
    assert data["a"] == {"report_id": kept.reports["2022"], "edition_id": edition}


@pytest.mark.parametrize(
    ("names", "status"),
    [("a=x&b=1", 400), ("a=1&b=99999", 404), ("a=E0&b=1", 404), ("a=1.9&b=1", 404), ("a=1@20222&b=1", 400)],
)
def test_a_wrong_side_is_told(kept, names, status):
    assert kept.served.ask(f"/gip/compare?{names}").status == status


def test_with_one_side_the_other_years_are_offered(kept):
    shown = page(kept, f"/gip/compare?a={kept.reports['2022']}")
    assert f"/gip/compare?a={kept.reports['2022']}&amp;b={kept.reports['2023']}" in shown


def post(kept: Kept, cookie: str = "", csrf: bool = True, **form: str) -> Answer:
    """Send a form as a browser does that has the token of the site in a cookie and in the form."""
    token = re.search(
        r'name="csrftoken" value="([^"]+)"', page(kept, f"/gip/report/{kept.reports['2022']}", Cookie=opened(kept))
    )
    assert token
    fields = urlencode(form | ({"csrftoken": token[1]} if csrf else {})).encode()
    sent = f"{cookie}; ds_csrftoken={token[1]}".strip("; ")
    return kept.served.ask(
        "/gip/annotate", "POST", fields, Cookie=sent, Content_Type="application/x-www-form-urlencoded"
    )


def opened(kept: Kept) -> str:
    assert kept.served.opens
    (cookie,) = kept.served.ask(kept.served.opens.removeprefix(kept.served.address)).cookies
    assert "httponly" in cookie.lower()
    return cookie.partition(";")[0]


def test_nobody_writes_without_the_token(kept):
    form = {"finding": kept.finding, "verdict": "confirmed", "who": "甲", "note": "未经许可"}
    assert post(kept, **form).status == 400
    assert post(kept, cookie="gip_write=guessed", **form).status == 400
    assert post(kept, cookie=opened(kept), csrf=False, **form).status == 403
    shown = page(kept, f"/gip/report/{kept.reports['2022']}")
    assert "未经许可" not in shown
    assert 'method="post"' not in shown


def test_verdicts_are_kept_with_their_history(kept):
    back = f"/gip/report/{kept.reports['2022']}#f{kept.finding}"
    for verdict, who in (("confirmed", "甲"), ("dismissed", "乙")):
        form = {"finding": kept.finding, "verdict": verdict, "who": who, "note": f"{who}说<b>", "back": back}
        sent = post(kept, cookie=opened(kept), **form)
        assert (sent.status, sent.headers["location"]) == (303, back)
    shown = page(kept, f"/gip/report/{kept.reports['2022']}")
    assert shown.index("甲：属实 · 甲说&lt;b&gt;") < shown.index("乙：排除 · 乙说&lt;b&gt;")


def test_notes_on_a_change_are_shown_with_their_tags(kept):
    left, right = kept.replaced
    path = f"/gip/compare?a=E{left}&b=E{right}"
    form = {"left": str(left), "right": str(right), "note": "未声明的更正", "tags": "更正，重要", "who": "甲"}
    assert post(kept, cookie=opened(kept), back=f"{path}#remarks", **form).headers["location"] == f"{path}#remarks"
    shown = page(kept, path)
    assert "未声明的更正" in shown
    assert '<span class="tag">更正</span> <span class="tag">重要</span>' in shown


@pytest.mark.parametrize(
    "form",
    [
        {"who": "甲"},
        {"finding": "0" * 16, "verdict": "confirmed", "who": "甲"},
        {"finding": "F", "verdict": "wrong", "who": "甲"},
        {"finding": "F", "verdict": "open", "who": "  "},
        {"left": "1", "right": "x", "who": "甲"},
        {"left": "1", "right": "99999", "who": "甲"},
        {"left": "1", "right": "2", "who": "甲" * 101},
    ],
)
def test_what_cannot_be_written_is_told(kept, form):
    told = form | ({"finding": kept.finding} if form.get("finding") == "F" else {})
    assert post(kept, cookie=opened(kept), **told).status == 400


@pytest.mark.parametrize(
    "back", ["https://x.example/", "//x.example", "/\\x.example", "/gip/report/1\r\nSet-Cookie: a=b"]
)
def test_nobody_is_led_elsewhere(kept, back):
    form = {"finding": kept.finding, "verdict": "open", "who": "甲", "back": back}
    assert post(kept, cookie=opened(kept), **form).headers["location"] == "/"
