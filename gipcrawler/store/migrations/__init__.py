"""Bring a database to the tables and views of this version, in one transaction and without a word."""

import logging
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.util import CommandError
from sqlalchemy import Connection

FOLDER = Path(__file__).parent


def upgrade(connection: Connection) -> None:
    """Migrate the database of a connection that is in a transaction; one already up to date is left as it is.

    Raises alembic's `CommandError` for a database that a newer version made.
    """
    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    context = MigrationContext.configure(connection)
    before = context.get_current_heads()
    command.upgrade(config, "head")
    if connection.dialect.name == "sqlite" and context.get_current_heads() != before:
        lost = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if lost is not None:
            raise CommandError(f"a row of {lost[0]} would refer to no row of {lost[2]}")
