"""Turn the bytes of a zip file, or of a package that is one, into its members, never unpacking more than is sane."""

import io
import lzma
import zipfile
import zlib

from lxml import etree

from gipcrawler.errors import UnreadableError

# A report's largest part has 0.1 to 3 MB; beyond these a member, or all that is unpacked of one file, is a zip bomb.
MAX_MEMBER_BYTES = 32 * 1024 * 1024
MAX_BYTES = 128 * 1024 * 1024
MAX_MEMBERS = 10_000
# Tags and attributes of one XML part: its tree takes some hundred bytes for each. A long report has 200 000.
MAX_MARKS = 1_500_000
ENCRYPTED_FLAG = 0x1
UTF8_FLAG = 0x800
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    IndexError,
    KeyError,
    MemoryError,
    lzma.LZMAError,
)


class Zipped:
    """A zip file; `what` names it in the sentences of errors. Members are found whatever their case and slashes."""

    def __init__(self, body: bytes, what: str = "zip file", largest: int = MAX_MEMBER_BYTES) -> None:
        self._what = what
        self._largest = largest
        self._left = MAX_BYTES
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(body))
            infos = self._archive.infolist()
        except DAMAGED as error:
            raise self._damaged(error) from None
        if len(infos) > MAX_MEMBERS:
            raise UnreadableError(f"The {what} has {len(infos)} members: a report has no more than {MAX_MEMBERS}.")
        self._members = {_key(info.filename): info for info in infos if not info.is_dir()}

    @property
    def names(self) -> tuple[str, ...]:
        """The members' names as they were meant: those of Chinese Windows are stored without saying that they are."""
        return tuple(_meant(info) for info in self._members.values())

    def read(self, name: str) -> bytes | None:
        """The bytes of a member, or null where there is none of this name.

        Raises UnreadableError for a member that is encrypted, damaged, or unpacks to more than is sane.
        """
        info = self._members.get(_key(name))
        return None if info is None else self._unpacked(info)

    def xml(self, name: str | None) -> etree._Element | None:
        """The root of an XML member, or null where there is none; raises UnreadableError as `read`, or for bad XML."""
        body = self.read(name) if name else None
        return None if body is None else self.parsed(body, str(name))

    def parsed(self, body: bytes, name: str) -> etree._Element:
        """The root element of a member's bytes; no entity of theirs is followed. Raises UnreadableError for bad XML."""
        if body.count(b"<") + body.count(b"=") > MAX_MARKS:
            raise UnreadableError(f"The {self._what} is enormous: {name} in it has more elements than any report.")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        try:
            return etree.fromstring(body, parser)
        except etree.XMLSyntaxError as error:
            raise UnreadableError(
                f"The {self._what} is damaged: {name} in it is no well-formed XML ({error.msg})."
            ) from None

    def _unpacked(self, info: zipfile.ZipInfo) -> bytes:
        if info.flag_bits & ENCRYPTED_FLAG:
            raise UnreadableError(f"The {self._what} is encrypted: its parts open with a password only.")
        most = min(self._largest, self._left)
        try:
            with self._archive.open(info) as stream:
                body = stream.read(most + 1)
        except (RuntimeError, *DAMAGED) as error:
            raise self._damaged(error) from None
        if len(body) > most:
            raise UnreadableError(
                f"The {self._what} unpacks to more than {most >> 20} MB ({_meant(info)}): no report does."
            )
        self._left -= len(body)
        return body

    def _damaged(self, error: Exception) -> UnreadableError:
        return UnreadableError(f"The {self._what} is damaged or truncated ({error}): fetch it again.")


def _key(name: str) -> str:
    """A member's name for looking it up: some writers use backslashes, and case does not count (OPC, 6.2.2.3)."""
    return name.replace("\\", "/").lstrip("/").lower()


def _meant(info: zipfile.ZipInfo) -> str:
    """The name in the charset that its writer used; without the flag of UTF-8 Python takes code page 437."""
    if info.flag_bits & UTF8_FLAG or info.filename.isascii():
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for charset in ("utf-8", "gb18030"):
        try:
            return raw.decode(charset)
        except UnicodeDecodeError:
            continue
    return info.filename
