"""Keep once what repeats in cells, number sections and findings, and make room for what people say of them."""

from hashlib import sha256

import sqlalchemy as sa
from alembic import op

from gipcrawler.store.columns import Moment, Prose
from gipcrawler.store.migrations.versions.v0001_tables_and_views import REPORTS

revision = "0002"
down_revision = "0001"

CELLS = """
CREATE VIEW cells AS
SELECT
    cell.edition_id AS edition_id,
    cell.position AS position,
    field.table_key AS table_key,
    field.row_key AS row_key,
    label.sub_row AS sub_row,
    field.column_key AS column_key,
    label.label AS label,
    coalesce(by_hand.raw, figure.raw) AS raw,
    CASE WHEN by_hand.id IS NULL THEN figure.exact ELSE by_hand.exact END AS exact,
    CASE WHEN by_hand.id IS NULL THEN figure.value ELSE by_hand.value END AS value,
    coalesce(by_hand.state, figure.state) AS state,
    CASE WHEN by_hand.id IS NULL THEN figure.unit ELSE by_hand.unit END AS unit,
    origin.document AS document,
    origin.page AS page,
    origin.block AS block,
    origin."row" AS "row",
    origin."column" AS "column",
    origin.box AS box,
    corrected_cell.correction_id AS correction_id,
    CASE WHEN by_hand.id IS NOT NULL THEN figure.raw END AS machine_raw
FROM cell
JOIN field ON field.id = cell.field_id
JOIN label ON label.id = cell.label_id
JOIN figure ON figure.id = cell.figure_id
JOIN origin ON origin.id = cell.origin_id
LEFT JOIN corrected_cell ON corrected_cell.edition_id = cell.edition_id AND corrected_cell.field_id = cell.field_id
    AND corrected_cell.sub_row = coalesce(label.sub_row, '') AND corrected_cell.is_current
LEFT JOIN figure AS by_hand ON by_hand.id = corrected_cell.figure_id
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
    cells.table_key AS table_key,
    cells.row_key AS row_key,
    cells.sub_row AS sub_row,
    cells.column_key AS column_key,
    cells.raw AS raw,
    cells.value AS value,
    cells.state AS state,
    cells.unit AS unit,
    capture.url AS source_url,
    capture.captured_at AS captured_at,
    capture.warc_file AS warc_file,
    capture.warc_offset AS warc_offset,
    capture.record_id AS record_id
FROM cells
JOIN edition ON edition.id = cells.edition_id
JOIN report ON report.id = edition.report_id
JOIN publisher ON publisher.id = report.publisher_id
JOIN capture ON capture.id = CASE WHEN cells.document = 0 THEN edition.read_from ELSE (
    SELECT edition_document.capture_id FROM edition_document
    WHERE edition_document.edition_id = edition.id AND edition_document.document = cells.document
) END
"""

FILL = """
INSERT INTO {table} (id, {columns})
SELECT row_number() OVER (ORDER BY {order}), {columns} FROM (SELECT DISTINCT {old} FROM old_cell) AS told
"""
DICTIONARIES = {
    "field": ("table_key, row_key, column_key",) * 3,
    "label": ("label, sub_row",) * 3,
    "figure": ("raw, exact, state, unit",) * 3,
    "origin": (
        'block, "row", "column", page, document',
        'origin_block AS block, origin_row AS "row", origin_column AS "column", origin_page AS page, 0 AS document',
        'block, "row", "column", page',
    ),
}
NUMBER_CELLS = """
INSERT INTO cell (edition_id, field_id, position, label_id, figure_id, origin_id)
SELECT old_cell.edition_id, field.id, old_cell.position, label.id, figure.id, origin.id
FROM old_cell
JOIN field ON field.table_key = old_cell.table_key AND field.row_key = old_cell.row_key
    AND field.column_key = old_cell.column_key
JOIN label ON label.label = old_cell.label AND coalesce(label.sub_row, '') = coalesce(old_cell.sub_row, '')
    AND (label.sub_row IS NULL) = (old_cell.sub_row IS NULL)
JOIN figure ON figure.raw = old_cell.raw AND coalesce(figure.exact, '') = coalesce(old_cell.exact, '')
    AND figure.state = old_cell.state AND coalesce(figure.unit, '') = coalesce(old_cell.unit, '')
JOIN origin ON origin.block = old_cell.origin_block AND coalesce(origin."row", -1) = coalesce(old_cell.origin_row, -1)
    AND coalesce(origin."column", -1) = coalesce(old_cell.origin_column, -1)
    AND coalesce(origin.page, -1) = coalesce(old_cell.origin_page, -1)
ORDER BY old_cell.edition_id, field.id, old_cell.position
"""
COUNT = """
UPDATE edition SET {column} = (SELECT count(*) FROM old_cell WHERE old_cell.edition_id = edition.id AND {states})
"""
COUNTED = {"cells": "true", "figures": "state = 'number'", "blanks": "state IN ('blank', 'dash')"}


