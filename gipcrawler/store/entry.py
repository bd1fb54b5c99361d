"""Turn what an entry's documents gave, and their captures, into the readings that the store takes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gipcrawler.model import Capture
from gipcrawler.reading import Entry, Hint, Whence
from gipcrawler.store.exchange import Reading


@dataclass(frozen=True, slots=True)
class Listed:
    """Where an entry comes from: run, source and place as in `Reading`, and what its listing said of it."""

    run: str
    source: str
    place: str
    hint: Hint | None = None


def readings_of(entry: Entry, captures: Sequence[Capture], listed: Listed) -> list[Reading]:
    """One reading for each report, or one that says why there is none; `captures` are those of the documents, in order.

    Of several reports, as an archive holds them, each is shown by its own file in there; the page and the archive
    itself go with the first.
    """

    def seen(whence: Whence) -> Capture:
        return replace(captures[whence.document], member=whence.member)

    origin, documents = (listed.run, listed.source, listed.place), tuple(captures)
    if not entry.readings:
        return [Reading(*origin, documents, unreadable=entry.reason, hint=listed.hint)]
    found: list[Reading] = []
    for one in entry.readings:
        read_from, *further = map(seen, (one.read_from, *one.further))
        shown = (*(() if found else documents), read_from, *further)
        found.append(
            Reading(
                *(*origin, tuple(dict.fromkeys(shown)), read_from, one.report),
                further=tuple(further),
                hint=listed.hint,
            )
        )
    return found
