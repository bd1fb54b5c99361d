"""Make room for what people note of changes."""

import sqlalchemy as sa
from alembic import op

from gipcrawler.store.columns import Moment, Prose

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """A change is known by publisher, year and bytes of both sides: it has no row of its own."""
    op.create_table(
        "remark",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("change_id", sa.String, nullable=False),
        sa.Column("note", Prose),
        sa.Column("tags", sa.JSON, nullable=False),
        sa.Column("who", Prose, nullable=False),
        sa.Column("noted_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_remark"),
    )
    op.create_index("ix_remark_change_id", "remark", ["change_id"])
