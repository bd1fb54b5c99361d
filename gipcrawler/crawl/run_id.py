"""A crawler into the name of its run, the same for archive, database and summary."""

import secrets
from datetime import UTC, datetime

from scrapy.crawler import Crawler

STAT = "gip/run"


def run_id(crawler: Crawler) -> str:
    """The run's id: the setting RUN_ID, or `<spider>-<UTC time, 14 digits>-<6 hex digits>` made at the first call.

    It is kept in the crawler's stats as `gip/run`, so that every later call gives the same.
    """
    stats = crawler.stats
    if stats is None:
        raise RuntimeError("a crawler has no run before its settings are applied")
    kept: str | None = stats.get_value(STAT)
    if kept:
        return kept
    made = f"{crawler.spidercls.name}-{datetime.now(UTC):%Y%m%d%H%M%S}-{secrets.token_hex(3)}"
    run = crawler.settings.get("RUN_ID") or made
    stats.set_value(STAT, run)
    return str(run)
