"""A small archive in which is something of everything that the pages show, written by writer and store themselves.

A town with four years, of which one was replaced and one does not add up; a county whose last report is a PDF read as a
scan is; a neighbour; and an organ whose report, address and run hold what must never come alive in a page.
"""

from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from sqlite3 import connect

from gipcrawler.cli.check import check_all
from gipcrawler.model import Capture, Finding, Leftover, Report, Run, RunVerdict, SourceTally, State, Verdict
from gipcrawler.reading import Hint, read
from gipcrawler.store import CorrectedCell, Reading, Store
from tests.archives import HOST, HTML, RUN, STARTED, answer, exchange, write
from tests.press import Sheet, as_html, as_pdf, synthetic

TOWN, COUNTY, NEIGHBOUR = "高青县青城镇人民政府", "高青县人民政府", "高青县高城镇人民政府"
PLACES = {TOWN: "370322101", COUNTY: "370322", NEIGHBOUR: "370322102"}
YEARS = (2021, 2022, 2023, 2024)
PDF = "application/pdf"
EVIL_SCRIPT = "<script>document.documentElement.dataset.owned=1</script>"
EVIL_IMAGE = '"><img src=x onerror="document.documentElement.dataset.owned=1">'
EVIL_BRACES = "{{ asked.site.token }}{% raw %}"
EVIL = "=" + EVIL_SCRIPT + EVIL_IMAGE + EVIL_BRACES
EVIL_ADDRESS = "javascript:document.documentElement.dataset.owned=1//"
EVIL_PATHS = ("/evil/1.html", "/evil/2.html")
REPLACED = 2022
WITHDRAWN = "另有两处便民窗口因修缮暂停，材料改在东院受理。"
"""What stands in the first edition only."""
BROKEN = 2023
WRONG = 4711
"""What stands as the total of all requests of the year that does not add up."""


@dataclass(frozen=True, slots=True)
class Library:
    """The archive, its database, the report of each publisher and year, and the two editions of the replaced one.

    `publishers` has their ids by name; `scan` is the edition that was read from pictures, `evil` the hostile report.
    """

    folder: Path
    reports: dict[tuple[str, int], int]
    editions: tuple[int, ...]
    captures: dict[str, Capture]
    sheets: dict[tuple[str, int], Sheet]
    publishers: dict[str, int]
    scan: int
    evil: int
    evil_edition: int

    @property
    def database(self) -> Path:
        return self.folder / "gip.db"


def path_of(issuer: str, year: int) -> str:
    """Where a report stands on its portal."""
    return f"/{PLACES[issuer]}/{year}.{'pdf' if (issuer, year) == (COUNTY, 2024) else 'html'}"


def make_library(folder: Path) -> Library:
    """Write the archive, fill the database, and check it."""
    sheets = _sheets()
    earlier = _first_edition(sheets[TOWN, REPLACED])
    sent = [exchange(path_of(TOWN, REPLACED), answer(as_html(earlier)))]
    for number, ((issuer, year), sheet) in enumerate(sheets.items(), 1):
        pdf = path_of(issuer, year).endswith("pdf")
        body = answer(as_pdf(sheet), PDF) if pdf else answer(as_html(sheet))
        sent.append(exchange(path_of(issuer, year), body, 60 * number))
    sent += [exchange(path, answer(EVIL.encode()), 7) for path in EVIL_PATHS]
    first = write(folder, sent[:1])
    captures = write(folder, sent[1:])
    store = Store.open(f"sqlite:///{folder}/gip.db")
    _runs(store)
    town = first[HOST + path_of(TOWN, REPLACED)]
    store.save(Reading(RUN, HOST, "370000", (town,), town, read(as_html(earlier), HTML)))
    reports, editions = {}, []
    for (issuer, year), sheet in sheets.items():
        seen = captures[HOST + path_of(issuer, year)]
        report = _as_scanned(read(as_pdf(sheet), PDF)) if seen.media_type == PDF else read(as_html(sheet), HTML)
        saved = store.save(Reading(RUN, HOST, "370000", (seen,), seen, report))
        assert saved.report_id is not None
        reports[issuer, year] = saved.report_id
        if (issuer, year) == (TOWN, REPLACED):
            editions = [line.edition_id for line in store.editions(saved.report_id)]
    evil = _evil(store, *(captures[HOST + path] for path in EVIL_PATHS))
    check_all(store, None, None)
    _judged(store, reports[TOWN, BROKEN], evil)
    scan, evil_edition = (store.editions(each)[0].edition_id for each in (reports[COUNTY, 2024], evil))
    store.close()
    owners = {name: _publisher_of(folder, reports[name, 2023]) for name in PLACES}
    owners["evil"] = _publisher_of(folder, evil)
    return Library(folder, reports, tuple(sorted(editions)), captures, sheets, owners, scan, evil, evil_edition)


