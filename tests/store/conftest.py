"""Databases of both kinds, new and empty: what the store promises it promises on SQLite and on Postgres."""

import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine

from gipcrawler.store import Store
from tests.postgres import Server, server


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    # not below pytest's own folder, which only its owner may enter
    with tempfile.TemporaryDirectory(prefix="gip-pg-") as folder, server(Path(folder)) as running:
        yield running


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.needs("postgresql"))])
def any_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/gip.db"
    running: Server = request.getfixturevalue("postgres")
    return running.database()


@pytest.fixture
def url(any_url: str) -> str:
    return any_url


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = Store.open(url)
    yield opened
    opened.close()


@pytest.fixture
def ask(url: str, store: Store) -> Iterator[Callable[..., list[Any]]]:  # noqa: ARG001 - it makes the database
    """Rows of a question in SQL, as tuples; moments as SQLite has them."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield lambda question: [tuple(map(plain, row)) for row in connection.exec_driver_sql(question)]
    engine.dispose()


def plain(value: object) -> object:
    return f"{value.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}" if isinstance(value, datetime) else value
