"""The same readings in SQLite and in Postgres give the same export, to the byte."""

import tempfile
from pathlib import Path

import pytest

from gipcrawler.export import FORMATS
from gipcrawler.store import Store
from tests.export.test_formats import READINGS, exported
from tests.postgres import server

pytestmark = pytest.mark.needs("postgresql")


@pytest.fixture(scope="module")
def stores(tmp_path_factory):
    """One of each kind. The server's folder is not below pytest's own, which only its owner may enter."""
    with tempfile.TemporaryDirectory(prefix="gip-pg-") as folder, server(Path(folder)) as running:
        urls = f"sqlite:///{tmp_path_factory.mktemp('store')}/gip.db", running.database()
        opened = tuple(map(Store.open, urls))
        for each, readings in zip(opened, (READINGS, READINGS[::-1]), strict=True):
            for one in readings:
                each.save(one)
        yield opened
        for each in opened:
            each.close()


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("selection", [{}, {"place": "370000", "year": 2020}])
def test_an_export_is_the_same_from_both(stores, tmp_path, form, selection):
    ours, theirs = (exported(store, tmp_path / str(at), form, **selection) for at, store in enumerate(stores))
    names = sorted(path.name for path in ours.iterdir())
    assert names == sorted(path.name for path in theirs.iterdir())
    for name in names:
        assert (ours / name).read_bytes() == (theirs / name).read_bytes(), name
