"""The page of a change in a browser: both ways to show it, narrow and on paper, without a script or a complaint."""

from io import BytesIO

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from gipcrawler.diff import Shown, change_html, diff
from tests.diff.planting import cell_at, original, with_cell, with_text
from tests.services import SERVICES

pytestmark = pytest.mark.needs("chromium")
A4 = (595, 842)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The file of a page with a changed figure, a moved paragraph and a sentence that came."""
    left = original("huaian_2024")
    right = with_cell(left, cell_at(left, "granted", "business"), "25")
    right = with_text(right, "overview", lambda said: "\n".join([*said.split("\n")[1:], said.split("\n")[0]]))
    right = with_text(right, "problems", lambda said: f"{said}另有两处窗口延长了开放时间。")
    path = tmp_path_factory.mktemp("change") / "change.html"
    known = {"url": "https://www.example.gov.cn/a.html", "captured": "2025-02-01 08:00 UTC"}
    path.write_text(change_html(diff(left, right), Shown(left, "1", **known), Shown(right, "2", **known)), "utf-8")
    return path


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=SERVICES["chromium"].program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium, written):
    """Open the page at a width and in a colour scheme; whatever the browser complains of fails the test."""
    complaints, pages = [], []

    def open_page(width, scheme="light"):
        page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page.on("console", lambda message: complaints.append(message.text))
        page.on("request", lambda request: complaints.append(request.url) if request.url[:5] != "file:" else None)
        page.goto(written.as_uri())
        pages.append(page)
        return page

    yield open_page
    for page in pages:
        page.close()
    assert complaints == []


def seen(page, selector):
    return page.locator(selector).filter(visible=True).count()


def test_both_views_and_the_brief_one_work_without_a_script(opened):
    page = opened(1280)
    assert (seen(page, ".gip-right"), seen(page, ".gip-other")) == (3, 0)
    assert (seen(page, ".gip-same .gip-row"), seen(page, ".gip-skip")) == (0, 2)
    page.get_by_label("合并显示").check()
    assert seen(page, ".gip-right") == 0
    assert seen(page, ".gip-other ins") == 1
    page.get_by_label("只看变化").uncheck()
    assert (seen(page, ".gip-same .gip-row") > 4, seen(page, ".gip-skip")) == (True, 0)


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_hangs_over_the_edge(opened, width):
    page = opened(width)
    page.get_by_label("只看变化").uncheck()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_narrow_screen_names_row_and_column_beside_the_figure(opened):
    page = opened(360)
    assert seen(page, "td") == 1
    said = page.locator("tr").filter(visible=True).inner_text().split()
    assert said == ["三、本年度办理结果", "›", "（一）予以公开", "商业企业", "21", "25", "+4（+19.0%）"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_anybody_can_read_it(opened, width, scheme):
    found = Axe().run(opened(width, scheme)).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


def test_it_prints_on_a4_with_all_columns(opened):
    document = pypdfium2.PdfDocument(BytesIO(opened(1280).pdf(prefer_css_page_size=True)))
    assert {tuple(map(round, page.get_size())) for page in document} == {A4}
    printed = "".join(page.get_textpage().get_text_range() for page in document)
    assert [word for word in ("总计", "结转下年度继续办理", "延长了开放时间", "移自") if word not in printed] == []
