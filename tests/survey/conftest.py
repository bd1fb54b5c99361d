import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gipcrawler.store import Store
from tests.postgres import server
from tests.survey.filled import fill


def _made(path: Path, content: Callable[[Store], None]) -> Path:
    store = Store.open(f"sqlite:///{path}")
    content(store)
    store.close()
    return path


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _made(tmp_path_factory.mktemp("empty") / "gip.db", lambda _: None)


@pytest.fixture(scope="session")
def filled_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _made(tmp_path_factory.mktemp("filled") / "gip.db", fill)


def _copied(file: Path, folder: Path) -> Iterator[Store]:
    """A copy takes a tenth of making the tables anew."""
    opened = Store.open(f"sqlite:///{shutil.copy(file, folder / 'gip.db')}")
    yield opened
    opened.close()


@pytest.fixture
def store(empty_file: Path, tmp_path: Path) -> Iterator[Store]:
    yield from _copied(empty_file, tmp_path)


@pytest.fixture
def filled(filled_file: Path, tmp_path: Path) -> Iterator[Store]:
    yield from _copied(filled_file, tmp_path)


@pytest.fixture
def postgres() -> Iterator[Store]:
    # not below pytest's own folder, which only its owner may enter
    with tempfile.TemporaryDirectory(prefix="gip-pg-") as folder, server(Path(folder)) as running:
        opened = Store.open(running.database())
        yield opened
        opened.close()
