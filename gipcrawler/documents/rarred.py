"""Turn the bytes of a RAR archive into its members, never unpacking more than is sane."""

import tempfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from gipcrawler.documents.zipped import MAX_BYTES, MAX_MEMBERS
from gipcrawler.errors import UnreadableError

# What the library answers and asks (unrar.h): ERAR_END_ARCHIVE, ERAR_MISSING_PASSWORD, ERAR_BAD_PASSWORD,
# UCM_PROCESSDATA; and RHDF_SPLITBEFORE with RHDF_SPLITAFTER, the flags of a member that other files go on with
END, PASSWORD, DATA, SPLIT = 10, (22, 24), 1, 0x03
GO_ON, STOP = 1, -1
THE_REST = "(the rest)"  # where the members after a broken one would stand


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
            archive = unrarlib.RarArchive.open_for_processing(str(file))
        except unrarlib.BadRarFile as error:
            raise _broken(error.code) from None
        with archive:
            for header in _headers(unrarlib, archive):
                if isinstance(header, UnreadableError):
                    yield THE_REST, header
                    return
                name = header.FileNameW.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\\", "/")
                size = header.UnpSize + (header.UnpSizeHigh << 32)
                if header.Flags & SPLIT:
                    yield name, UnreadableError("The archive goes on in another file: join its parts first.")
                    return
                if header.Flags & unrarlib.FLAGS_RHDF_DIRECTORY or not wanted(name):
                    header.skip()
                elif size > min(largest, left):
                    header.skip()
                    yield name, UnreadableError(f"It unpacks to more than {min(largest, left) >> 20} MB.")
                else:
                    left -= size
                    yield name, _unpacked(unrarlib, archive, size)


def _headers(library: Any, archive: Any) -> Iterator[Any]:  # noqa: ANN401 - the library ships no types
    """The headers of an archive's members, and the reason where one is broken.

    The library's own way to go through them ends there without a word.
    """
    for count in range(MAX_MEMBERS):
        told = library.RARHeaderDataEx()
        code = library.RARReadHeaderEx(archive.handle, told)
        if code == END:
            return
        if code and not count:
            raise _broken(code)
        if code:
            yield _broken(code)
            return
        yield library.RarHeader(archive, told)
    raise UnreadableError(f"The RAR archive has more than {MAX_MEMBERS} members: a report has not.")


def _unpacked(library: Any, archive: Any, size: int) -> bytes | UnreadableError:  # noqa: ANN401 - as above
    """The bytes of the member at which an archive stands.

    What the library asks for beside (another volume, a password, a gigabyte of memory) it does not get; its own way
    says yes to all, and waits for ever.
    """
    held = bytearray()

    def answer(message: int, place: Any, length: int) -> int:  # noqa: ANN401 - as above
        if message != DATA or len(held) + length > size:
            return STOP
        held.extend(library.ffi.buffer(library.ffi.cast("char *", place), length))
        return GO_ON

    asked = library.ffi.new_handle(answer)
    library.RARSetCallbackPtr(archive.handle, library.PyUNRARCALLBACKStub, asked)
    code = library.RARProcessFileW(archive.handle, library.C_RAR_TEST, library.ffi.NULL, library.ffi.NULL)
    library.RARSetCallbackPtr(archive.handle, library.ffi.NULL, library.ffi.NULL)
    return bytes(held) if not code else _broken(code)


def _broken(code: int) -> UnreadableError:
    if code in PASSWORD:
        return UnreadableError("The RAR archive is encrypted: it opens with a password only.")
    return UnreadableError("The RAR archive is damaged or truncated: fetch it again.")
