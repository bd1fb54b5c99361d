import fcntl
import gzip
import random
import subprocess
import sys
from types import SimpleNamespace

import pytest

from gipcrawler.warc import ArchiveWriter, read_record, records, salvage, write
from tests.warc.exchanges import PLAIN, answering
from tests.warc.test_write import ROOT

CHILD = """
import os, signal, sys
from pathlib import Path
from gipcrawler.warc import ArchiveWriter
from tests.warc.exchanges import PLAIN
writer = ArchiveWriter(Path(sys.argv[1]), "sichuan", {})
for _ in range(5):
    print(writer.write(PLAIN).file, flush=True)
sys.stdin.read()
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def left(tmp_path):
    """A file that a process left open: its path, its bytes, and the references to its records."""
    noise = random.Random(1)
    with ArchiveWriter(tmp_path, "sichuan", {}) as writer:
        refs = [writer.write(answering(b"HTTP/1.1 200 OK\r\n\r\n" + noise.randbytes(300))) for _ in range(5)]
    finished = tmp_path / refs[0].file
    path = finished.rename(f"{finished}.open")
    return path, path.read_bytes(), refs


def ends(path) -> list[int]:
    return [record.offset + record.length for record in records(path)]


def test_a_file_torn_anywhere_keeps_its_whole_records_and_its_tail_aside(left, tmp_path):
    path, data, refs = left
    whole = [0, *ends(path.with_suffix(""))]
    cuts = sorted({*whole, *(end + step for end in whole[:-1] for step in (1, 5, 17, 200)), len(data) - 1})
    for cut in cuts:
        path.write_bytes(data[:cut])
        [saved] = salvage(tmp_path)
        kept = max(end for end in whole if end <= cut)
        assert (saved.file, saved.records) == (path.stem, whole.index(kept))
        assert (saved.kept, saved.torn, saved.damaged) == (kept, cut - kept, 0)
        aside = tmp_path / "torn" / f"{path.stem}.{kept}"
        assert (aside.read_bytes() if cut > kept else b"") == data[kept:cut]
        assert not path.exists()
        finished = path.with_suffix("")
        assert finished.exists() == bool(kept)
        if kept:
            assert finished.read_bytes() == data[:kept]
            assert len(list(records(finished))) == saved.records
            finished.unlink()
        aside.unlink(missing_ok=True)
    assert len(cuts) > 40
    assert len(refs) == 5


def test_what_a_lost_page_of_the_disk_leaves_is_cut_off(left, tmp_path):
    path, data, refs = left
    end = refs[4].offset + refs[4].length
    path.write_bytes(data[:end] + bytes(4096))
    [saved] = salvage(tmp_path)
    assert saved.torn == 4096
    assert [read_record(tmp_path, ref.file, ref.offset).record_id for ref in refs] == [ref.record_id for ref in refs]


def test_damage_before_whole_records_moves_none_of_them(left, tmp_path):
    path, data, refs = left
    at = refs[2].offset + 60
    path.write_bytes(data[:at] + bytes(8) + data[at + 8 :] + b"\x1f\x8b\x08torn")
    [saved] = salvage(tmp_path)
    assert (saved.damaged, saved.torn) == (1, 7)
    for ref in (*refs[:2], *refs[3:]):
        assert read_record(tmp_path, ref.file, ref.offset).record_id == ref.record_id


def test_a_whole_member_that_is_no_record_is_a_tail_too(left, tmp_path):
    path, data, _ = left
    path.write_bytes(data + gzip.compress(b"GIF89a"))
    [saved] = salvage(tmp_path)
    assert saved.kept == len(data)
    assert saved.torn > 0


def test_what_a_living_process_writes_is_left_alone_and_saved_after_its_death(tmp_path):
    command = [sys.executable, "-c", CHILD, tmp_path]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        [name] = {child.stdout.readline().strip() for _ in range(5)}
        assert salvage(tmp_path) == []
        assert (tmp_path / f"{name}.open").exists()
        child.stdin.close()
        assert child.wait(10) == -9
    [saved] = salvage(tmp_path)
    assert (saved.file, saved.records, saved.torn) == (name, 11, 0)
    assert salvage(tmp_path) == []


def test_a_finished_file_is_never_written_over(left, tmp_path, caplog):
    path, data, _ = left
    path.with_suffix("").write_bytes(b"finished")
    assert salvage(tmp_path) == []
    assert (path.with_suffix("").read_bytes(), path.read_bytes()) == (b"finished", data)
    assert "cannot be finished: there is a sichuan" in caplog.text


def test_a_writer_whose_new_file_was_taken_for_a_dead_ones_begins_again(tmp_path, monkeypatch):
    """Another process looks between the making of a file and its locking."""
    looks = []

    def look_then_lock(stream, how):
        if not looks:
            looks.append(salvage(tmp_path))
        fcntl.flock(stream, how)

    monkeypatch.setattr(write, "fcntl", SimpleNamespace(flock=look_then_lock, LOCK_EX=fcntl.LOCK_EX))
    with ArchiveWriter(tmp_path, "sichuan", {}) as writer:
        ref = writer.write(PLAIN)
    assert read_record(tmp_path, ref.file, ref.offset).block == PLAIN.response
    assert [path.name for path in tmp_path.iterdir()] == [ref.file]
    assert [(saved.records, saved.kept) for saved in looks[0]] == [(0, 0)]
