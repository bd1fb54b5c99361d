"""Which database a command works on: `--database`, else the setting DATABASE_URL."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from gipcrawler import settings
from gipcrawler.store import Store


def add_database(parser: argparse.ArgumentParser) -> None:
    """Add the option."""
    parser.add_argument(
        "--database",
        metavar="URL",
        default=vars(settings)["DATABASE_URL"],
        help="a SQLAlchemy URL (default: %(default)s)",
    )


@contextmanager
def open_store(arguments: argparse.Namespace) -> Iterator[Store]:
    """The store of a command, made or migrated on first use, and closed after it."""
    store = Store.open(arguments.database)
    try:
        yield store
    finally:
        store.close()
