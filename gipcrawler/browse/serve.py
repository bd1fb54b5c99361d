"""Make the site over a database and run it, on this machine alone unless it is told otherwise."""

import asyncio
import secrets
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import uvicorn
from datasette.app import Datasette  # type: ignore[import-untyped]  # Datasette has no types
from datasette.plugins import pm  # type: ignore[import-untyped]  # as above

from gipcrawler.browse.plugin import Plugin
from gipcrawler.browse.remembered import Remembered
from gipcrawler.browse.site import Site
from gipcrawler.browse.tables import Tables
from gipcrawler.browse.warm import warm
from gipcrawler.errors import StoreError
from gipcrawler.store import Store
from gipcrawler.store.snapshot import sqlite_file, take, taken_at

SNAPSHOT = "browse.db"
NAME = "data"
"""The database on Datasette's own pages: `/data/reports`."""
SETTINGS = {
    "allow_download": False,  # the export has what there is, in order
    "default_cache_ttl": 0,  # a crawl may be writing
    "facet_time_limit_ms": 500,
    "suggest_facets": False,  # it tries every column over the whole database; `_facet` in the address counts one
    "sql_time_limit_ms": 5000,  # a researcher's questions go over all cells
    "max_returned_rows": 10_000,
    "num_sql_threads": 4,
}
METADATA = {"title": "政府信息公开工作年度报告"}


class Browsing(NamedTuple):
    """How a site is to be run: where, from which database, and whether verdicts may be written.

    Of a database that is no SQLite file a snapshot in the archive's folder is shown, `refresh` old at most.
    """

    database: str
    archive: Path
    host: str = "127.0.0.1"
    port: int = 8001
    write: bool = False
    replay: str = "http://localhost:8080"
    refresh: timedelta = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Shown:
    """The SQLite file that is shown, and whether it is a copy of the database."""

    browsing: Browsing
    file: Path
    is_copy: bool

    def renewed(self) -> datetime | None:
        """The moment that the copy shows, made anew where it is too old; null where it is none."""
        if not self.is_copy:
            return None
        moment = taken_at(self.file)
        if moment is not None and datetime.now(UTC) - moment < self.browsing.refresh:
            return moment
        self.file.parent.mkdir(parents=True, exist_ok=True)
        return take(self.browsing.database, self.file)


def serve(browsing: Browsing, started: Callable[[str | None], None]) -> None:
    """Run the site until it is interrupted; `started` is called with the token for writing once it answers."""
    file = sqlite_file(browsing.database)
    shown = Shown(browsing, file or browsing.archive / SNAPSHOT, is_copy=file is None)
    site = site_of(shown)
    try:
        asyncio.run(_run(site, shown, started))
        raise KeyboardInterrupt  # a site ends by nothing else; uvicorn took the signal, and may not have passed it on
    finally:
        site.store.close()
        if site.origin is not None:
            site.origin.close()


def site_of(shown: Shown) -> Site:
    """What the pages of a site work on; raises `StoreError` where the database cannot be opened."""
    browsing = shown.browsing
    taken = shown.renewed()
    return Site(
        store=Store.open(f"sqlite:///{shown.file}"),
        remembered=Remembered(shown.file),
        archive=browsing.archive,
        replay=browsing.replay,
        token=secrets.token_urlsafe(24) if browsing.write else None,
        origin=Store.open(browsing.database) if shown.is_copy else None,
        taken_at=taken,
    )


def datasette_of(site: Site, database: Path) -> tuple[Datasette, Plugin]:
    """Datasette over the database with our plugin, which whoever made it unregisters when he is done."""
    # it would print every wrong question with all variables; imported here, for it registers itself on the way
    vars(import_module("datasette.handle_exception"))["rich"] = None
    made = Datasette(settings=SETTINGS, metadata=METADATA)
    made.add_database(Tables(made, path=str(database), is_mutable=True), name=NAME)
    plugin = Plugin(made, site)
    pm.register(plugin)
    return made, plugin


async def _renew(site: Site, shown: Shown) -> None:
    """Make the copy anew whenever it is too old; where that fails, the old one stays and the terminal says why."""
    while shown.is_copy:
        await asyncio.sleep(max(shown.browsing.refresh.total_seconds(), 1))
        try:
            site.taken_at = await asyncio.to_thread(shown.renewed)
        except StoreError as error:
            print(f"gipcrawler: {error}", file=sys.stderr)  # noqa: T201 - the one line for who runs the site


async def _run(site: Site, shown: Shown, started: Callable[[str | None], None]) -> None:
    browsing = shown.browsing
    made, plugin = datasette_of(site, shown.file)
    try:
        await made.invoke_startup()
        config = uvicorn.Config(
            made.app(), browsing.host, browsing.port, log_level="warning", server_header=False, access_log=False
        )
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve())
        while not (server.started or serving.done()):  # noqa: ASYNC110 - uvicorn has no event to wait for
            await asyncio.sleep(0.02)
        if server.started:
            started(site.token)
            warming = asyncio.create_task(asyncio.to_thread(warm, site))
            counting = asyncio.create_task(made.get_database(NAME).table_counts())
            renewing = asyncio.create_task(_renew(site, shown))
            await serving
            renewing.cancel()
            await asyncio.gather(warming, counting)
        await serving
    finally:
        pm.unregister(plugin)