def upgrade() -> None:
    """Keep every row that is there; only how it is written changes."""
    op.execute("DROP VIEW report_cells")
    op.execute("DROP VIEW reports")
    _captures()
    _cells()
    _editions()
    _sections()
    _findings()
    op.execute(REPORTS)
    op.execute(CELLS)
    op.execute(REPORT_CELLS)


def _captures() -> None:
    with op.batch_alter_table("capture") as batch:
        batch.add_column(sa.Column("member", Prose, nullable=False, server_default=""))
        batch.add_column(sa.Column("entry", sa.Integer))
        batch.add_column(sa.Column("listed", sa.JSON))
        batch.drop_constraint("uq_capture_record_id", type_="unique")
        batch.create_unique_constraint("uq_capture_record_id_member", ["record_id", "member"])
        batch.create_foreign_key("fk_capture_entry", "capture", ["entry"], ["id"])
    for column in ("url", "captured_at", "entry"):
        op.create_index(f"ix_capture_{column}", "capture", [column])
    op.create_index("ix_capture_source_captured_at", "capture", ["source", "captured_at"])
    unread = sa.text("edition_id IS NULL AND unreadable IS NOT NULL")
    op.create_index("ix_capture_unread", "capture", ["place"], sqlite_where=unread, postgresql_where=unread)


