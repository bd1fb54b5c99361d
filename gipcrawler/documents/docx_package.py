"""Turn the bytes of a Word package into the XML parts that carry its text."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from gipcrawler.errors import UnreadableError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# A report's main part has 0.1 to 3 MB; a part beyond this is a zip bomb, not a report.
MAX_PART_BYTES = 32 * 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
# ISO/IEC 29500 "Strict" names the same vocabulary differently (part 1 against part 4)
STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"http://schemas.openxmlformats.org/relationships"),
)
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a Word package that carry text or say how it is printed; a missing part is null."""

    document: etree._Element
    styles: etree._Element | None = None
    numbering: etree._Element | None = None
    footnotes: etree._Element | None = None


def open_package(body: bytes) -> Package:
    """The parts of a .docx, .docm or .dotx file, from its bytes.

    Raises UnreadableError for what is no package, encrypted, truncated, too large, or holds no Word document.
    """
    if body.startswith(OLE):
        raise UnreadableError(
            "The Word file is encrypted: it opens with a password only."
            if ENCRYPTED_STREAM in body
            else "The file is an old binary Office file and no .docx package: convert it to .docx or PDF."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return _parts(archive)
    except RuntimeError as error:  # what zipfile raises for an encrypted member
        raise UnreadableError("The Word file is encrypted: its parts open with a password only.") from error
    except DAMAGED as error:
        raise UnreadableError(f"The Word file is damaged or truncated: {error}.") from error


def _parts(archive: zipfile.ZipFile) -> Package:
    members = {_name(info.filename): info for info in archive.infolist()}

    def part(name: str | None) -> etree._Element | None:
        info = members.get(_name(name)) if name else None
        return _parse(archive, info) if info else None

    main = next(_targets(part("_rels/.rels"), "", "officeDocument"), "word/document.xml")
    document = part(main)
    if document is None or document.tag != W + "document":
        raise UnreadableError("The ZIP archive holds no Word document: its main part is missing or of another kind.")
    folder, file = posixpath.split(main)
    relations = part(f"{folder}/_rels/{file}.rels")
    styles, numbering, footnotes = (
        part(next(_targets(relations, folder, kind), f"{folder}/{kind}.xml"))
        for kind in ("styles", "numbering", "footnotes")
    )
    return Package(document, styles, numbering, footnotes)


def _name(name: str) -> str:
    """A part's name for looking it up: some writers use backslashes, and case does not count (OPC, 6.2.2.3)."""
    return name.replace("\\", "/").lstrip("/").lower()


def _parse(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> etree._Element:
    with archive.open(info) as stream:
        xml = stream.read(MAX_PART_BYTES + 1)
    if len(xml) > MAX_PART_BYTES:
        raise UnreadableError(f"The Word file's part {info.filename} unpacks to more than {MAX_PART_BYTES >> 20} MB.")
    for strict, transitional in STRICT:
        xml = xml.replace(strict, transitional)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"The Word file's part {info.filename} is no well-formed XML: {error.msg}.") from error


def _targets(relations: etree._Element | None, folder: str, kind: str) -> Iterator[str]:
    for relation in relations if relations is not None else ():
        attributes: Mapping[str, str] = {str(key): str(value) for key, value in relation.attrib.items()}
        if attributes.get("Type", "").endswith("/" + kind) and attributes.get("Target"):
            yield posixpath.normpath(posixpath.join("/" + folder, attributes["Target"])).lstrip("/")
