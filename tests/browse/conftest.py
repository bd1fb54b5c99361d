from collections.abc import Iterator
from pathlib import Path

import pytest

from gipcrawler.store import Store
from tests.browse.library import Library, make_library
from tests.browse.serving import Served, serving
from tests.survey.filled import fill

CLOSED = "http://localhost:9"
"""Where no replay answers."""


def filled(folder: Path) -> Path:
    file = folder / "gip.db"
    store = Store.open(f"sqlite:///{file}")
    fill(store)
    store.close()
    return file


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A site over a store with something of everything; nobody may write."""
    with serving(str(filled(tmp_path_factory.mktemp("browse")))) as served:
        yield served


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """An archive and its database, with something of everything that pages show, and with something hostile."""
    return make_library(tmp_path_factory.mktemp("library"))


@pytest.fixture(scope="session")
def shown(library: Library) -> Iterator[Served]:
    """The site over the library; nobody may write, and nothing replays."""
    with serving(str(library.database), "--replay", CLOSED, GIP_ARCHIVE_DIR=str(library.folder)) as served:
        yield served