def _cells() -> None:
    op.create_table(
        "field",
        _number(),
        sa.Column("table_key", sa.String, nullable=False),
        sa.Column("row_key", sa.String, nullable=False),
        sa.Column("column_key", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_field"),
    )
    op.create_table(
        "label",
        _number(),
        sa.Column("label", Prose, nullable=False),
        sa.Column("sub_row", Prose),
        sa.PrimaryKeyConstraint("id", name="pk_label"),
    )
    op.create_table(
        "figure",
        _number(),
        sa.Column("raw", Prose, nullable=False),
        sa.Column("exact", sa.String),
        sa.Column("value", sa.Numeric, sa.Computed("CAST(exact AS NUMERIC)", persisted=True)),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("unit", Prose),
        sa.PrimaryKeyConstraint("id", name="pk_figure"),
    )
    op.create_table(
        "origin",
        _number(),
        sa.Column("block", sa.Integer, nullable=False),
        sa.Column("row", sa.Integer),
        sa.Column("column", sa.Integer),
        sa.Column("page", sa.Integer),
        sa.Column("box", sa.String),
        sa.Column("document", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_origin"),
    )
    op.execute("ALTER TABLE cell RENAME TO old_cell")
    if op.get_bind().dialect.name == "postgresql":  # where the names of constraints outlive a table's
        op.execute("ALTER TABLE old_cell RENAME CONSTRAINT pk_cell TO pk_old_cell")
    for table, (columns, old, order) in DICTIONARIES.items():
        op.execute(FILL.format(table=table, columns=columns, old=old, order=order))
    op.create_table(
        "cell",
        sa.Column("edition_id", sa.Integer, nullable=False),
        sa.Column("field_id", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("label_id", sa.Integer, nullable=False),
        sa.Column("figure_id", sa.Integer, nullable=False),
        sa.Column("origin_id", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("edition_id", "field_id", "position", name="pk_cell"),
        *(
            sa.ForeignKeyConstraint([f"{to}_id"], [f"{to}.id"], name=f"fk_cell_{to}_id")
            for to in ("edition", "field", "label", "figure", "origin")
        ),
        sqlite_with_rowid=False,
    )
    op.execute(NUMBER_CELLS)
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("edition_id", sa.Integer, nullable=False),
        sa.Column("author", Prose, nullable=False),
        sa.Column("reason", Prose, nullable=False),
        sa.Column("made_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_correction"),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name="fk_correction_edition_id"),
    )
    op.create_index("ix_correction_edition_id", "correction", ["edition_id"])
    op.create_table(
        "corrected_cell",
        sa.Column("edition_id", sa.Integer, nullable=False),
        sa.Column("field_id", sa.Integer, nullable=False),
        sa.Column("sub_row", Prose, nullable=False),
        sa.Column("correction_id", sa.Integer, nullable=False),
        sa.Column("figure_id", sa.Integer, nullable=False),
        sa.Column("is_current", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("edition_id", "field_id", "sub_row", "correction_id", name="pk_corrected_cell"),
        *(
            sa.ForeignKeyConstraint([f"{to}_id"], [f"{to}.id"], name=f"fk_corrected_cell_{to}_id")
            for to in ("edition", "field", "correction", "figure")
        ),
    )
    op.create_index(
        "ix_corrected_cell_current",
        "corrected_cell",
        ["edition_id", "field_id", "sub_row"],
        unique=True,
        sqlite_where=sa.text("is_current"),
        postgresql_where=sa.text("is_current"),
    )


def _number() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, autoincrement=False, nullable=False)


def _editions() -> None:
    for column in ("cells", "figures", "blanks"):
        op.add_column("edition", sa.Column(column, sa.Integer, nullable=False, server_default="0"))
    op.add_column("edition", sa.Column("held", sa.Integer))
    op.add_column("edition", sa.Column("evidence", sa.JSON, nullable=False, server_default="{}"))
    for column, states in COUNTED.items():
        op.execute(COUNT.format(column=column, states=states))
    op.drop_table("old_cell")
    op.create_table(
        "edition_document",
        sa.Column("edition_id", sa.Integer, nullable=False),
        sa.Column("document", sa.Integer, nullable=False),
        sa.Column("capture_id", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("edition_id", "document", name="pk_edition_document"),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name="fk_edition_document_edition_id"),
        sa.ForeignKeyConstraint(["capture_id"], ["capture.id"], name="fk_edition_document_capture_id"),
    )
    op.create_index("ix_edition_document_capture_id", "edition_document", ["capture_id"])


def _sections() -> None:
    op.create_table(
        "new_section",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("edition_id", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("section_key", sa.String),
        sa.Column("number", Prose),
        sa.Column("title", Prose, nullable=False),
        sa.Column("text", Prose, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_new_section"),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name="fk_new_section_edition_id"),
        sa.UniqueConstraint("edition_id", "position", name="uq_section_edition_id_position"),
    )
    columns = "edition_id, position, section_key, number, title, text"
    op.execute(
        f"INSERT INTO new_section (id, {columns}) SELECT row_number() OVER (ORDER BY edition_id, position), {columns}"  # noqa: S608 - own names
        " FROM section"
    )
    op.drop_table("section")
    op.rename_table("new_section", "section")
    if op.get_bind().dialect.name == "postgresql":
        for kind, of in (("pk", ""), ("fk", "_edition_id")):
            op.execute(f"ALTER TABLE section RENAME CONSTRAINT {kind}_new_section{of} TO {kind}_section{of}")


def _findings() -> None:
    bind = op.get_bind()
    told = bind.execute(
        sa.text(
            "SELECT publisher.identity, report.identity, capture.payload_digest, '' AS member, finding.rule,"
            " finding.subject, finding.edition_id, finding.position, finding.verdict, finding.left_side,"
            " finding.right_side, finding.says FROM finding JOIN edition ON edition.id = finding.edition_id"
            " JOIN report ON report.id = edition.report_id JOIN publisher ON publisher.id = report.publisher_id"
            " JOIN capture ON capture.id = edition.read_from ORDER BY finding.edition_id, finding.position"
        )
    ).all()
    op.drop_table("finding")
    made = op.create_table(
        "finding",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("edition_id", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("rule", sa.String, nullable=False),
        sa.Column("subject", Prose, nullable=False),
        sa.Column("verdict", sa.String, nullable=False),
        sa.Column("left_side", sa.String),
        sa.Column("right_side", sa.String),
        sa.Column("says", Prose, nullable=False),
        sa.Column("against", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_finding"),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name="fk_finding_edition_id"),
        sa.ForeignKeyConstraint(["against"], ["report.id"], name="fk_finding_against"),
    )
    times: dict[tuple[str, ...], int] = {}
    rows = []
    for row in told:
        times[tuple(row[:6])] = times.get(tuple(row[:6]), 0) + 1
        name = "\n".join((*row[:6], str(times[tuple(row[:6])])))
        rows.append(
            {"id": sha256(name.encode()).hexdigest()[:16], "rule": row[4], "subject": row[5], "against": None}
            | dict(zip(("edition_id", "position", "verdict", "left_side", "right_side", "says"), row[6:], strict=True))
        )
    op.bulk_insert(made, rows)
    op.create_index("ix_finding_edition_id", "finding", ["edition_id", "verdict"])
    op.create_index("ix_finding_verdict", "finding", ["verdict", "rule"])
    op.create_index("ix_finding_against", "finding", ["against"])
    op.create_table(
        "judgement",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("finding_id", sa.String, nullable=False),
        sa.Column("verdict", sa.String, nullable=False),
        sa.Column("note", Prose),
        sa.Column("who", Prose, nullable=False),
        sa.Column("judged_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_judgement"),
    )
    op.create_index("ix_judgement_finding_id", "judgement", ["finding_id"])
