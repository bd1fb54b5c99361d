"""Make the eight tables and the two views that INTERFACES.md promises to readers."""

import sqlalchemy as sa
from alembic import op

from gipcrawler.store.columns import Exact, Moment, Prose

revision = "0001"
down_revision = None

REPORTS = """
CREATE VIEW reports AS
SELECT
    report.id AS report_id,
    publisher.name AS publisher,
    publisher.place AS place,
    publisher.level AS level,
    report.year AS year,
    (SELECT count(*) FROM edition AS e WHERE e.report_id = report.id) AS editions,
    edition.title AS title,
    edition.published AS published,
    edition.form AS form,
    (SELECT count(*) FROM finding WHERE finding.edition_id = edition.id AND finding.verdict = 'broken') AS broken,
    capture.url AS source_url,
    (SELECT min(e.first_seen) FROM edition AS e WHERE e.report_id = report.id) AS first_captured,
    (SELECT max(e.last_seen) FROM edition AS e WHERE e.report_id = report.id) AS last_captured,
    capture.record_id AS record_id
FROM report
JOIN publisher ON publisher.id = report.publisher_id
JOIN edition ON edition.report_id = report.id AND edition.is_current
JOIN capture ON capture.id = edition.read_from
"""

REPORT_CELLS = """
CREATE VIEW report_cells AS
SELECT
    report.id AS report_id,
    edition.id AS edition_id,
    edition.is_current AS is_current,
    publisher.name AS publisher,
    publisher.place AS place,
    publisher.level AS level,
    report.year AS year,
    cell.table_key AS table_key,
    cell.row_key AS row_key,
    cell.sub_row AS sub_row,
    cell.column_key AS column_key,
    cell.raw AS raw,
    cell.value AS value,
    cell.state AS state,
    cell.unit AS unit,
    capture.url AS source_url,
    capture.captured_at AS captured_at,
    capture.warc_file AS warc_file,
    capture.warc_offset AS warc_offset,
    capture.record_id AS record_id
FROM cell
JOIN edition ON edition.id = cell.edition_id
JOIN report ON report.id = edition.report_id
JOIN publisher ON publisher.id = report.publisher_id
JOIN capture ON capture.id = edition.read_from
"""


def upgrade() -> None:
    """Make everything, in an order in which each table finds what it refers to."""
    _owners()
    _evidence()
    _content()
    _runs()
    op.execute(REPORTS)
    op.execute(REPORT_CELLS)


