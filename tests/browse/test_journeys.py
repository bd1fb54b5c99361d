"""The ways that researchers go, in Chromium and both languages: from a town's name to a figure and where it stands."""

import csv
import re
from io import BytesIO

import pytest
from PIL import Image, ImageChops

from gipcrawler.browse.words import say
from gipcrawler.errors import ReplayError
from gipcrawler.warc.replay import environment
from tests.archives import HOST
from tests.browse.library import BROKEN, REPLACED, TOWN, WITHDRAWN, YEARS, path_of
from tests.browse.looking import LOCALES, chromium, window
from tests.browse.serving import serving
from tests.cli.test_replay_browser import pywb
from tests.crawling import gipcrawler

pytestmark = pytest.mark.needs("chromium")
FIGURE = ("active_disclosure", "administrative_licensing", "decisions")
"""The table, row and column of the figure that is looked up."""
CLIPBOARD = ["clipboard-read", "clipboard-write"]


@pytest.fixture(scope="module")
def browser():
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def replaying(library):
    """The port at which pywb shows the library's archive."""
    try:
        environment(print)
    except ReplayError as error:
        pytest.skip(f"needs pywb from the package index: {error}")
    with pywb(library.folder) as port:
        yield port


@pytest.fixture(scope="module")
def replayed(library, replaying):
    """The site over the library while replay runs."""
    at = f"http://localhost:{replaying}"
    with serving(str(library.database), "--replay", at, GIP_ARCHIVE_DIR=str(library.folder)) as served:
        yield served


def decided(library, year):
    """The figure as it was printed in a year's report."""
    table, row, column = FIGURE
    return str(library.sheets[TOWN, year].figures[table].rows[row][column])


def find(page, language, year=BROKEN):
    """From the first page by the town's name to its report on a year."""
    page.get_by_role("searchbox").first.fill("青城镇")
    page.keyboard.press("Enter")
    page.get_by_role("link", name=TOWN, exact=True).click()
    page.get_by_role("heading", name=TOWN, level=1).wait_for()
    row = page.locator("tbody tr").filter(has=page.get_by_role("rowheader", name=str(year), exact=True)).first
    row.get_by_role("link", name=re.compile(f"{year}年政府信息公开")).click()
    assert say(language, "report.hint") in page.inner_text("main")


def figure_link(page):
    """The figure in the official table: beside its label, under its head."""
    row = page.locator("#t-active_disclosure tr").filter(has=page.get_by_role("rowheader", name="行政许可", exact=True))
    return row.get_by_role("cell").first.get_by_role("link").first


@pytest.mark.parametrize("language", LOCALES)
def test_find_a_figure_and_see_where_it_stands_in_the_archived_page(browser, replayed, library, language):
    printed = decided(library, BROKEN)
    with window(browser, replayed.address, language) as opened:
        page = opened.open("/")
        find(page, language)
        opened.picture(f"journey-{language}-1-report")
        figure = figure_link(page)
        assert figure.inner_text() == printed
        where = figure.get_attribute("title")
        figure.click()
        assert where in page.inner_text("main")
        assert page.locator("#it").inner_text() == printed
        opened.picture(f"journey-{language}-2-origin")
        address = page.locator("a[href*='/gip/2026']").first.get_attribute("href")
        assert opened.complaints == []
    capture = library.captures[HOST + path_of(TOWN, BROKEN)]
    assert address.endswith(f"/gip/{capture.captured_at:%Y%m%d%H%M%S}/{capture.url}")
    block, row, column = (int(number) for number in re.findall(r"\d+", where)[-3:])
    assert block > 0
    with window(browser, replayed.address, language) as replay:
        replay.page.goto(address)
        archived = replay.page.frame_locator("#replay_iframe")
        archived.locator("table").first.wait_for(timeout=20_000)
        lines = archived.locator("table").first.locator("tr")
        stands = [each.inner_text().strip() for each in lines.nth(row - 1).locator("td, th").all()]
        assert stands[-1 if column >= len(stands) else column - 1] == printed
        replay.picture(f"journey-{language}-3-replay")


