"""Make room for the dictionary of metrics, and show every report's metrics in a view."""

import sqlalchemy as sa
from alembic import op

from gipcrawler.store.columns import Prose

revision = "0003"
down_revision = "0002"

# Money that a cell gives in another unit than its column
FIGURE = """figure.value * CASE WHEN metric.unit <> '万元' THEN 1.0 WHEN figure.unit = '亿元' THEN 10000.0 ELSE 1.0 END
            / CASE WHEN metric.unit = '万元' AND figure.unit = '元' THEN 10000.0 ELSE 1.0 END"""
# A metric of a report is the sum of the cells that its form has for it, or such a sum divided by another; it has none
# where a cell is missing or holds no number.
METRICS = """
CREATE VIEW metrics AS
SELECT
    report.id AS report_id,
    edition.id AS edition_id,
    publisher.name AS publisher,
    publisher.place AS place,
    publisher.level AS level,
    report.year AS year,
    metric.id AS metric,
    CASE
        WHEN count(figure.value) < count(*) THEN NULL
        WHEN count(DISTINCT 2 * cell.field_id + metric_term.part) < max(metric_term.of_form) THEN NULL
        WHEN max(metric_term.part) = 0 THEN sum(metric_term.sign * {figure})
        ELSE 1.0 * sum((1 - metric_term.part) * metric_term.sign * {figure})
            / nullif(sum(metric_term.part * metric_term.sign * {figure}), 0)
    END AS value,
    metric.unit AS unit
FROM metric
JOIN metric_term ON metric_term.metric_id = metric.id
JOIN edition ON edition.is_current AND edition.forms ->> metric_term.table_key = metric_term.form
    AND (metric_term.unless_table IS NULL OR edition.forms ->> metric_term.unless_table IS NULL)
JOIN report ON report.id = edition.report_id
JOIN publisher ON publisher.id = report.publisher_id
JOIN cell ON cell.edition_id = edition.id AND cell.field_id = metric_term.field_id
JOIN label ON label.id = cell.label_id
LEFT JOIN corrected_cell ON corrected_cell.edition_id = cell.edition_id AND corrected_cell.field_id = cell.field_id
    AND corrected_cell.sub_row = coalesce(label.sub_row, '') AND corrected_cell.is_current
JOIN figure ON figure.id = coalesce(corrected_cell.figure_id, cell.figure_id)
GROUP BY metric.id, edition.id, report.id, publisher.id
"""


def upgrade() -> None:
    """The tables stay empty here: they are filled from the dictionary whenever a database is opened."""
    op.create_table(
        "metric",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("theme", sa.String, nullable=False),
        sa.Column("name_zh", Prose, nullable=False),
        sa.Column("name_en", Prose, nullable=False),
        sa.Column("unit", Prose, nullable=False),
        sa.Column("since", sa.Integer, nullable=False),
        sa.Column("until", sa.Integer),
        sa.Column("over_publishers", sa.Boolean, nullable=False),
        sa.Column("over_years", sa.Boolean, nullable=False),
        sa.Column("breaks", sa.String, nullable=False),
        sa.Column("caveat_zh", Prose, nullable=False),
        sa.Column("caveat_en", Prose, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_metric"),
    )
    op.create_table(
        "metric_term",
        sa.Column("metric_id", sa.String, nullable=False),
        sa.Column("form", sa.String, nullable=False),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("field_id", sa.Integer, nullable=False),
        sa.Column("table_key", sa.String, nullable=False),
        sa.Column("sign", sa.Integer, nullable=False),
        sa.Column("of_form", sa.Integer, nullable=False),
        sa.Column("unless_table", sa.String),
        sa.PrimaryKeyConstraint("metric_id", "form", "part", "field_id", name="pk_metric_term"),
        sa.ForeignKeyConstraint(["metric_id"], ["metric.id"], name="fk_metric_term_metric_id"),
        sa.ForeignKeyConstraint(["field_id"], ["field.id"], name="fk_metric_term_field_id"),
    )
    op.create_table(
        "dictionary",
        sa.Column("name", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_dictionary"),
    )
    op.execute(METRICS.format(figure=FIGURE))