def _owners() -> None:
    op.create_table(
        "publisher",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("identity", Prose, nullable=False),
        sa.Column("name", Prose),
        sa.Column("place", sa.String),
        sa.Column("level", sa.String),
        sa.PrimaryKeyConstraint("id", name="pk_publisher"),
        sa.UniqueConstraint("identity", name="uq_publisher_identity"),
    )
    op.create_index("ix_publisher_place", "publisher", ["place"])
    op.create_table(
        "report",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("publisher_id", sa.Integer, nullable=False),
        sa.Column("identity", Prose, nullable=False),
        sa.Column("year", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_report"),
        sa.ForeignKeyConstraint(["publisher_id"], ["publisher.id"], name="fk_report_publisher_id"),
        sa.UniqueConstraint("publisher_id", "identity", name="uq_report_publisher_id_identity"),
    )
    op.create_index("ix_report_year", "report", ["year"])


def _evidence() -> None:
    op.create_table(
        "capture",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("record_id", sa.String, nullable=False),
        sa.Column("url", Prose, nullable=False),
        sa.Column("captured_at", Moment, nullable=False),
        sa.Column("status", sa.Integer, nullable=False),
        sa.Column("media_type", Prose, nullable=False),
        sa.Column("warc_file", Prose, nullable=False),
        sa.Column("warc_offset", sa.BigInteger, nullable=False),
        sa.Column("warc_length", sa.BigInteger, nullable=False),
        sa.Column("block_digest", sa.String, nullable=False),
        sa.Column("payload_digest", sa.String, nullable=False),
        sa.Column("run", sa.String, nullable=False),
        sa.Column("source", Prose, nullable=False),
        sa.Column("place", sa.String, nullable=False),
        sa.Column("edition_id", sa.Integer),
        sa.Column("unreadable", Prose),
        sa.PrimaryKeyConstraint("id", name="pk_capture"),
        sa.UniqueConstraint("record_id", name="uq_capture_record_id"),
    )
    op.create_table(
        "edition",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("report_id", sa.Integer, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("read_from", sa.Integer, nullable=False),
        sa.Column("is_current", sa.Boolean, nullable=False),
        sa.Column("first_seen", Moment, nullable=False),
        sa.Column("last_seen", Moment, nullable=False),
        sa.Column("parser_version", sa.String, nullable=False),
        sa.Column("title", Prose),
        sa.Column("issuer", Prose),
        sa.Column("place", sa.String),
        sa.Column("published", sa.Date),
        sa.Column("media_type", Prose, nullable=False),
        sa.Column("form", sa.String),
        sa.Column("forms", sa.JSON, nullable=False),
        sa.Column("leftovers", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_edition"),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name="fk_edition_report_id"),
        sa.ForeignKeyConstraint(["read_from"], ["capture.id"], name="fk_edition_read_from"),
        sa.UniqueConstraint("report_id", "digest", name="uq_edition_report_id_digest"),
    )
    op.create_index("ix_edition_read_from", "edition", ["read_from"])
    # Captures and editions refer to each other; a batch closes the circle where a database cannot alter a table.
    with op.batch_alter_table("capture") as batch:
        batch.create_foreign_key("fk_capture_edition_id", "edition", ["edition_id"], ["id"])
    for column in ("payload_digest", "run", "edition_id"):
        op.create_index(f"ix_capture_{column}", "capture", [column])


def _content() -> None:
    op.create_table(
        "section",
        *_part_of_edition("section"),
        sa.Column("section_key", sa.String),
        sa.Column("number", Prose),
        sa.Column("title", Prose, nullable=False),
        sa.Column("text", Prose, nullable=False),
    )
    op.create_table(
        "cell",
        *_part_of_edition("cell"),
        sa.Column("table_key", sa.String, nullable=False),
        sa.Column("row_key", sa.String, nullable=False),
        sa.Column("sub_row", Prose),
        sa.Column("column_key", sa.String, nullable=False),
        sa.Column("label", Prose, nullable=False),
        sa.Column("raw", Prose, nullable=False),
        sa.Column("exact", Exact),
        sa.Column("value", sa.Numeric, sa.Computed("CAST(exact AS NUMERIC)", persisted=True)),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("unit", Prose),
        sa.Column("origin_block", sa.Integer, nullable=False),
        sa.Column("origin_row", sa.Integer),
        sa.Column("origin_column", sa.Integer),
        sa.Column("origin_page", sa.Integer),
    )
    op.create_table(
        "finding",
        *_part_of_edition("finding"),
        sa.Column("rule", sa.String, nullable=False),
        sa.Column("subject", Prose, nullable=False),
        sa.Column("verdict", sa.String, nullable=False),
        sa.Column("left_side", Exact),
        sa.Column("right_side", Exact),
        sa.Column("says", Prose, nullable=False),
    )


def _part_of_edition(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("edition_id", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("edition_id", "position", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=f"fk_{table}_edition_id"),
    )


def _runs() -> None:
    op.create_table(
        "run",
        sa.Column("run", sa.String, nullable=False),
        sa.Column("spider", sa.String, nullable=False),
        sa.Column("arguments", sa.JSON, nullable=False),
        sa.Column("started", Moment, nullable=False),
        sa.Column("finished", Moment),
        sa.Column("verdict", sa.String),
        sa.Column("sources", sa.JSON, nullable=False),
        sa.Column("captures", sa.Integer, nullable=False),
        sa.Column("bytes", sa.BigInteger, nullable=False),
        sa.Column("fell_short", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("run", name="pk_run"),
    )
