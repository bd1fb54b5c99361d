import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from gipcrawler.store import Store
from tests.postgres import server


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(f"sqlite:///{tmp_path}/gip.db")
    yield opened
    opened.close()


@pytest.fixture
def postgres() -> Iterator[Store]:
    # not below pytest's own folder, which only its owner may enter
    with tempfile.TemporaryDirectory(prefix="gip-pg-") as folder, server(Path(folder)) as running:
        opened = Store.open(running.database())
        yield opened
        opened.close()
