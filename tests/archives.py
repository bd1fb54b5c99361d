"""A small archive with its database, written by the writer and the store themselves: a listing and three reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from gipcrawler.model import Capture, Exchange, Run
from gipcrawler.reading import read
from gipcrawler.store import Reading, Store
from gipcrawler.warc import ArchiveWriter, read_head
from tests.press import as_docx, as_html, synthetic

RUN = "gansu-20260401000000-abcdef"
STARTED = datetime(2026, 4, 1, 8, 0, 0, 120_003, tzinfo=UTC)
HOST = "http://www.example.gov.cn"
SHEETS = {year: synthetic("山东省高青县人民政府", year, "2021", 5) for year in (2022, 2023, 2024)}
LISTING = "".join(f'<li><a href="/art/{year}.html">{sheet.title[0]}</a></li>' for year, sheet in SHEETS.items())
HTML, DOCX = "text/html; charset=utf-8", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Made:
    """An archive folder, the address of its database, and the capture of each address in the order of fetching."""

    folder: Path
    database: str
    captures: dict[str, Capture]

    @property
    def warc(self) -> Path:
        return next((self.folder / "warc").glob("gansu-*.warc.gz*"))


def answer(body: bytes, media_type: str = HTML, head: bytes = b"", status: bytes = b"200 OK") -> bytes:
    named = f"Content-Type: {media_type}\r\nContent-Length: {len(body)}\r\n".encode()
    return b"HTTP/1.1 " + status + b"\r\n" + named + head + b"\r\n" + body


def exchange(path: str, response: bytes, number: int = 0, **changes) -> Exchange:
    request = f"GET {path} HTTP/1.1\r\nHost: www.example.gov.cn\r\n\r\n".encode()
    started = STARTED + timedelta(seconds=number)
    fields = {"url": HOST + path, "method": "GET", "request": request, "response": response, "started": started}
    return Exchange(**(fields | {"finished": started, "address": "192.0.2.7"} | changes))


def write(folder: Path, exchanges: Sequence[Exchange], prefix: str = "gansu") -> dict[str, Capture]:
    """Exchanges into one finished file of `folder/warc`."""
    info = {"software": "gipcrawler/0.1.0", "run": RUN}
    with ArchiveWriter(folder / "warc", prefix, info) as writer:
        return {one.url: Capture(one.url, one.started, 200, _named(one), writer.write(one)) for one in exchanges}


def _named(one: Exchange) -> str:
    return "".join(read_head(one.response).values("Content-Type")).partition(";")[0]


def make_archive(folder: Path) -> Made:
    """The archive; the report of 2023 is a page and the Word file attached to it."""
    pages = {f"/art/{year}.html": as_html(sheet) for year, sheet in SHEETS.items()}
    exchanges = [exchange("/art/", answer(LISTING.encode()))]
    exchanges += [exchange(path, answer(body), number) for number, (path, body) in enumerate(pages.items(), 1)]
    exchanges.append(exchange("/art/2023.docx", answer(as_docx(SHEETS[2023]), DOCX), 4))
    captures = write(folder, exchanges)
    database = f"sqlite:///{folder}/gip.db"
    store = Store.open(database)
    store.start_run(Run(RUN, "gansu", {}, STARTED))
    for path, body in pages.items():
        documents = [captures[HOST + path]]
        if path == "/art/2023.html":
            documents.append(captures[HOST + "/art/2023.docx"])
        store.save(Reading(RUN, "gansu", "370000", tuple(documents), documents[0], read(body, HTML)))
    store.close()
    return Made(folder, database, captures)
