"""A WACZ of the archive: everything in it is as it says, and the public validator takes it."""

import fcntl
import gzip
import hashlib
import json
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from gipcrawler.warc import read_record
from tests.archives import HOST, SHEETS, answer, exchange, make_archive, write
from tests.cli.test_replay import not_modified, revisit

LOCK = Path(__file__).with_name("wacz.lock")


@pytest.fixture
def made(tmp_path):
    return make_archive(tmp_path / "archive")


@pytest.fixture
def pack(command, tmp_path):
    def run(made, *arguments):
        target = tmp_path / "a.wacz"
        done = command("wacz", "--to", target, *arguments, "--database", made.database, archive=made.folder)
        assert (done.returncode, done.stderr) == (0, "")
        assert str(target) in done.stdout
        return target

    return run


@pytest.fixture(scope="module")
def validator(request):
    """The public tool in an environment of its own."""
    folder = request.config.cache.mkdir("wacz-0.6.0")
    with (folder / "lock").open("w") as guard:
        fcntl.flock(guard, fcntl.LOCK_EX)
        tool = folder / "env" / "bin" / "wacz"
        pip = [folder / "env" / "bin" / "python", "-m", "pip", "install", "--quiet", "--require-hashes", "-r", LOCK]
        for command in () if tool.exists() else ([sys.executable, "-m", "venv", "--clear", folder / "env"], pip):
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
            if done.returncode:
                tool.unlink(missing_ok=True)
                pytest.skip(f"needs wacz from the package index: {done.stderr.strip().splitlines()[-1:]}")
        return tool


def validate(tool, path):
    return subprocess.run([tool, "validate", "-f", path], capture_output=True, text=True, check=False, timeout=60)


def lines_of(archive, name):
    return [json.loads(line) for line in archive.read(name).decode().splitlines()]


def test_the_public_validator_takes_it_and_would_not_take_another(made, pack, validator, tmp_path):
    path = pack(made)
    done = validate(validator, path)
    assert (done.returncode, "is valid" in done.stdout) == (0, True), done
    other = tmp_path / "other.wacz"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(other, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name) + (b"\n" if name == "pages/pages.jsonl" else b""))
    assert "is invalid" in validate(validator, other).stdout


def test_files_are_stored_unchanged_and_every_digest_is_right(made, pack):
    with zipfile.ZipFile(pack(made)) as archive:
        assert archive.testzip() is None
        kept = archive.getinfo(f"archive/{made.warc.name}")
        assert kept.compress_type == zipfile.ZIP_STORED
        assert archive.read(kept) == made.warc.read_bytes()
        package = json.loads(archive.read("datapackage.json"))
        assert {one["path"] for one in package["resources"]} == set(archive.namelist()) - {
            "datapackage.json",
            "datapackage-digest.json",
        }
        for one in package["resources"]:
            data = archive.read(one["path"])
            assert (one["hash"], one["bytes"]) == ("sha256:" + hashlib.sha256(data).hexdigest(), len(data))
        sealed = json.loads(archive.read("datapackage-digest.json"))
        assert sealed["hash"] == "sha256:" + hashlib.sha256(archive.read("datapackage.json")).hexdigest()


@pytest.mark.parametrize("large", [2_000_000_000, 0], ids=["plain", "zip64"])
def test_readers_that_only_see_the_directory_find_every_file(made, pack, monkeypatch, large):
    """As wabac.js does: a local header is as long as the directory's, unless the directory has an extra field."""
    monkeypatch.setattr("gipcrawler.warc.wacz.LARGE", large)
    path = pack(made)
    data = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        for one in archive.infolist():
            name, extra = struct.unpack_from("<HH", data, one.header_offset + 26)
            assert one.extra or not extra
            start = one.header_offset + 30 + name + extra
            assert one.compress_type != zipfile.ZIP_STORED or data[start : start + one.file_size] == archive.read(one)
        assert bool(archive.getinfo(f"archive/{made.warc.name}").extra) == (large == 0)


