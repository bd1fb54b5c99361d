"""Say in SQL that a code lies in a division or below it: as a range, which every index takes on both databases."""

from sqlalchemy import ColumnElement, and_

from gipcrawler.places import division
from gipcrawler.places.register import stem_of


def within(column: ColumnElement[str | None], place: str) -> ColumnElement[bool]:
    """Whether a column of division codes lies in a division: 510000 holds all codes from 51 to 52."""
    stem = stem_of(division(place))
    return and_(column >= stem, column < f"{stem[:-1]}{chr(ord(stem[-1]) + 1)}")
