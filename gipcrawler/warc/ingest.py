"""What other people archived into our archive: WARC files copied as they are, documents as records of our own."""

import os
import re
import secrets
import shutil
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from warcio.warcwriter import WARCWriter

from gipcrawler.errors import ArchiveError
from gipcrawler.model import Capture, RecordRef
from gipcrawler.warc.build import build_warcinfo
from gipcrawler.warc.digest import digest
from gipcrawler.warc.folder import sync_folder
from gipcrawler.warc.index import FINISHED, file_digest, write_index
from gipcrawler.warc.members import Damage, members
from gipcrawler.warc.read import PLAIN
from gipcrawler.warc.reports import Kept

NAME = re.compile(r".+\.warc(\.gz)?", re.IGNORECASE)
PREFIX = "ingest"


@dataclass(frozen=True, slots=True)
class Copied:
    """A WARC file of others in our archive: its new name, its records, and the places that are damaged."""

    path: Path
    records: int
    damaged: tuple[Damage, ...]


@contextmanager
def warcs_of(path: Path) -> Iterator[list[Path]]:
    """The WARC files that a path holds: itself, or those packed in a WACZ, unpacked while the context lasts.

    Raises ArchiveError for a WACZ that cannot be opened or holds none.
    """
    if not path.name.lower().endswith(".wacz"):
        yield [path]
        return
    with TemporaryDirectory() as folder:
        try:
            with zipfile.ZipFile(path) as packed:
                names = [name for name in packed.namelist() if name.startswith("archive/") and NAME.fullmatch(name)]
                unpacked = [_unpack(packed, name, Path(folder)) for name in names]
        except (zipfile.BadZipFile, OSError, NotImplementedError) as error:
            raise ArchiveError(f"is no WACZ that can be opened: {error}") from error
        if not unpacked:
            raise ArchiveError("holds no WARC file in its folder archive/")
        yield unpacked


def copy_warc(source: Path, folder: Path, index: Path) -> Copied | None:
    """Copy a file unchanged into the archive under a name of its own and index it; null where it is there already.

    Raises ArchiveError where it holds no record that could be addressed, or cannot be copied.
    """
    records, damaged = 0, []
    for member in members(source):
        if isinstance(member, Damage):
            damaged.append(member)
        else:
            records += 1
    if not records:
        raise ArchiveError(f"holds no record that can be read: {damaged[0].says if damaged else 'it is empty'}")
    if _is_there(source, folder):
        return None
    suffix = ".warc" if _is_plain(source) else ".warc.gz"
    target = folder / (_name() + suffix)
    with _appearing(target) as unfinished:
        shutil.copyfile(source, unfinished)
    write_index(target, index)
    return Copied(target, records, tuple(damaged))


def write_documents(
    documents: Sequence[tuple[str, bytes, str]], folder: Path, index: Path, info: Mapping[str, str]
) -> list[Kept]:
    """Documents (name, bytes, media type) as `resource` records of one new file; what they are kept as, in order.

    The address of each is made of its digest and its name, for nobody knows where it came from. Raises ArchiveError.
    """
    target = folder / (_name() + ".warc.gz")
    kept: list[Kept] = []
    now = datetime.now(UTC)
    with _appearing(target) as unfinished, unfinished.open("wb") as stream:
        stream.write(build_warcinfo(target.name, info).member)
        writer = WARCWriter(stream, gzip=True, warc_version="WARC/1.1")
        for name, body, kind in documents:
            said = digest(body)
            url = f"file:///{said.removeprefix('sha256:')[:16]}/{quote(name)}"
            headers = {
                "WARC-Date": f"{now:%Y-%m-%dT%H:%M:%S.%fZ}",
                "WARC-Block-Digest": said,
                "WARC-Payload-Digest": said,
            }
            start = stream.tell()
            record = writer.create_warc_record(
                url, "resource", BytesIO(body), len(body), kind, warc_headers_dict=headers
            )
            writer.write_record(record)
            record_id = record.rec_headers.get_header("WARC-Record-ID")
            ref = RecordRef(target.name, start, stream.tell() - start, record_id, said, said)
            kept.append(Kept(Capture(url, now, 200, kind, ref), body))
    write_index(target, index)
    return kept


def _name() -> str:
    return f"{PREFIX}-{datetime.now(UTC):%Y%m%d%H%M%S}-{secrets.token_hex(4)}-00000"


def _is_there(source: Path, folder: Path) -> bool:
    """Whether the archive has these bytes already, whatever they are called there."""
    size = source.stat().st_size
    alike = [path for path in folder.glob("*") if path.name.endswith(FINISHED) and path.stat().st_size == size]
    said = file_digest(source) if alike else ""
    return any(file_digest(path) == said for path in alike)


def _is_plain(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(len(PLAIN)) == PLAIN


def _unpack(packed: zipfile.ZipFile, name: str, folder: Path) -> Path:
    target = folder / f"{secrets.token_hex(4)}-{Path(name).name}"
    with packed.open(name) as stream, target.open("wb") as copy:
        shutil.copyfileobj(stream, copy)
    return target


@contextmanager
def _appearing(target: Path) -> Iterator[Path]:
    """A file to be filled that gets its name when it is whole and on disk; nothing of it is left otherwise."""
    unfinished = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield unfinished
        with unfinished.open("rb+") as stream:
            os.fsync(stream.fileno())
        unfinished.rename(target)
        sync_folder(target.parent)
    except OSError as error:
        raise ArchiveError(f"cannot be copied to {target}: {error.strerror or error}") from error
    finally:
        unfinished.unlink(missing_ok=True)
