"""Turn the bytes of a RAR archive into its members, never unpacking more than is sane."""

import tempfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from gipcrawler.documents.zipped import MAX_BYTES, MAX_MEMBERS
from gipcrawler.errors import UnreadableError

WHAT = "RAR archive"
END = 10  # what the library answers after the last member (unrar.h, ERAR_END_ARCHIVE)


def rar_members(
    body: bytes, largest: int, wanted: Callable[[str], bool]
) -> Iterator[tuple[str, bytes | UnreadableError]]:
    """The wanted members of an archive in their order: the name of each, and its bytes or why they cannot be read.

    The library that unpacks them is an extra, and takes files only: the archive is put aside for as long as it is
    read. Raises UnreadableError where it is missing, and for an archive that is encrypted, damaged or enormous.
    """
    if find_spec("unrar") is None:
        raise UnreadableError(
            "The document is a RAR archive: install what unpacks it (pip install 'gipcrawler[rar]') and read it again."
        )
    # the library ships no types, and is loaded when its first archive comes
    from unrar.cffi import unrarlib  # noqa: PLC0415

    left = MAX_BYTES
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "archive.rar")
        file.write_bytes(body)
        try:
            with unrarlib.RarArchive.open_for_processing(str(file)) as archive:
                for count, header in enumerate(_headers(archive)):
                    if count >= MAX_MEMBERS:
                        raise UnreadableError(f"The {WHAT} has more than {MAX_MEMBERS} members: a report has not.")
                    name = header.FileNameW.replace("\\", "/")
                    size = header.UnpSize + (header.UnpSizeHigh << 32)
                    if header.Flags & unrarlib.FLAGS_RHDF_DIRECTORY or not wanted(name):
                        header.skip()
                        continue
                    most = min(largest, left)
                    if size > most:
                        header.skip()
                        yield name, UnreadableError(f"It unpacks to more than {most >> 20} MB: no report does.")
                        continue
                    left -= size
                    yield name, _unpacked(header, size)
        except unrarlib.BadRarFile as error:
            locked = "password" in str(error).lower()
            raise UnreadableError(
                f"The {WHAT} is encrypted: it opens with a password only."
                if locked
                else f"The {WHAT} is damaged or truncated: fetch it again."
            ) from None


def _headers(archive: Any) -> Iterator[Any]:  # noqa: ANN401 - the library ships no types
    """The headers of an archive's members; its own way to go through them ends at a broken one without a word."""
    from unrar.cffi import unrarlib  # noqa: PLC0415 - as above

    while True:
        told = unrarlib.RARHeaderDataEx()
        code = unrarlib.RARReadHeaderEx(archive.handle, told)
        if code == END:
            return
        if code:
            raise unrarlib.BadRarFile(code, "a header is broken")
        yield unrarlib.RarHeader(archive, told)


def _unpacked(header: Any, size: int) -> bytes | UnreadableError:  # noqa: ANN401 - as above
    """The bytes of the member at which an archive stands; what goes on beyond its size is not kept."""
    from unrar.cffi import unrarlib  # noqa: PLC0415 - as above

    held = bytearray()

    def keep(chunk: bytes) -> None:
        if len(held) < size:
            held.extend(chunk)

    try:
        header.test(keep)
    except unrarlib.BadRarPassword:
        return UnreadableError("It is encrypted: it opens with a password only.")
    except unrarlib.BadRarFile:
        return UnreadableError("It is damaged or truncated: fetch the archive again.")
    return bytes(held)
