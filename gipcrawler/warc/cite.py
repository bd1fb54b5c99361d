"""A report and the capture that it was read from into a citation: GB/T 7714-2015, BibTeX or CSL-JSON.

Each names, beside what a reader expects, what lets him check it: the time of the capture, the WARC record, the digest
of its payload and the address at which `gipcrawler replay` shows it.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, timedelta, timezone

from gipcrawler.model import Capture
from gipcrawler.warc.replay import replay_address

BEIJING = timezone(timedelta(hours=8))
"""The day of a capture is that of its readers and of the portal."""
# What TeX reads as something else
TEX = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "&%$#_{}"},
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


@dataclass(frozen=True, slots=True)
class Cited:
    """What is cited: `key` is unique and ASCII; author, title and date of publication are null where nobody says."""

    key: str
    author: str | None
    title: str | None
    published: date | None
    capture: Capture

    @property
    def seen(self) -> date:
        """The day of the capture in China."""
        return self.capture.captured_at.astimezone(BEIJING).date()

    @property
    def captured(self) -> str:
        """The time of the capture, ISO 8601 in UTC, to the second, as archives name it."""
        return f"{self.capture.captured_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"

    @property
    def replay(self) -> str:
        """Where the capture can be seen while `gipcrawler replay` runs."""
        return replay_address(self.capture.url, f"{self.capture.captured_at.astimezone(UTC):%Y%m%d%H%M%S}")


def gbt7714(cited: Cited) -> str:
    """GB/T 7714-2015, section 4.6: 责任者. 题名[EB/OL]. (发布日期)[引用日期]. 访问路径. Then what the archive knows.

    The day of citation is that of the capture, for what is cited is what was there then.
    """
    responsible = f"{cited.author}. " if cited.author else ""
    published = f"({cited.published.isoformat()})" if cited.published else ""
    record = cited.capture.record
    return (
        f"{responsible}{cited.title or cited.capture.url}[EB/OL]. {published}[{cited.seen.isoformat()}]. "
        f"{cited.capture.url}. 存档时间: {cited.captured}. WARC 记录: {record.record_id}. "
        f"摘要: {record.payload_digest}. 回放: {cited.replay}.\n"
    )


def bibtex(cited: Cited) -> str:
    """A `@misc` of BibTeX, with the fields `url` and `urldate` that biblatex and newer styles know."""
    fields = {
        "author": cited.author and f"{{{cited.author.translate(TEX)}}}",  # an organ, not a person's names
        "title": f"{{{(cited.title or cited.capture.url).translate(TEX)}}}",
        "year": str((cited.published or cited.seen).year),
        "date": cited.published and cited.published.isoformat(),
        "url": cited.capture.url,
        "urldate": cited.seen.isoformat(),
        "note": f"captured {cited.captured}, WARC record {cited.capture.record.record_id}, "
        f"payload {cited.capture.record.payload_digest}, replay {cited.replay}".translate(TEX),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{cited.key},\n{lines}}}\n"


def csl_json(cited: Cited) -> str:
    """A list of one item of CSL-JSON 1.0; what its schema has no name for stands in `custom`."""
    record = cited.capture.record
    item = {
        "id": cited.key,
        "type": "report",
        "title": cited.title or cited.capture.url,
        "author": [{"literal": cited.author}] if cited.author else None,
        "issued": _parts(cited.published) if cited.published else None,
        "accessed": _parts(cited.seen),
        "URL": cited.capture.url,
        "archive": "WARC",
        "archive_location": record.record_id,
        "language": "zh-CN",
        "custom": {
            "captured": cited.captured,
            "record_id": record.record_id,
            "payload_digest": record.payload_digest,
            "replay": cited.replay,
            "warc_file": record.file,
            "warc_offset": record.offset,
        },
    }
    return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=2) + "\n"


STYLES: Mapping[str, Callable[[Cited], str]] = {"gbt7714": gbt7714, "bibtex": bibtex, "csl-json": csl_json}


def citation_key(report_id: int, place: str | None, year: int | None) -> str:
    """The key that a report is cited by, ASCII and unique in its database: gip-510000-2021-7."""
    return "-".join(str(part) for part in ("gip", place, year, report_id) if part is not None)


def _parts(day: date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}