def test_the_index_is_one_sorted_whole_and_leads_to_the_records(made, pack, monkeypatch):
    monkeypatch.setattr("gipcrawler.warc.wacz.BLOCK", 2)
    write(made.folder, [exchange("/art/2022.html", answer(b"another"), 99)], "other")
    with zipfile.ZipFile(pack(made)) as archive:
        compressed = archive.read("indexes/index.cdx.gz")
        lines = gzip.decompress(compressed).decode().splitlines()
        assert lines == sorted(lines)
        assert len(lines) == 6
        first, *overview = archive.read("indexes/index.idx").decode().splitlines()
        assert json.loads(first.removeprefix("!meta 0 "))["format"] == "cdxj-gzip-1.0"
        for number, line in enumerate(overview):
            key, time, place = line.split(" ", 2)
            place = json.loads(place)
            block = gzip.decompress(compressed[place["offset"] : place["offset"] + place["length"]]).decode()
            assert block.splitlines() == lines[2 * number : 2 * number + 2]
            assert block.startswith(f"{key} {time} ")
        for line in lines:
            fields = json.loads(line.split(" ", 2)[2])
            assert f"archive/{fields['filename']}" in archive.namelist()
            assert read_record(made.folder / "warc", fields["filename"], int(fields["offset"])).url == fields["url"]


def test_pages_are_those_of_the_reports_with_their_titles(made, pack):
    with zipfile.ZipFile(pack(made)) as archive:
        head, *pages = lines_of(archive, "pages/pages.jsonl")
    assert head["format"] == "json-pages-1.0"
    assert [(page["url"], page["ts"]) for page in pages] == [
        (f"{HOST}/art/{year}.html", f"2026-04-01T08:00:0{number}Z") for number, year in enumerate(SHEETS, 1)
    ]
    for page, year in zip(pages, SHEETS, strict=True):
        assert f"{year}年" in page["title"]
    assert len({page["id"] for page in pages}) == 3


def test_a_year_a_place_and_a_spider_choose_the_files(made, pack, command):
    write(made.folder, [exchange("/x", answer(b"x"))], "other")
    for arguments, pages in ((("--year", "2023"), 1), (("--place", "370000"), 3), (("--spider", "gansu"), 3)):
        with zipfile.ZipFile(pack(made, *arguments)) as archive:
            assert [name for name in archive.namelist() if "warc" in name] == [f"archive/{made.warc.name}"]
            assert len(lines_of(archive, "pages/pages.jsonl")) == 1 + pages
    with zipfile.ZipFile(pack(made)) as archive:
        assert len([name for name in archive.namelist() if "warc" in name]) == 2
    done = command("wacz", "--to", made.folder / "b.wacz", "--year", "1999", archive=made.folder)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert not (made.folder / "b.wacz").exists()


def test_what_revisits_refer_to_comes_with_them(made, pack):
    revisit(made.folder, made.captures[HOST + "/art/2022.html"])
    with zipfile.ZipFile(pack(made, "--spider", "later")) as archive:
        assert [name for name in archive.namelist() if "warc" in name] == [
            f"archive/{made.warc.name}",
            "archive/later-20260402080000-ab-00000.warc.gz",
        ]


def test_a_changed_file_is_not_packed(made, pack, command, tmp_path):
    pack(made).unlink()
    made.warc.write_bytes(made.warc.read_bytes()[:-1])
    done = command("wacz", "--to", tmp_path / "a.wacz", "--database", made.database, archive=made.folder)
    assert done.returncode == 2
    assert "gipcrawler verify" in done.stderr
    assert not list(tmp_path.glob("a.wacz*"))


def test_what_a_304_stands_for_comes_with_it_and_is_what_the_index_shows(made, pack):
    original = made.captures[HOST + "/art/2022.html"]
    not_modified(made.folder, "/art/2022.html", original)
    with zipfile.ZipFile(pack(made, "--spider", "unchanged14")) as archive:
        names = [name for name in archive.namelist() if name.startswith("archive/")]
        lines = gzip.decompress(archive.read("indexes/index.cdx.gz")).decode().splitlines()
    assert f"archive/{made.warc.name}" in names
    assert len(names) == 2
    listed = [json.loads(line.split(" ", 2)[2]) for line in lines if '/art/2022.html"' in line]
    places = [(one["status"], one["filename"], one["offset"]) for one in listed]
    assert places == [("200", original.record.file, str(original.record.offset))] * 2
