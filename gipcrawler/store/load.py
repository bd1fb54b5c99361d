"""Write many readings at once: those that meet nothing the database knows table by table, the others one by one."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, Table, bindparam, select, update

from gipcrawler.store.content import cell_rows, edition_values, finding_rows, section_rows
from gipcrawler.store.dictionary import Dictionaries
from gipcrawler.store.exchange import Reading, Saved
from gipcrawler.store.identity import Owner, digest_of, owner_of, report_identity
from gipcrawler.store.insert import Values, capture_values, document_rows, insert_cells, insert_rows, next_id
from gipcrawler.store.tables import capture, edition, edition_document, finding, publisher, report, section
from gipcrawler.store.write import name_in_full, save


def load(connection: Connection, dictionaries: Dictionaries, readings: Sequence[Reading]) -> list[Saved]:
    """Write readings in their order; the same again changes nothing. What is saved is as if each came by itself."""
    dictionaries.refresh(connection)
    owed = [_owed(reading) for reading in readings]
    known = _Known.of(connection, readings, owed)
    batch = _Batch(connection, dictionaries, known.publishers)
    saved: list[Saved | None] = [
        batch.add(reading, whose) if known.takes(reading, whose) else None
        for reading, whose in zip(readings, owed, strict=True)
    ]
    batch.write()
    return [done or save(connection, dictionaries, reading) for done, reading in zip(saved, readings, strict=True)]


Owed = tuple[Owner, str]  # a publisher, and what tells the report among its own


def _owed(reading: Reading) -> Owed | None:
    if reading.report is None:
        return None
    return owner_of(reading.report, reading.address), report_identity(reading.report, reading.address)


@dataclass(slots=True)
class _Known:
    """What the database knows of a batch, and what the batch itself has had so far."""

    records: set[tuple[str, str]]
    seen: set[tuple[str, str, str]]
    publishers: dict[str, int]
    reports: set[tuple[str, str]]

    @classmethod
    def of(cls, connection: Connection, readings: Sequence[Reading], owed: Sequence[Owed | None]) -> "_Known":
        records = [each.record for reading in readings for each in reading.captures]
        owners = {whose[0].identity for whose in owed if whose}
        named_in = capture.c.record_id.in_({each.record_id for each in records})
        ids = select(capture.c.record_id, capture.c.member).where(named_in)
        same = select(capture.c.url, capture.c.payload_digest, capture.c.member).where(
            capture.c.payload_digest.in_({each.payload_digest for each in records})
        )
        named = select(publisher.c.identity, publisher.c.id).where(publisher.c.identity.in_(owners))
        reports = (
            select(publisher.c.identity, report.c.identity)
            .join_from(publisher, report)
            .where(publisher.c.identity.in_(owners))
        )
        return cls(
            {(row[0], row[1]) for row in connection.execute(ids)},
            {(row[0], row[1], row[2]) for row in connection.execute(same)},
            {row[0]: row[1] for row in connection.execute(named)},
            {(row[0], row[1]) for row in connection.execute(reports)},
        )

    def takes(self, reading: Reading, whose: Owed | None) -> bool:
        """Whether nothing of a reading was known; it is from now on."""
        records = {(each.record.record_id, each.member) for each in reading.captures}
        seen = {(each.url, each.record.payload_digest, each.member) for each in reading.captures}
        owed = {(whose[0].identity, whose[1])} if whose else set()
        fresh = (
            len(records) == len(reading.captures)
            and self.records.isdisjoint(records)
            and self.seen.isdisjoint(seen)
            and self.reports.isdisjoint(owed)
        )
        self.records |= records
        self.seen |= seen
        self.reports |= owed
        return fresh


@dataclass(slots=True)
class _Batch:
    """The rows of readings of which nothing was known, with the numbers that they will have."""

    connection: Connection
    dictionaries: Dictionaries
    publishers: dict[str, int]
    rows: dict[Table, list[Values]] = field(default_factory=dict)
    cells: list[tuple[int, ...]] = field(default_factory=list)
    shows: list[Values] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)
    last: dict[Table, int] = field(default_factory=dict)

    def add(self, reading: Reading, whose: Owed | None) -> Saved:
        """Number the rows of a reading."""
        entry = self._next(capture)
        captures = {each: entry + at for at, each in enumerate(reading.captures)}
        self.last[capture] = entry + len(captures) - 1
        for each, number in captures.items():
            self._row(capture, capture_values(each, reading) | {"id": number, "entry": entry})
        read, read_from = reading.report, reading.read_from
        if whose is None or read is None or read_from is None:
            return Saved(None, None, "unreadable")
        owner, identity = whose
        report_id, edition_id = self._next(report), self._next(edition)
        owes = {"publisher_id": self._publisher(owner), "identity": identity, "year": read.year}
        self._row(report, owes | {"id": report_id})
        times = [each.captured_at for each in captures]
        self._row(
            edition,
            edition_values(read)
            | {"id": edition_id, "report_id": report_id, "digest": digest_of(read), "read_from": captures[read_from]}
            | {"is_current": True, "first_seen": min(times), "last_seen": max(times)},
        )
        told = (owner.identity, identity, read_from.record.payload_digest, read_from.member)
        self._row(section, *section_rows(edition_id, read))
        self._row(finding, *finding_rows(edition_id, told, read.findings))
        self._row(edition_document, *document_rows(edition_id, [captures[each] for each in reading.further]))
        self.cells += cell_rows(edition_id, read, self.dictionaries)
        self.shows += ({"capture_id": number, "shown": edition_id} for number in captures.values())
        return Saved(report_id, edition_id, "new")

    def write(self) -> None:
        """Put all rows into their tables, each after those that it refers to."""
        self.dictionaries.flush(self.connection)
        for table in (publisher, report, capture, edition, edition_document, section, finding):
            insert_rows(self.connection, table, self.rows.get(table, ()))
        insert_cells(self.connection, self.cells)
        if self.shows:
            shows = update(capture).where(capture.c.id == bindparam("capture_id"))
            self.connection.execute(shows.values(edition_id=bindparam("shown")), self.shows)
        for number, name in self.names.items():
            name_in_full(self.connection, number, name)

    def _publisher(self, owner: Owner) -> int:
        known = self.publishers.get(owner.identity)
        if known is None:
            known = self.publishers[owner.identity] = self._next(publisher)
            self._row(publisher, owner._asdict() | {"id": known})
        elif owner.name and len(owner.name) > len(self.names.get(known, "")):
            self.names[known] = owner.name
        return known

    def _next(self, table: Table) -> int:
        if table not in self.last:
            self.last[table] = next_id(self.connection, table) - 1
        self.last[table] += 1
        return self.last[table]

    def _row(self, table: Table, *rows: Values) -> None:
        self.rows.setdefault(table, []).extend(rows)
