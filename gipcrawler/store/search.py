"""Search the text of sections for words, wherever in a word they stand: Chinese has no spaces to cut at."""

from dataclasses import dataclass

from sqlalchemy import Connection, Integer, Select, column, func, select, table, text
from sqlalchemy.sql.elements import ColumnElement

from gipcrawler.errors import ArgumentError
from gipcrawler.store.tables import edition, publisher, report, section
from gipcrawler.store.within import within

MOST = 1000
"""Hits are counted up to here; further ones are there, but nobody reads so many."""
RARE = frozenset({"province", "prefecture"})
"""Levels with few publishers."""
TRIGRAM = 3
NOWHERE = "\uffff" * TRIGRAM
"""A phrase that no text holds: the character is none (Unicode 23.7)."""

section_text = table("section_text", column("rowid", Integer))


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for: words that must all stand in one section, of current editions, with what narrows it."""

    words: str
    place: str | None = None
    year: int | None = None
    level: str | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True)
class SearchLine:
    """A section that holds the words, whole, and the report that it belongs to."""

    report_id: int
    edition_id: int
    publisher: str | None
    place: str | None
    level: str | None
    year: int | None
    key: str | None
    title: str
    text: str


def words_of(query: str) -> list[str]:
    """The words of a query: what spaces part, or what quotation marks hold; raises `ArgumentError` for none."""
    parts = query.replace("“", '"').replace("”", '"').split('"')
    words = [word for at, part in enumerate(parts) for word in ([part.strip()] if at % 2 else part.split()) if word]
    if not words:
        raise ArgumentError("There is nothing to search for.")
    return words


def search(connection: Connection, query: Query, limit: int = 20, offset: int = 0) -> list[SearchLine]:
    """Sections that hold all words of a query, the last saved first."""
    hits = _hits(connection, query).add_columns(
        report.c.id.label("report_id"),
        edition.c.id.label("edition_id"),
        publisher.c.name,
        publisher.c.place,
        publisher.c.level,
        report.c.year,
        section.c.section_key,
        section.c.title,
        section.c.text,
    )
    rows = connection.execute(hits.order_by(_order(connection).desc()).limit(limit).offset(offset))
    return [SearchLine(*row[1:]) for row in rows]


def count_hits(connection: Connection, query: Query) -> int:
    """How many sections hold the words: up to 1 000 are counted."""
    some = _hits(connection, query).limit(MOST).subquery()
    return int(connection.scalar(select(func.count()).select_from(some)) or 0)


def _order(connection: Connection) -> ColumnElement[int]:
    return section_text.c.rowid if connection.dialect.name == "sqlite" else section.c.id


def _hits(connection: Connection, query: Query) -> Select[tuple[int]]:
    words = words_of(query.words)
    hits = (
        select(section.c.id)
        .join(edition, edition.c.id == section.c.edition_id)
        .join(report, report.c.id == edition.c.report_id)
        .join(publisher, publisher.c.id == report.c.publisher_id)
        .where(edition.c.is_current)
    )
    if connection.dialect.name == "sqlite":
        match = " AND ".join(_match(connection, word) for word in words)
        hits = hits.join(section_text, section_text.c.rowid == section.c.id)
        hits = hits.where(text("section_text MATCH :match").bindparams(match=match))
        if query.place is not None or query.level in RARE:
            hits = hits.where((section_text.c.rowid + 0).in_(_sections_of(query)))
    else:
        hits = hits.where(*(section.c.text.icontains(word, autoescape=True) for word in words))
    narrowed = {report.c.year: query.year, publisher.c.level: query.level, section.c.section_key: query.section}
    hits = hits.where(*(of == value for of, value in narrowed.items() if value is not None))
    return hits if query.place is None else hits.where(within(publisher.c.place, query.place))


def _sections_of(query: Query) -> Select[tuple[int]]:
    """The sections of few publishers: a hit elsewhere is told by its number, before anything of it is looked up.

    A sum with 0 keeps SQLite from asking an index that would bring more.
    """
    sections = (
        select(section.c.id)
        .join(edition, edition.c.id == section.c.edition_id)
        .join(report, report.c.id == edition.c.report_id)
        .join(publisher, publisher.c.id == report.c.publisher_id)
        .where(edition.c.is_current)
    )
    if query.place is not None:
        sections = sections.where(within(publisher.c.place, query.place))
    if query.level is not None:
        sections = sections.where(publisher.c.level == query.level)
    return sections if query.year is None else sections.where(report.c.year + 0 == query.year)


def _match(connection: Connection, word: str) -> str:
    """A word as FTS5 takes it: a phrase of trigrams; a shorter one is any trigram that begins with it."""
    if len(word) >= TRIGRAM:
        return _quoted(word)
    begins = text("SELECT term FROM section_terms WHERE term >= :first AND term < :last")
    low = word.lower()
    terms = connection.scalars(begins.bindparams(first=low, last=f"{low[:-1]}{chr(ord(low[-1]) + 1)}"))
    either = " OR ".join(map(_quoted, terms))
    return f"({either})" if either else _quoted(NOWHERE)


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'
