"""Turn the bytes of a Word package into the XML parts that carry its text."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from gipcrawler.documents.zipped import Zipped
from gipcrawler.errors import UnreadableError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The attributes by which a picture names the relation to its part
LINKS = frozenset(("embed", "id"))
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
# ISO/IEC 29500 "Strict" names the same vocabulary differently (part 1 against part 4)
STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"http://schemas.openxmlformats.org/relationships"),
)


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a Word package that carry text or say how it is printed; a missing part is null.

    `chunks` are files of other kinds that it takes in whole (ISO/IEC 29500-1, 17.17.2), by the id of their relation.
    `pictures` are those in its text, in their order, of a document that has no table.
    """

    document: etree._Element
    styles: etree._Element | None = None
    numbering: etree._Element | None = None
    footnotes: etree._Element | None = None
    chunks: Mapping[str, bytes] = field(default_factory=dict)
    pictures: tuple[bytes, ...] = ()


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
    archive = Zipped(body, "Word file")

    def part(name: str | None) -> etree._Element | None:
        xml = archive.read(name) if name else None
        if xml is None:
            return None
        for strict, transitional in STRICT:
            xml = xml.replace(strict, transitional)
        return archive.parsed(xml, str(name))

    main = next(targets(part("_rels/.rels"), "", "officeDocument"), "word/document.xml")
    document = part(main)
    if document is None or document.tag != W + "document":
        raise UnreadableError("The ZIP archive holds no Word document: its main part is missing or of another kind.")
    folder, file = posixpath.split(main)
    relations = part(f"{folder}/_rels/{file}.rels")
    styles, numbering, footnotes = (
        part(next(targets(relations, folder, kind), f"{folder}/{kind}.xml"))
        for kind in ("styles", "numbering", "footnotes")
    )
    chunks = {
        relation.get("Id", ""): archive.read(posixpath.normpath(posixpath.join(folder, relation.get("Target", ""))))
        or b""
        for relation in (relations if relations is not None else ())
        if relation.get("Type", "").endswith("/aFChunk")
    }
    shown = () if document.find(f".//{W}tbl") is not None else _pictured(document, relations)
    paths = (posixpath.normpath(posixpath.join("/" + folder, target)) for target in shown)
    pictures = tuple(picture for path in paths if (picture := archive.read(path.lstrip("/"))))
    return Package(document, styles, numbering, footnotes, chunks, pictures)


def _pictured(document: etree._Element, relations: etree._Element | None) -> Iterator[str]:
    """The parts of the pictures in a document's text (DrawingML's `blip`, VML's `imagedata`), in their order."""
    named = {str(one.get("Id")): str(one.get("Target", "")) for one in (relations if relations is not None else ())}
    for element in document.iter("{*}blip", "{*}imagedata"):
        ids = (str(value) for key, value in element.attrib.items() if etree.QName(str(key)).localname in LINKS)
        yield from dict.fromkeys(named[one] for one in ids if one in named)


def targets(relations: etree._Element | None, folder: str, kind: str) -> Iterator[str]:
    """The parts to which a part in `folder` is related in one way (the last word of the relation's type)."""
    for relation in relations if relations is not None else ():
        attributes: Mapping[str, str] = {str(key): str(value) for key, value in relation.attrib.items()}
        if attributes.get("Type", "").endswith("/" + kind) and attributes.get("Target"):
            yield posixpath.normpath(posixpath.join("/" + folder, attributes["Target"])).lstrip("/")
