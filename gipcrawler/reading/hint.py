"""What is known of a document from outside, before it is read."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Hint:
    """What is known of a document from outside: what a listing says of it, and a division code.

    `organ` is whose reports the listing holds, in the words of its link or of the declaration; `site` the name of the
    site that a file is attached on; `names` what the document itself is called: the words of its link, its file's
    name, its address.
    """

    title: str | None = None
    place: str | None = None
    published: date | None = None
    organ: str | None = None
    site: str | None = None
    names: tuple[str, ...] = ()


NOTHING = Hint()
