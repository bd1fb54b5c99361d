"""Turn pictures that are the pages of one document, as a flip book or a list of scans has them, into that document."""

import re
from collections.abc import Sequence

from gipcrawler.documents.sniff import PICTURES, Kind, sniff
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Document

NUMBERS = re.compile(r"(\d+)")


def kind_of(body: bytes) -> Kind | None:
    """What bytes are, or null where that cannot be told."""
    try:
        return sniff(body)
    except UnreadableError:
        return None


def is_leaf(body: bytes) -> bool:
    """Whether bytes are a picture, and so may be a page of a document."""
    return kind_of(body) in PICTURES


def read_leaves(bodies: Sequence[bytes]) -> Document:
    """The document whose pages are pictures, in their order; raises UnreadableError as `read_picture` does."""
    from gipcrawler.documents.picture import pictured  # noqa: PLC0415 - its libraries load with the first picture

    return Document(sniff(bodies[0]), pictured(bodies))


def by_number(name: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts names as people count: page2 before page10."""
    parts = NUMBERS.split(name)
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part)
