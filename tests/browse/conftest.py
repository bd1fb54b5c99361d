from collections.abc import Iterator
from pathlib import Path

import pytest

from gipcrawler.store import Store
from tests.browse.serving import Served, serving
from tests.survey.filled import fill


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
