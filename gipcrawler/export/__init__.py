"""Reports as files for other programs: CSV, JSON Lines, Parquet and SQLite, each described as a data package."""

from gipcrawler.export.write import FORMATS, write_export

__all__ = ["FORMATS", "write_export"]
