"""Every answer of the site: its language, its headers, and what is said where there is no page."""

import re
import tempfile
from importlib.resources import files
from pathlib import Path
from string import Formatter
from time import monotonic, sleep

import pytest

from gipcrawler.browse.language import language_of
from gipcrawler.browse.words import LANGUAGES, words
from gipcrawler.store import Store
from tests.browse.serving import serving
from tests.postgres import server
from tests.services import SERVICES
from tests.survey.filled import BROKEN, keep

OURS = ("/", "/gip/nothing", "/gip/static/site.css")
DATASETTES = ("/data", "/data/reports", "/data/reports.json", "/-/settings")


@pytest.mark.parametrize("path", OURS)
def test_nothing_is_loaded_from_elsewhere_and_no_script_stands_in_a_page(site, path):
    policy = site.ask(path).headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("path", [*OURS, *DATASETTES])
def test_every_answer_bears_the_headers(site, path):
    headers = site.ask(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert re.search(r"default-src 'none'.*frame-ancestors 'none'", headers["content-security-policy"])
    assert "http" not in headers["content-security-policy"]


@pytest.mark.parametrize("path", DATASETTES)
def test_datasettes_own_pages_are_there(site, path):
    assert site.ask(path).status == 200


def test_datasette_lets_nobody_write(site):
    assert site.ask("/data?sql=delete+from+report").status == 400
    assert site.ask("/data.json?sql=select+count(*)+from+report").status == 200


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ({}, "zh-CN"),
        ({"Accept_Language": "en-GB,en;q=0.9,zh;q=0.5"}, "en"),
        ({"Accept_Language": "de, zh;q=0.8, en;q=0.3"}, "zh-CN"),
        ({"Accept_Language": "en", "Cookie": "gip_language=zh"}, "zh-CN"),
    ],
)
def test_a_page_is_in_the_language_of_its_reader(site, asked, language):
    assert f'<html lang="{language}">' in site.ask("/", **asked).text


def test_a_language_that_is_asked_for_is_kept(site):
    answer = site.ask("/?lang=en", Cookie="gip_language=zh")
    assert '<html lang="en">' in answer.text
    assert any(cookie.startswith("gip_language=en;") and "HttpOnly" in cookie for cookie in answer.cookies)


def test_a_language_nobody_speaks_is_chinese():
    assert language_of("fr", "<script>", "q=;;,=") == "zh"


@pytest.mark.parametrize(("language", "says"), [("zh", "没有这一页"), ("en", "There is no such page")])
def test_what_is_not_there_is_said_in_the_readers_language(site, language, says):
    answer = site.ask(f"/gip/no<b>such?lang={language}")
    assert answer.status == 404
    assert says in answer.text
    assert "<b>" not in answer.text


@pytest.mark.parametrize("path", ["/", "/gip/nothing", "/gip/static/site.css"])
def test_a_page_can_only_be_read(site, path):
    assert site.ask(path, "POST", b"a=1").status in {403, 405}
    assert site.ask(path, "DELETE").status in {403, 405}


def test_more_parameters_than_any_page_has_are_refused(site):
    assert site.ask("/?" + "&".join(f"p{at}=1" for at in range(200))).status == 400


def test_every_word_is_said_in_every_language_with_the_same_values():
    for key, texts in words().items():
        assert set(texts) == set(LANGUAGES), key
        assert all(text.strip() for text in texts.values()), key
        fields = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in texts.values()]
        assert fields[0] == fields[1], key


def test_every_word_that_a_template_or_page_names_is_there():
    browse = files("gipcrawler.browse")
    named = re.compile(r"""\bt\(\s*["']([a-z_]+\.[a-z_0-9]+)["']\s*[,)]""")
    found = set()
    for folder in ("templates", "pages"):
        for file in browse.joinpath(folder).iterdir():
            if file.name.endswith((".html", ".py")):
                found |= set(named.findall(file.read_text("utf-8")))
    assert found
    assert found <= set(words())


def test_no_template_takes_anything_from_elsewhere_or_has_a_script_or_style_within_it():
    for file in files("gipcrawler.browse").joinpath("templates").iterdir():
        text = file.read_text("utf-8")
        assert not re.search(r"""(?:src|href|action)=["']?(?:https?:)?//""", text), file.name
        assert not re.search(r"<style|\bstyle=|\bon[a-z]+=|<script(?![^>]*\bsrc=)", text), file.name
        assert "|safe" not in text.replace(" ", ""), file.name


@pytest.mark.skipif(SERVICES["postgresql"].program is None, reason="PostgreSQL is not installed")
def test_of_postgres_a_snapshot_is_shown_and_renewed(tmp_path):
    with tempfile.TemporaryDirectory(prefix="gip-pg-") as folder, server(Path(folder)) as running:
        url = running.database()
        store = Store.open(url)
        kept = keep(store, "东营市人民政府", "370500", 2022, findings=(BROKEN,))
        with serving(url, "--refresh", "0.03", GIP_ARCHIVE_DIR=str(tmp_path)) as served:
            assert "东营市人民政府" in served.ask("/").text
            keep(store, "烟台市人民政府", "370600", 2022)
            deadline = monotonic() + 30
            while "烟台市人民政府" not in served.ask("/gip/coverage/370600").text and monotonic() < deadline:
                sleep(0.2)
            assert "烟台市人民政府" in served.ask("/gip/coverage/370600").text
            assert served.ask(f"/gip/report/{kept}").status == 200
        assert (tmp_path / "browse.db").is_file()
        store.close()