def _publisher_of(folder: Path, report: int) -> int:
    with closing(connect(folder / "gip.db")) as opened:
        [(publisher,)] = opened.execute("SELECT publisher_id FROM report WHERE id = ?", (report,))
    return int(publisher)


def _sheets() -> dict[tuple[str, int], Sheet]:
    made: dict[tuple[str, int], Sheet] = {}
    for issuer, years in ((TOWN, YEARS), (COUNTY, YEARS[1:]), (NEIGHBOUR, YEARS[2:])):
        previous = None
        for year in years:
            previous = made[issuer, year] = synthetic(issuer, year, "2021", 5, previous)
    made[TOWN, BROKEN] = made[TOWN, BROKEN].with_figure("applications", "new_requests", "total", WRONG)
    return made


def _first_edition(sheet: Sheet) -> Sheet:
    """The report before it was replaced: a sentence more, and another figure."""
    overview, *others = sheet.sections
    longer = replace(overview, paragraphs=(*overview.paragraphs, WITHDRAWN))
    changed = sheet.with_figure("active_disclosure", "administrative_licensing", "decisions", 3)
    return replace(changed, sections=(longer, *others))


def _as_scanned(report: Report) -> Report:
    """The same reading as of a scan: each figure with a box on its page, and how sure the reader is of it."""
    cells = []
    for cell in report.cells:
        at = cell.origin
        left, top = 1000 + 500 * min(at.column or 0, 15), 500 + 300 * min(at.row or 0, 30)
        origin = replace(at, box=(left, top, left + 500, top + 300))
        cells.append(replace(cell, origin=origin, confidence=0.5 if cell.row == "granted" else 0.99))
    return replace(report, cells=tuple(cells))


def _evil(store: Store, seen: Capture, unread: Capture) -> int:
    """A report that holds markup, templates and addresses of scripts wherever a portal can put words; gives its id."""
    report = read(as_html(synthetic("成都市水务局", 2023, "2021", 5)), HTML)
    cells = [replace(cell, label=EVIL, raw=EVIL, value=None, state=State.TEXT) for cell in report.cells[:9]]
    split = replace(report.cells[9], sub_row=EVIL)
    report = replace(
        report,
        title=EVIL,
        issuer=f"成都市{EVIL}局",
        place="510100",
        sections=tuple(replace(each, title=EVIL, text=f"{EVIL}\n{each.text}") for each in report.sections),
        cells=(*cells, split, *report.cells[10:]),
        leftovers=(Leftover(EVIL, replace(report.cells[0].origin, row=99)),),
    )
    capture = replace(seen, url=f"{EVIL_ADDRESS}{EVIL}", media_type="text/html")
    saved = store.save(Reading(RUN, EVIL_ADDRESS, "510000", (capture,), capture, report))
    unread = replace(unread, url=f"{EVIL_ADDRESS}unread{EVIL}")
    store.save(Reading(RUN, EVIL_ADDRESS, "510000", (unread,), hint=Hint(title=EVIL), unreadable=EVIL))
    assert saved.report_id is not None
    return saved.report_id


def _runs(store: Store) -> None:
    good = SourceTally(HOST, "370000", asked=12, answered=12, listings=1, entries=9, new=9)
    bad = SourceTally(f"{EVIL_ADDRESS}{EVIL}", "510000", asked=4, blocked=4)
    for days, tally, verdict, fell in (
        (0, good, RunVerdict.COMPLETE, []),
        (7, bad, RunVerdict.BLOCKED, [EVIL]),
        (9, good, RunVerdict.SHORT, ["9 reports of 12"]),
    ):
        run = RUN if not days else f"{RUN}-{days}"
        started = STARTED + timedelta(days=days)
        store.start_run(
            Run(run, "gansu", {"place": EVIL} if days else {}, started, started, verdict, [tally], 12, 99_000, fell)
        )


def _judged(store: Store, broken: int, evil: int) -> None:
    """A verdict by hand, a correction, and a finding that says what no portal should."""
    finding = next(line for line in store.findings(report_id=broken) if line.verdict is Verdict.BROKEN)
    store.judge(finding.id, "confirmed", f"纸质版相同。{EVIL}", "李明")
    [edition] = store.editions(broken)
    corrected = CorrectedCell("applications", "new_requests", "total", "12")
    store.correct(edition.edition_id, f"王芳{EVIL}", f"印刷有误{EVIL}", [corrected])
    store.write_findings({evil: [(Finding("R1", "applications/*/total", Verdict.BROKEN, None, None, EVIL), None)]})
