from datetime import timedelta

import pytest

from gipcrawler.warc import ArchiveWriter, Rendering
from gipcrawler.warc.reports import reports_in
from tests.archives import DOCX, HOST, HTML, SHEETS, STARTED, answer, exchange
from tests.press import as_docx, as_html

REPORT = as_html(SHEETS[2023])
LINKED = REPORT.replace(b"</body>", '<p><a href="/files/2023.docx">附件.docx</a></p></body>'.encode())
SHELL = b"<html><body><div id=app></div><script src=/app.js></script></body></html>"


@pytest.fixture
def rendered(tmp_path):
    """The reports of a file in which a browser made `dom` of the document at /page."""

    def make(document: bytes, dom: bytes, *others):
        with ArchiveWriter(tmp_path, "other", {}) as writer:
            first = writer.write(exchange("/page", answer(document)))
            for other in others:
                writer.write(other)
            moment = STARTED + timedelta(seconds=9)
            writer.write(Rendering(f"{HOST}/page", first.record_id, moment, dom, b"\x89PNG"))
        [path] = tmp_path.glob("*.gz")
        return first, list(reports_in(path))

    return make


def test_a_page_that_scripts_filled_is_read_as_it_was_shown(rendered):
    first, [[kept]] = rendered(SHELL, REPORT)
    assert kept.body == REPORT
    assert kept.capture.record == first
    assert (kept.capture.url, kept.capture.status, kept.capture.media_type) == (f"{HOST}/page", 200, "text/html")
    assert kept.capture.captured_at == STARTED


def test_what_a_rendered_page_links_is_found_in_what_was_shown(rendered):
    word = as_docx(SHEETS[2023])
    _, [[page, attached]] = rendered(SHELL, LINKED, exchange("/files/2023.docx", answer(word, DOCX), 1))
    assert (page.body, attached.body) == (LINKED, word)


def test_a_page_is_read_once_though_both_forms_hold_the_report(rendered):
    dom = REPORT.replace(b"</body>", b"<p>shown</p></body>")
    _, [[kept]] = rendered(REPORT, dom)
    assert kept.body == dom


def test_a_page_whose_scripts_took_the_report_away_is_read_as_it_was_sent(rendered):
    _, [[kept]] = rendered(REPORT, SHELL)
    assert (kept.body, kept.capture.media_type) == (REPORT, HTML.partition(";")[0])


def test_a_shell_without_a_report_is_none(rendered):
    assert rendered(SHELL, SHELL)[1] == []
