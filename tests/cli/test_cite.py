import json
import re
from datetime import UTC, date, datetime

import pytest

from gipcrawler.model import Capture, RecordRef
from gipcrawler.warc.cite import Cited, bibtex, csl_json, gbt7714
from tests.archives import HOST, make_archive

REF = RecordRef("a.warc.gz", 700, 99, "<urn:uuid:5>", "sha256:b", "sha256:c0ffee")
SEEN = Capture(
    "http://www.x.gov.cn/a_1.html?q=1&p=50%", datetime(2026, 3, 31, 23, 59, 59, tzinfo=UTC), 200, "text/html", REF
)
CITED = Cited("gip-370322-2024-7", "高青县人民政府", "高青县2024年度报告", date(2025, 1, 20), SEEN)
REPLAY = "http://localhost:8080/gip/20260331235959/http://www.x.gov.cn/a_1.html?q=1&p=50%"


@pytest.fixture
def made(tmp_path):
    return make_archive(tmp_path / "archive")


def test_gbt7714_has_the_parts_of_an_electronic_document_in_their_order():
    assert gbt7714(CITED) == (
        "高青县人民政府. 高青县2024年度报告[EB/OL]. (2025-01-20)[2026-04-01]. http://www.x.gov.cn/a_1.html?q=1&p=50%. "
        "存档时间: 2026-03-31T23:59:59Z. WARC 记录: <urn:uuid:5>. 摘要: sha256:c0ffee. "
        f"回放: {REPLAY}.\n"
    )


def test_what_nobody_says_is_left_out():
    bare = Cited("gip-7", None, None, None, SEEN)
    assert gbt7714(bare).startswith(f"{SEEN.url}[EB/OL]. [2026-04-01]. ")
    assert "author" not in bibtex(bare)
    assert "year = {2026}" in bibtex(bare)
    assert {"author", "issued"}.isdisjoint(json.loads(csl_json(bare))[0])


def test_bibtex_is_one_entry_that_tex_can_print():
    odd = Cited("gip-7", "甲 & 乙", "5% {of} a_b \\ #1 ~^$", None, SEEN)
    entry = bibtex(odd)
    assert entry.startswith("@misc{gip-7,\n")
    fields = dict(re.findall(r"^  (\w+) = \{(.*)\},$", entry, re.MULTILINE))
    assert fields["author"] == r"{甲 \& 乙}"
    assert fields["title"] == r"{5\% \{of\} a\_b \textbackslash{} \#1 \textasciitilde{}\textasciicircum{}\$}"
    assert fields["url"] == SEEN.url
    plain = re.sub(r"\\[{}]", "", entry)
    assert plain.count("{") == plain.count("}")


def test_csl_json_keeps_what_leads_to_the_record():
    (item,) = json.loads(csl_json(CITED))
    assert item["author"] == [{"literal": "高青县人民政府"}]
    assert item["issued"] == {"date-parts": [[2025, 1, 20]]}
    assert item["accessed"] == {"date-parts": [[2026, 4, 1]]}
    assert (item["URL"], item["archive_location"]) == (SEEN.url, "<urn:uuid:5>")
    assert item["custom"]["payload_digest"] == "sha256:c0ffee"
    assert item["custom"]["replay"] == REPLAY


@pytest.mark.parametrize("style", ["gbt7714", "bibtex", "csl-json"])
def test_a_stored_report_is_cited_by_its_id_and_by_place_and_year(made, command, style):
    capture = made.captures[HOST + "/art/2023.html"]
    by_place = command("cite", "370322@2023", "--style", style, "--database", made.database, archive=made.folder)
    assert by_place.returncode == 0, by_place.stderr
    by_id = command("cite", "2", "--style", style, "--database", made.database, archive=made.folder)
    assert by_id.stdout == by_place.stdout
    plain = by_id.stdout.replace("\\", "")
    for part in (capture.url, capture.record.record_id, capture.record.payload_digest, "高青县"):
        assert part in plain
    assert f"/gip/20260401080002/{capture.url}" in plain


@pytest.mark.parametrize(
    ("name", "words"), [("here", "PLACE@YEAR"), ("²", "PLACE@YEAR"), ("99", "is not in"), ("370322@1999", "is not in")]
)
def test_what_is_no_report_is_one_sentence(made, command, name, words):
    done = command("cite", name, "--database", made.database, archive=made.folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1
