"""The tables of the dictionary of metrics: what a figure means, and which cells of each form it counts."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table

from gipcrawler.store.columns import Prose
from gipcrawler.store.tables import metadata

metric = Table(
    "metric",
    metadata,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("theme", String, nullable=False),
    Column("name_zh", Prose, nullable=False),
    Column("name_en", Prose, nullable=False),
    Column("unit", Prose, nullable=False),
    Column("since", Integer, nullable=False),
    Column("until", Integer),
    Column("over_publishers", Boolean, nullable=False),
    Column("over_years", Boolean, nullable=False),
    Column("breaks", String, nullable=False),
    Column("caveat_zh", Prose, nullable=False),
    Column("caveat_en", Prose, nullable=False),
)

# The cells that a metric counts in the reports that follow a form; `of_form` is how many these are, and `part` 1 for
# those that the others are divided by. Where a report has `unless_table` too, a newer form tells the metric there.
metric_term = Table(
    "metric_term",
    metadata,
    Column("metric_id", ForeignKey("metric.id"), primary_key=True),
    Column("form", String, primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("field_id", ForeignKey("field.id"), primary_key=True),
    Column("table_key", String, nullable=False),
    Column("sign", Integer, nullable=False),
    Column("of_form", Integer, nullable=False),
    Column("unless_table", String),
)

# Which state of a dictionary of the program the tables hold.
dictionary = Table(
    "dictionary",
    metadata,
    Column("name", String, primary_key=True),
    Column("digest", String, nullable=False),
)
