"""Describe the files of an export in a `datapackage.json` (Frictionless Data Package, version 1)."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from json import dumps
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from gipcrawler.export.rights import RIGHTS, SAYS, TITLE
from gipcrawler.export.schema import Field, Table
from gipcrawler.export.text import moment
from gipcrawler.export.writing import Format

FILE = "datapackage.json"


def write_package(folder: Path, form: Format, tables: Iterable[Table], seen: "Seen") -> None:
    """Write the description of the files that stand in the folder. It holds no time but those of captures."""
    files = {path.name: (path.stat().st_size, _digest(path)) for path in folder.iterdir()}
    described = {
        "profile": form.profile,
        "name": "gipcrawler-export",
        "title": TITLE,
        "description": SAYS,
        "rights": RIGHTS,
        **({"created": moment(seen.newest)} if seen.newest else {}),
        "sources": [{"title": urlsplit(site).hostname or site, "path": site} for site in sorted(seen.sites)],
        "resources": [_resource(files, form, table) for table in tables],
    }
    folder.joinpath(FILE).write_text(dumps(described, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


class Seen:
    """What the description tells of all rows together: the newest capture, and the sites that were captured."""

    def __init__(self) -> None:
        self.newest: datetime | None = None
        self.sites: set[str] = set()

    def note(self, url: str, at: datetime) -> None:
        """Take down where and when something was captured; a document from a folder came from no site."""
        self.newest = max(self.newest or at, at)
        parts = urlsplit(url)
        if parts.scheme in {"http", "https"}:
            self.sites.add(f"{parts.scheme}://{parts.netloc}/")


def _resource(files: Mapping[str, tuple[int, str]], form: Format, table: Table) -> dict[str, Any]:
    told = form.resource(table)
    return {
        "name": table.name,
        "title": table.title,
        "description": table.says,
        **told,
        "bytes": files[told["path"]][0],
        "hash": files[told["path"]][1],
        "schema": {
            "fields": [_field(field) for field in table.fields],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"fields": [column], "reference": {"resource": other, "fields": [column]}}
                for other, column in table.refers
            ],
        },
    }


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"


def _field(field: Field) -> dict[str, Any]:
    told = {"name": field.name, "type": field.type.value, "title": field.title, "description": field.says}
    return told | ({"constraints": {"required": True}} if field.always else {})
