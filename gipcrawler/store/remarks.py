"""What people note of changes: notes and tags on an ordered pair of editions, all of them kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import Connection, select

from gipcrawler.errors import ArgumentError
from gipcrawler.store.insert import edition_owner, insert_one
from gipcrawler.store.opened import Opened
from gipcrawler.store.tables import remark

LONGEST_NOTE, LONGEST_NAME, LONGEST_TAG, MOST_TAGS = 4000, 100, 40, 20
"""Characters of a note, of the name of who signs, of a tag, and how many tags a change may have."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody noted of a change; the tags of the last remark are those that it has."""

    note: str | None
    tags: tuple[str, ...]
    who: str
    noted_at: datetime


class Remarks(Opened):
    """What people noted of the changes in a database."""

    def remarks(self, left: int, right: int) -> list[Remark]:
        """All that was noted of the change from one edition to another, the oldest first."""
        with self._engine.begin() as connection:
            change = change_id(connection, left, right)
            rows = connection.execute(select(remark).where(remark.c.change_id == change).order_by(remark.c.id))
            return [Remark(row.note, tuple(row.tags), row.who, row.noted_at) for row in rows]

    def note(self, left: int, right: int, note: str | None, tags: Sequence[str], who: str) -> None:
        """Note something of a change, and which tags it has from now on.

        Raises `ArgumentError` where nobody signs, for unknown editions, and for what is too long.
        """
        kept = list(dict.fromkeys(filter(None, map(str.strip, tags))))
        said = (note or "").strip()
        if not who.strip():
            raise ArgumentError("A note needs the name of who gives it.")
        if len(said) > LONGEST_NOTE or len(who) > LONGEST_NAME:
            raise ArgumentError(f"A note has at most {LONGEST_NOTE} characters, and a name {LONGEST_NAME}.")
        if len(kept) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in kept):
            raise ArgumentError(f"A change has at most {MOST_TAGS} tags of {LONGEST_TAG} characters.")
        values = {"note": said or None, "tags": kept, "who": who.strip(), "noted_at": datetime.now(UTC)}
        with self._writer.begin() as connection:
            insert_one(connection, remark, change_id=change_id(connection, left, right), **values)


def change_id(connection: Connection, left: int, right: int) -> str:
    """What a pair of editions is known by: publisher, year and bytes of both, which a reading anew does not change."""
    owners = [connection.execute(edition_owner(edition_id)).one_or_none() for edition_id in (left, right)]
    if None in owners:
        missing = left if owners[0] is None else right
        raise ArgumentError(f"There is no edition {missing}.")
    return sha256("\n".join(str(part) for owner in owners if owner for part in owner).encode()).hexdigest()[:16]
