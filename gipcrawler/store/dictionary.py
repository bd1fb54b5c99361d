"""Number what repeats: the rows of a dictionary table by what they say, held in memory while a process writes.

Only one transaction writes at a time (`engine.writing`), so a dictionary that was brought up to date at its start
knows every row. After a transaction that came to nothing it is thrown away.
"""

from typing import Any

from sqlalchemy import Connection, Table, insert, select

from gipcrawler.model import Cell, Origin
from gipcrawler.store.cells import field, figure, label, origin
from gipcrawler.store.columns import storable
from gipcrawler.text.figures import Figure

Key = tuple[Any, ...]


class Dictionary:
    """The rows of one table as keys: the tuple of its columns, but for the id and what the database computes."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._columns = [column for column in table.c if not column.primary_key and column.computed is None]
        self._ids: dict[Key, int] = {}
        self._new: list[Key] = []
        self._last = 0

    def refresh(self, connection: Connection) -> None:
        """Learn what others have added."""
        rows = select(self._table.c.id, *self._columns).where(self._table.c.id > self._last)
        for row in connection.execute(rows.order_by(self._table.c.id)):
            self._ids[tuple(row[1:])] = self._last = row[0]

    def __getitem__(self, key: Key) -> int:
        """The number of a key, a new one where there is none."""
        known = self._ids.get(key)
        if known is None:
            self._new.append(key)
            known = self._ids[key] = self._last + len(self._new)
        return known

    def flush(self, connection: Connection) -> None:
        """Write what is new, before the rows that refer to it."""
        if not self._new:
            return
        names = ["id", *(column.name for column in self._columns)]
        rows = [dict(zip(names, (at, *key), strict=True)) for at, key in enumerate(self._new, self._last + 1)]
        connection.execute(insert(self._table), rows)
        self._last += len(rows)
        self._new.clear()


class Dictionaries:
    """The four dictionaries of cells, for one database in one process."""

    def __init__(self) -> None:
        self._field, self._label, self._figure, self._origin = map(Dictionary, (field, label, figure, origin))
        self._all = (self._field, self._label, self._figure, self._origin)

    def refresh(self, connection: Connection) -> None:
        """Learn what others have added."""
        for each in self._all:
            each.refresh(connection)

    def flush(self, connection: Connection) -> None:
        """Write what is new."""
        for each in self._all:
            each.flush(connection)

    def numbers(self, cell: Cell) -> tuple[int, int, int, int]:
        """A cell as the numbers of its field, label, figure and origin."""
        return (
            self.field_of(cell.table, cell.row, cell.column),
            self._label[storable(cell.label), None if cell.sub_row is None else storable(cell.sub_row)],
            self.figure_of(cell.raw, cell),
            self._origin[origin_key(cell.origin)],
        )

    def field_of(self, table: str, row: str, column: str) -> int:
        """The number of a place in the form."""
        return self._field[table, row, column]

    def figure_of(self, raw: str, read: Cell | Figure) -> int:
        """The number of what a cell says, as printed and as read."""
        exact = None if read.value is None else format(read.value, "f")
        unit = None if read.unit is None else storable(read.unit)
        return self._figure[storable(raw), exact, read.state.value, unit]


def origin_key(place: Origin) -> Key:
    """An origin as the row of `origin` has it."""
    box = None if place.box is None else ",".join(map(str, place.box))
    return place.block, place.row, place.column, place.page, box, place.document
