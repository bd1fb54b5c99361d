"""A folder has the old export or the new one, and what is not ours is left alone."""

import resource
from contextlib import contextmanager

import pytest

from gipcrawler.errors import ExportError
from gipcrawler.export import FORMATS, write_export
from tests.export.test_formats import exported, store  # noqa: F401 - a fixture


def held(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@contextmanager
def files_of_at_most(size):
    """As a full disk: no file may become larger."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_what_stood_there_is_replaced_and_other_files_are_not(store, tmp_path):  # noqa: F811
    (tmp_path / "notes.txt").write_text("mine")
    exported(store, tmp_path, year=2020)
    first = held(tmp_path)
    exported(store, tmp_path)
    second = held(tmp_path)
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] == second[name]] == ["notes.txt"]


@pytest.mark.parametrize("form", FORMATS)
def test_a_disk_without_room_leaves_the_old_export(store, tmp_path, form):  # noqa: F811
    exported(store, tmp_path, form, year=2021)
    before = held(tmp_path)
    with files_of_at_most(1000), pytest.raises(ExportError, match="as it was"):
        exported(store, tmp_path, form)
    assert held(tmp_path) == before


@pytest.mark.parametrize("form", FORMATS)
def test_an_interrupt_leaves_the_old_export(store, tmp_path, form):  # noqa: F811
    exported(store, tmp_path, form, year=2021)
    before = held(tmp_path)

    def interrupted(editions):
        yield next(iter(editions))
        raise KeyboardInterrupt

    with store.kept() as editions, pytest.raises(KeyboardInterrupt):
        write_export(tmp_path, form, interrupted(editions))
    assert held(tmp_path) == before


def test_a_place_that_is_no_folder_is_refused(store, tmp_path):  # noqa: F811
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match="file"):
        exported(store, tmp_path / "file")
    assert (tmp_path / "file").read_text() == ""
