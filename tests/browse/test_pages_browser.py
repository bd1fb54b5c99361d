"""Every page in Chromium, in both languages: no complaint, nobody barred, nothing cut; a picture of each is kept."""

from io import BytesIO

import pypdfium2
import pytest

from tests.browse.addresses import EVIL_PAGES, PAGES
from tests.browse.looking import LOCALES, NARROW, PRINTED, WIDE, chromium, window

pytestmark = pytest.mark.needs("chromium")
A4 = (595, 842)
LONG = ("report", "compare-years", "metric")
"""Pages with tables that fill more than a sheet of paper."""


@pytest.fixture(scope="module")
def browser():
    with chromium() as running:
        yield running


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("name", PAGES)
def test_everybody_can_read_a_page(browser, shown, library, name, language):
    with window(browser, shown.address, language) as opened:
        page = opened.open(PAGES[name](library))
        assert page.locator("html").get_attribute("lang") == {"zh": "zh-CN", "en": "en"}[language]
        assert page.locator("h1").count() == 1
        opened.picture(f"{name}-{language}-{WIDE}")
        barred = opened.barred()
        wide = opened.overhanging()
        page.emulate_media(color_scheme="dark")
        barred += [f"dark: {said}" for said in opened.barred("color-contrast")]
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": NARROW, "height": 800})
        opened.picture(f"{name}-{language}-{NARROW}")
        narrow = [*opened.overhanging(), *opened.cut()]
        page.emulate_media(media="print")
        page.set_viewport_size({"width": PRINTED, "height": 1000})
        printed = [*opened.overhanging(), *opened.cut()]
        assert (barred, wide, narrow, printed) == ([], [], [], [])
        assert opened.complaints == []


@pytest.mark.parametrize("name", EVIL_PAGES)
def test_nothing_hostile_runs(browser, shown, library, name):
    with window(browser, shown.address) as opened:
        page = opened.open(EVIL_PAGES[name](library))
        page.wait_for_load_state("networkidle")
        assert page.locator("html").get_attribute("data-owned") is None
        refused = [said for said in opened.complaints if not said.startswith(("400", "404", "error: Failed to load"))]
        assert refused == []


@pytest.mark.parametrize("name", LONG)
def test_a_page_prints_on_a4_with_all_its_figures(browser, shown, library, name):
    with window(browser, shown.address) as opened:
        page = opened.open(PAGES[name](library))
        shown_figures = page.locator("table td").all_inner_texts()
        sheets = pypdfium2.PdfDocument(BytesIO(page.pdf(prefer_css_page_size=True)))
        assert {tuple(sorted(map(round, sheet.get_size()))) for sheet in sheets} == {A4}
        printed = "".join("".join(sheet.get_textpage().get_text_bounded() for sheet in sheets).split())
        wanted = {"".join(text.split()) for text in shown_figures if text.strip()}
        assert wanted
        assert sorted(text for text in wanted if text not in printed) == []


def test_keyboard_alone_reaches_everything_in_the_order_of_reading(browser, shown, library):
    """Tab goes through all links, fields and buttons of a page; each is seen when it is reached."""
    with window(browser, shown.address) as opened:
        page = opened.open(PAGES["report"](library))
        page.keyboard.press("Tab")
        first = page.evaluate(
            "[document.activeElement.className, document.activeElement.getBoundingClientRect().left >= 0]"
        )
        assert first == ["skip", True]
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "content"
        reached = set()
        for _ in range(30):
            page.keyboard.press("Tab")
            where = page.evaluate(
                "(() => { const at = document.activeElement, box = at.getBoundingClientRect(), "
                "style = getComputedStyle(at); return [at.outerHTML.slice(0, 80), style.outlineStyle, box.width > 0, "
                "document.getElementById('content').contains(at)] })()"
            )
            assert where[1:] == ["solid", True, True], where
            reached.add(where[0])
        assert len(reached) > 15
        no_way = page.evaluate(
            "[...document.querySelectorAll('[onclick], [role=button]:not(button), [tabindex]')]"
            ".filter((each) => each.tabIndex < 0 && each.id !== 'content').length"
        )
        assert no_way == 0
