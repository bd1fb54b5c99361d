"""Index the text of sections for search: FTS5 with trigrams on SQLite, pg_trgm on Postgres."""

from alembic import op

revision = "0004"
down_revision = "0003"

# The index keeps no text of its own; `section_terms` lists its trigrams, for words of one or two characters.
SQLITE = (
    """CREATE VIRTUAL TABLE section_text USING fts5(
        text, content = 'section', content_rowid = 'id', tokenize = 'trigram', columnsize = 0
    )""",
    "CREATE VIRTUAL TABLE section_terms USING fts5vocab('section_text', 'row')",
    """CREATE TRIGGER section_text_insert AFTER INSERT ON section BEGIN
        INSERT INTO section_text (rowid, text) VALUES (new.id, new.text);
    END""",
    """CREATE TRIGGER section_text_delete AFTER DELETE ON section BEGIN
        INSERT INTO section_text (section_text, rowid, text) VALUES ('delete', old.id, old.text);
    END""",
    """CREATE TRIGGER section_text_update AFTER UPDATE OF id, text ON section BEGIN
        INSERT INTO section_text (section_text, rowid, text) VALUES ('delete', old.id, old.text);
        INSERT INTO section_text (rowid, text) VALUES (new.id, new.text);
    END""",
    "INSERT INTO section_text (section_text) VALUES ('rebuild')",
)
# Where the role may not make the extension, search reads every text: slower, and as right.
POSTGRES = """
DO $$ BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    CREATE INDEX ix_section_text ON section USING gin (text gin_trgm_ops);
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
    RAISE WARNING 'pg_trgm cannot be had here: search will be slow';
END $$
"""


def upgrade() -> None:
    """Make the index over what is there; the database keeps it up to date by itself."""
    for statement in {"sqlite": SQLITE, "postgresql": (POSTGRES,)}[op.get_bind().dialect.name]:
        op.execute(statement)
