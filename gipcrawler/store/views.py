"""The view `reports` for the program itself: its columns typed, in the order of INTERFACES.md."""

from sqlalchemy import Date, Integer, String, column, table

from gipcrawler.store.columns import Moment

reports = table(
    "reports",
    column("report_id", Integer),
    column("publisher", String),
    column("place", String),
    column("level", String),
    column("year", Integer),
    column("editions", Integer),
    column("title", String),
    column("published", Date),
    column("form", String),
    column("broken", Integer),
    column("source_url", String),
    column("first_captured", Moment),
    column("last_captured", Moment),
    column("record_id", String),
)
