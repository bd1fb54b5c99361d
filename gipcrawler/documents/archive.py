"""Turn an archive (.zip, .rar) into the documents in it, and into the one report that they make up, if it is one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from gipcrawler.documents.carriers import read_document
from gipcrawler.documents.leaves import by_number, is_leaf, kind_of, read_leaves
from gipcrawler.documents.rarred import rar_members
from gipcrawler.documents.section_titles import MARKERS
from gipcrawler.documents.sniff import Kind, sniff
from gipcrawler.documents.zipped import Zipped
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Document, Grid, Metadata, Paragraph

ARCHIVES = frozenset((Kind.ZIP, Kind.RAR))
LARGEST = 64 * 1024 * 1024  # bytes of a member: scans are attachments too
DEEPEST = 3  # archives in archives
MOST_DOCUMENTS = 200
MOST_NAMED = 4
# What archivers of other systems add
LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
# Of the seven things that name the parts of a report, what a whole one has at least
WHOLE = 5
# Two documents with this share of their text in common, in pieces of so many characters, are one on two carriers
SAME, PIECE = 0.9, 6


@dataclass(frozen=True, slots=True)
class Member:
    """One document of an archive by its name there; `document` is null where it cannot be read, for `reason`."""

    name: str
    document: Document | None
    reason: str = ""


def documents_in(body: bytes, media_type: str | None = None) -> tuple[Member, ...]:
    """The documents that a file holds: those of an archive in the order of their names, or the one that it is.

    Archives in an archive are opened, and pictures in one folder are the pages of one document. A member that cannot
    be read is there with the reason; of a file that is no archive, or none that can be opened, UnreadableError is
    raised as `read_document` does.
    """
    kind = sniff(body)
    if kind not in ARCHIVES:
        return (Member("", read_document(body, media_type)),)
    members = tuple(_members(body, kind, DEEPEST, ""))
    if len(members) > MOST_DOCUMENTS:
        raise UnreadableError(f"The archive holds {len(members)} files: unpack it and read them one by one.")
    return members


def are_several(members: Sequence[Member]) -> bool:
    """Whether documents of an archive are several reports, and not one, be it on several carriers."""
    texts = [_text(member.document) for member in members if member.document]
    whole = [text for text in texts if len(_parts(text)) >= WHOLE]
    return any(not _alike(whole[0], other) for other in whole[1:])


def read_archive(body: bytes) -> Document:
    """The report that the documents of an archive make up.

    It is the one that names most parts of a report, with those that add a part that it lacks after it. Raises
    UnreadableError where nothing in it can be read, and where it holds several: `documents_in` gives them one by one.
    """
    members = documents_in(body)
    read = [(member, _text(member.document)) for member in members if member.document]
    if not read:
        reasons = " ".join(f"{member.name}: {member.reason}" for member in members[:MOST_NAMED])
        raise UnreadableError(f"The archive holds no document that can be read. {reasons}".rstrip())
    if are_several(members):
        names = ", ".join(member.name for member, _ in read[:MOST_NAMED])
        raise UnreadableError(f"The archive holds several reports ({names}…): unpack it and read them one by one.")
    named = [(member, _parts(text)) for member, text in read]
    named.sort(key=lambda one: -len(one[1]))
    main, parts = named[0]
    blocks: list[Grid | Paragraph] = []
    for member, own in named:
        if member is main or own - parts:
            parts = parts | own
            blocks += member.document.blocks if member.document else ()
    metadata = main.document.metadata if main.document else Metadata()
    return Document(sniff(body), tuple(blocks), metadata)


def _members(body: bytes, kind: Kind, depth: int, folder: str) -> Iterator[Member]:
    files = rar_members(body, LARGEST, _wanted) if kind is Kind.RAR else _zip_members(body)
    for (within, _), some in groupby(sorted(files, key=lambda file: by_number(file[0])), key=_leaves_of):
        held = list(some)
        bodies = [one for _, one in held if isinstance(one, bytes)]
        if len(held) > 1 and len(bodies) == len(held) and is_leaf(bodies[0]):
            yield _read(f"{folder}{within or held[0][0]}", partial(read_leaves, bodies))
            continue
        for name, one in held:
            path = f"{folder}{name}"
            if isinstance(one, UnreadableError):
                yield Member(path, None, str(one))
            elif kind_of(one) in ARCHIVES and depth > 1:
                yield from _inner(one, path, depth)
            else:
                yield _read(path, partial(read_document, one))


def _inner(body: bytes, path: str, depth: int) -> Iterator[Member]:
    try:
        yield from _members(body, sniff(body), depth - 1, f"{path}/")
    except UnreadableError as error:
        yield Member(path, None, str(error))


def _read(path: str, read: Callable[[], Document]) -> Member:
    try:
        return Member(path, read())
    except UnreadableError as error:
        return Member(path, None, str(error))


def _leaves_of(file: tuple[str, bytes | UnreadableError]) -> tuple[str, bool]:
    """The folder of a file, and whether it may be a page of the document that is there."""
    name, held = file
    return name.rpartition("/")[0], isinstance(held, bytes) and is_leaf(held)


def _zip_members(body: bytes) -> Iterator[tuple[str, bytes | UnreadableError]]:
    archive = Zipped(body, "zip archive", LARGEST)
    for name in filter(_wanted, archive.names):
        try:
            yield name, archive.read(name) or b""
        except UnreadableError as error:
            yield name, error


def _wanted(name: str) -> bool:
    return not any(litter in name for litter in LITTER)


def _text(document: Document) -> str:
    texts = (
        block.text if isinstance(block, Paragraph) else "".join(cell.text for cell in block.cells)
        for block in document.blocks
    )
    return "".join("".join(texts).split())


def _parts(text: str) -> frozenset[int]:
    """Which of the things that name the parts of a report stand in a text."""
    return frozenset(at for at, marker in enumerate(MARKERS) if marker.search(text))


def _alike(one: str, other: str) -> bool:
    """Whether two texts are one report on two carriers, which break and number it differently."""
    if one == other:
        return True
    pieces = [{text[at : at + PIECE] for at in range(max(1, len(text) - PIECE))} for text in (one, other)]
    return len(pieces[0] & pieces[1]) >= SAME * min(map(len, pieces))
