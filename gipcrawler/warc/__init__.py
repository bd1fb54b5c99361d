"""Exchanges as WARC records on disk, and records back as payloads; the only room that imports warcio."""

from gipcrawler.warc.message import Head, read_head, split_interim, status_of
from gipcrawler.warc.read import Record, read_record, records
from gipcrawler.warc.write import ArchiveWriter

__all__ = [
    "ArchiveWriter",
    "Head",
    "Record",
    "read_head",
    "read_record",
    "records",
    "split_interim",
    "status_of",
]
