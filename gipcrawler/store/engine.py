"""Open a database by its URL: with the pragmas SQLite needs, migrated, and every failure as one sentence."""

from functools import partial
from json import dumps
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from sqlite3 import OperationalError
from time import monotonic, sleep

from alembic.util import CommandError
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from gipcrawler.errors import StoreError
from gipcrawler.store.metrics import keep_dictionary
from gipcrawler.store.migrations import upgrade

BUSY_SECONDS = 60
ROWS_LOOKED_AT = 1000
WRITER = 711_2019
"""The number of the advisory lock that a writing transaction holds on Postgres."""


def open_engine(url: str) -> Engine:
    """The engine of a migrated database; the folder of an SQLite file is made when it is not there.

    Raises `StoreError` for a URL that names no database, and for one that cannot be opened or migrated.
    """
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise StoreError("DATABASE_URL is no database address; an example: sqlite:///archive/gip.db") from error
    shown = address.render_as_string()  # without the password
    if address.get_backend_name() not in _PREPARE:
        raise StoreError(f"The database {shown} is neither SQLite (sqlite:///…) nor Postgres (postgresql+psycopg://…).")
    try:
        _make_folder(address)
        engine = create_engine(address, json_serializer=partial(dumps, ensure_ascii=False))
    except (NoSuchModuleError, ImportError, OSError) as error:
        raise StoreError(f"The database {shown} cannot be opened here: {error}") from error
    _PREPARE[address.get_backend_name()](engine)
    try:
        with writing(engine).execution_options(gip_migrates=True).begin() as connection:
            upgrade(connection)
            keep_dictionary(connection)
    except CommandError as error:
        engine.dispose()
        raise StoreError(f"The database {shown} was made by another version of gipcrawler: {error}") from error
    except DBAPIError as error:
        engine.dispose()
        raise StoreError(f"The database {shown} cannot be opened: {error.orig}") from error
    return engine


def is_there(url: str) -> bool:
    """Whether a database may be opened without being made: false for an SQLite file that does not exist yet."""
    try:
        address = make_url(url)
    except ArgumentError:
        return False
    return address.get_backend_name() != "sqlite" or bool(address.database and Path(address.database).exists())


def writing(engine: Engine) -> Engine:
    """The same engine for transactions that write: on SQLite they take the write lock before they read anything.

    A transaction that reads first and writes later fails at once when another process wrote in between, however
    long the busy timeout (https://www.sqlite.org/isolation.html); one that locks first waits its turn. On Postgres an
    advisory lock does the same: numbers are given, and publishers made, by one transaction at a time.
    """
    return engine.execution_options(gip_writes=True)


def count_rows(engine: Engine) -> None:
    """Let the database look how its rows are spread: without it SQLite goes through every cell for one metric."""
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA analysis_limit = {ROWS_LOOKED_AT}")
        connection.exec_driver_sql("ANALYZE")


def _make_folder(address: URL) -> None:
    if address.get_backend_name() == "sqlite" and address.database and address.database != ":memory:":
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)


def _set_wal(connection: SqliteConnection) -> None:
    """Set write-ahead logging; the busy timeout does not cover the switch, for which two new processes may meet."""
    patience = monotonic() + BUSY_SECONDS
    while True:
        try:
            (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
            if mode == "delete":
                connection.execute("PRAGMA journal_mode = WAL")
        except OperationalError:
            if monotonic() > patience:
                raise
            sleep(0.02)
        else:
            return


def _prepare_postgres(engine: Engine) -> None:
    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get("gip_writes", False):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER})")


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _connect(connection: SqliteConnection, _record: object) -> None:
        connection.isolation_level = None  # we begin transactions ourselves, DDL included
        connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
        _set_wal(connection)
        connection.execute("PRAGMA synchronous = NORMAL")  # the archive is the truth: a lost row is re-read from it

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        writes, migrates = options.get("gip_writes", False), options.get("gip_migrates", False)
        # a migration that makes a table anew drops what others refer to (https://www.sqlite.org/lang_altertable.html)
        connection.exec_driver_sql(f"PRAGMA foreign_keys = {'OFF' if migrates else 'ON'}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


_PREPARE = {"sqlite": _prepare_sqlite, "postgresql": _prepare_postgres}
