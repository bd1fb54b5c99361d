"""Exchanges as WARC records on disk, and records back as payloads; the only room that imports warcio."""

from gipcrawler.warc.folder import OPEN, TORN
from gipcrawler.warc.message import Head, read_head, split_interim, status_of
from gipcrawler.warc.read import Record, read_record, records
from gipcrawler.warc.rendering import Rendering
from gipcrawler.warc.salvage import Salvaged, salvage
from gipcrawler.warc.write import ArchiveWriter

__all__ = [
    "OPEN",
    "TORN",
    "ArchiveWriter",
    "Head",
    "Record",
    "Rendering",
    "Salvaged",
    "read_head",
    "read_record",
    "records",
    "salvage",
    "split_interim",
    "status_of",
]
