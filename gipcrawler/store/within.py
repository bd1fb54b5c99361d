"""Say in SQL that a code lies in a division or below it: as a range, which every index takes on both databases."""

from sqlalchemy import ColumnElement, and_, true

from gipcrawler.places import division
from gipcrawler.places.register import stem_of


def within(column: ColumnElement[str | None], place: str) -> ColumnElement[bool]:
    """Whether a column of division codes lies in a division: 510000 holds all codes from 51 to 52.

    The end is of digits too, 37033 after 370329: where a `:` stands among them is up to a database's collation.
    """
    stem = stem_of(division(place))
    before_nines = stem.rstrip("9")
    end = f"{before_nines[:-1]}{chr(ord(before_nines[-1]) + 1)}" if before_nines else None
    return and_(column >= stem, column < end if end else true())