@pytest.mark.parametrize("language", LOCALES)
def test_compare_with_last_year(browser, shown, library, language):
    with window(browser, shown.address, language) as opened:
        page = opened.open("/")
        find(page, language)
        page.get_by_role("link", name=say(language, "report.with_before", year=BROKEN - 1)).click()
        said = page.inner_text("main")
        before, after = decided(library, BROKEN - 1), decided(library, BROKEN)
        assert before != after
        for part in (TOWN, str(BROKEN - 1), str(BROKEN), before, after):
            assert part in said, part
        opened.picture(f"journey-{language}-4-compare")
        assert opened.complaints == []


@pytest.mark.parametrize("language", LOCALES)
def test_see_how_a_report_was_replaced(browser, shown, language):
    with window(browser, shown.address, language) as opened:
        page = opened.open("/")
        find(page, language, REPLACED)
        page.locator("main").get_by_role("link", name=say(language, "report.show_difference"), exact=True).click()
        assert WITHDRAWN in "".join(page.inner_text("main").split())
        opened.picture(f"journey-{language}-5-editions")
        assert opened.complaints == []


@pytest.mark.parametrize("language", LOCALES)
def test_copy_the_citation(browser, shown, library, language):
    with window(browser, shown.address, language, permissions=CLIPBOARD) as opened:
        page = opened.open("/")
        find(page, language)
        page.locator("button[data-copy='cite-gbt7714']").click()
        page.get_by_text(say(language, "report.copied"), exact=True).wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert opened.complaints == []
    cited = gipcrawler("cite", str(library.reports[TOWN, BROKEN]), archive=library.folder)
    assert cited.stdout.strip()
    assert re.sub(r"localhost:\d+", "localhost", copied) == re.sub(r"localhost:\d+", "localhost", cited.stdout.strip())


@pytest.mark.parametrize("language", LOCALES)
def test_download_the_panel(browser, shown, library, language, tmp_path):
    with window(browser, shown.address, language) as opened:
        page = opened.open("/")
        find(page, language)
        page.get_by_role("link", name=say(language, "report.whole_publisher")).click()
        opened.picture(f"journey-{language}-6-publisher")
        with page.expect_download() as coming:
            page.get_by_role("link", name="CSV", exact=True).first.click()
        coming.value.save_as(tmp_path / "panel.csv")
        assert opened.complaints == []
    with (tmp_path / "panel.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["year"] for row in rows] == [str(year) for year in YEARS]
    columns = [list(column) for column in zip(*(row.values() for row in rows), strict=True)]
    assert [decided(library, year) for year in YEARS] in columns


@pytest.mark.parametrize("language", LOCALES)
def test_the_picture_of_a_page_shows_where_a_figure_stands_in_a_scan(browser, shown, library, language):
    with window(browser, shown.address, language) as opened:
        page = opened.open(f"/gip/origin/{library.scan}/60")
        picture = page.locator("img.page-picture")
        assert picture.evaluate("each => each.complete && each.naturalWidth") > 600
        number = re.search(r"\d+", picture.get_attribute("alt")).group()
        assert picture.get_attribute("alt") == say(language, "origin.picture", number=number)
        assert opened.complaints == []


def test_each_figure_of_a_scan_has_a_frame_of_its_own(shown, library):
    pictures = [
        Image.open(BytesIO(shown.ask(f"/gip/origin/{library.scan}/{number}.png").body)).convert("L")
        for number in (60, 61)
    ]
    assert pictures[0].size == pictures[1].size
    left, top, right, bottom = ImageChops.difference(*pictures).getbbox()
    width, height = pictures[0].size
    assert (right - left) / width < 0.2
    assert (bottom - top) / height < 0.1


def test_without_replay_a_reader_is_told_how_to_start_it(shown, library):
    told = shown.ask(f"/gip/origin/{library.editions[1]}/60?lang=en").text
    assert say("en", "origin.start_replay") in told
    assert "gipcrawler replay" in told
