"""Make the site over a database and run it, on this machine alone unless it is told otherwise."""

import asyncio
import secrets
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import uvicorn
from datasette.app import Datasette  # type: ignore[import-untyped]  # Datasette has no types
from datasette.database import Database  # type: ignore[import-untyped]  # as above
from datasette.plugins import pm  # type: ignore[import-untyped]  # as above

from gipcrawler.browse.plugin import Plugin
from gipcrawler.browse.remembered import Remembered
from gipcrawler.browse.site import Site
from gipcrawler.browse.warm import warm
from gipcrawler.store import Store

NAME = "data"
"""The database on Datasette's own pages: `/data/reports`."""
SETTINGS = {
    "allow_download": False,  # the export has what there is, in order
    "default_cache_ttl": 0,  # a crawl may be writing
    "facet_time_limit_ms": 500,
    "sql_time_limit_ms": 5000,  # a researcher's questions go over all cells
    "max_returned_rows": 10_000,
    "num_sql_threads": 4,
}
METADATA = {
    "title": "政府信息公开工作年度报告",
    "databases": {
        NAME: {
            "tables": {
                "reports": {"facets": ["year", "level", "form"], "sort": "report_id"},
                "finding": {"facets": ["verdict", "rule"]},
            }
        }
    },
}


class Browsing(NamedTuple):
    """How a site is to be run: where, from which database, and whether verdicts may be written.

    `origin` is the database that `database`, an SQLite file, is a snapshot of, where it is one.
    """

    database: Path
    archive: Path
    host: str = "127.0.0.1"
    port: int = 8001
    write: bool = False
    replay: str = "http://localhost:8080"
    origin: str | None = None


def serve(browsing: Browsing, started: Callable[[str | None], None]) -> None:
    """Run the site until it is interrupted; `started` is called with the token for writing once it answers."""
    site = site_of(browsing)
    try:
        asyncio.run(_run(site, browsing, started))
    finally:
        site.store.close()
        if site.origin is not None:
            site.origin.close()


def site_of(browsing: Browsing) -> Site:
    """What the pages of a site work on; raises `StoreError` where the database cannot be opened."""
    return Site(
        store=Store.open(f"sqlite:///{browsing.database}"),
        remembered=Remembered(browsing.database),
        archive=browsing.archive,
        replay=browsing.replay,
        token=secrets.token_urlsafe(24) if browsing.write else None,
        origin=Store.open(browsing.origin) if browsing.origin else None,
    )


def datasette_of(site: Site, database: Path) -> tuple[Datasette, Plugin]:
    """Datasette over the database with our plugin, which whoever made it unregisters when he is done."""
    # it would print every wrong question with all variables; imported here, for it registers itself on the way
    vars(import_module("datasette.handle_exception"))["rich"] = None
    made = Datasette(settings=SETTINGS, metadata=METADATA)
    made.add_database(Database(made, path=str(database), is_mutable=True), name=NAME)
    plugin = Plugin(made, site)
    pm.register(plugin)
    return made, plugin


async def _run(site: Site, browsing: Browsing, started: Callable[[str | None], None]) -> None:
    made, plugin = datasette_of(site, browsing.database)
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
            await serving
            await warming
        await serving
    finally:
        pm.unregister(plugin)
