"""The tables of INTERFACES.md as SQLAlchemy Core, and those that stand behind them: what the migrations arrive at."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    text,
)

from gipcrawler.store.columns import Exact, Moment, Prose

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

CURRENT = text("is_current")
UNREAD = text("edition_id IS NULL AND unreadable IS NOT NULL")

# An organ that must report. `identity` is never null, so that the database itself keeps two publishers from being one.
publisher = Table(
    "publisher",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("identity", Prose, nullable=False, unique=True),
    Column("name", Prose),
    Column("place", String, index=True),
    Column("level", String),
)

# What a publisher owes for one year; `identity` is the year, or the address of a report whose year is unknown.
report = Table(
    "report",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("publisher_id", ForeignKey("publisher.id"), nullable=False),
    Column("identity", Prose, nullable=False),
    Column("year", Integer, index=True),
    UniqueConstraint("publisher_id", "identity"),
)

# One observation. A capture is evidence by itself: it outlives its reading, and needs no row of its run. The report
# documents of one entry (page and attachments) are captures of the edition that one of them gave: `entry` is the first
# of them, which also keeps what its listing said of it. `member` names a file within an archive that was captured.
capture = Table(
    "capture",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("record_id", String, nullable=False),
    Column("member", Prose, nullable=False, server_default=text("''")),
    Column("url", Prose, nullable=False, index=True),
    Column("captured_at", Moment, nullable=False, index=True),
    Column("status", Integer, nullable=False),
    Column("media_type", Prose, nullable=False),
    Column("warc_file", Prose, nullable=False),
    Column("warc_offset", BigInteger, nullable=False),
    Column("warc_length", BigInteger, nullable=False),
    Column("block_digest", String, nullable=False),
    Column("payload_digest", String, nullable=False, index=True),
    Column("run", String, nullable=False, index=True),
    Column("source", Prose, nullable=False),
    Column("place", String, nullable=False),
    Column("entry", ForeignKey("capture.id"), index=True),
    Column("listed", JSON(none_as_null=True)),
    Column("edition_id", ForeignKey("edition.id", use_alter=True), index=True),
    Column("unreadable", Prose),
    UniqueConstraint("record_id", "member"),
    Index("ix_capture_source_captured_at", "source", "captured_at"),
    Index("ix_capture_unread", "place", sqlite_where=UNREAD, postgresql_where=UNREAD),
)

# One distinct content of a report; `read_from` is the capture whose bytes gave its sections and cells. `cells` counts
# its cells, `figures` those that hold a number, `blanks` the empty and dashed ones; `held` counts the rules that hold,
# null until somebody did.
edition = Table(
    "edition",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("report_id", ForeignKey("report.id"), nullable=False),
    Column("digest", String, nullable=False),
    Column("read_from", ForeignKey("capture.id"), nullable=False, index=True),
    Column("is_current", Boolean, nullable=False),
    Column("first_seen", Moment, nullable=False),
    Column("last_seen", Moment, nullable=False),
    Column("parser_version", String, nullable=False),
    Column("title", Prose),
    Column("issuer", Prose),
    Column("place", String),
    Column("published", Date),
    Column("media_type", Prose, nullable=False),
    Column("form", String),
    Column("forms", JSON, nullable=False),
    Column("leftovers", JSON, nullable=False),
    Column("evidence", JSON, nullable=False, server_default="{}"),
    Column("cells", Integer, nullable=False, server_default="0"),
    Column("figures", Integer, nullable=False, server_default="0"),
    Column("blanks", Integer, nullable=False, server_default="0"),
    Column("held", Integer),
    UniqueConstraint("report_id", "digest"),
)

# The documents that an edition was read from beside `read_from`, where an issuer split the report over several; the
# number is that of `origin.document`.
edition_document = Table(
    "edition_document",
    metadata,
    Column("edition_id", ForeignKey("edition.id"), primary_key=True),
    Column("document", Integer, primary_key=True),
    Column("capture_id", ForeignKey("capture.id"), nullable=False, index=True),
)

section = Table(
    "section",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("edition_id", ForeignKey("edition.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("section_key", String),
    Column("number", Prose),
    Column("title", Prose, nullable=False),
    Column("text", Prose, nullable=False),
    UniqueConstraint("edition_id", "position"),
)

# What a check says of a report, or of a pair with the report `against`. `id` is the same whenever the same rule speaks
# of the same place in the same bytes, so that a verdict by hand survives a reading anew.
finding = Table(
    "finding",
    metadata,
    Column("id", String, primary_key=True),
    Column("edition_id", ForeignKey("edition.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("rule", String, nullable=False),
    Column("subject", Prose, nullable=False),
    Column("verdict", String, nullable=False),
    Column("left_side", Exact),
    Column("right_side", Exact),
    Column("says", Prose, nullable=False),
    Column("against", ForeignKey("report.id"), index=True),
    Index("ix_finding_edition_id", "edition_id", "verdict"),
    Index("ix_finding_verdict", "verdict", "rule"),
)

# What people say of findings, all of it; the last word on a finding counts.
judgement = Table(
    "judgement",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("finding_id", String, nullable=False, index=True),
    Column("verdict", String, nullable=False),
    Column("note", Prose),
    Column("who", Prose, nullable=False),
    Column("judged_at", Moment, nullable=False),
)

run = Table(
    "run",
    metadata,
    Column("run", String, primary_key=True),
    Column("spider", String, nullable=False),
    Column("arguments", JSON, nullable=False),
    Column("started", Moment, nullable=False),
    Column("finished", Moment),
    Column("verdict", String),
    Column("sources", JSON, nullable=False),
    Column("captures", Integer, nullable=False),
    Column("bytes", BigInteger, nullable=False),
    Column("fell_short", JSON, nullable=False),
)

# A reading by hand on top of an edition: who says so and why; its cells stand in `corrected_cell`.
correction = Table(
    "correction",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("edition_id", ForeignKey("edition.id"), nullable=False, index=True),
    Column("author", Prose, nullable=False),
    Column("reason", Prose, nullable=False),
    Column("made_at", Moment, nullable=False),
)

# What people note of changes, all of it: a change is an ordered pair of editions, and computed when it is asked for.
remark = Table(
    "remark",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("change_id", String, nullable=False, index=True),
    Column("note", Prose),
    Column("tags", JSON, nullable=False),
    Column("who", Prose, nullable=False),
    Column("noted_at", Moment, nullable=False),
)
