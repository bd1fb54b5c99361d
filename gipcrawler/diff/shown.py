"""What a page needs to know of one side of a change besides the change itself."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gipcrawler.model import Cell, Report


@dataclass(frozen=True, slots=True)
class Shown:
    """A report as one side of a page: what it is called, and where what it says can be looked up.

    `url` is where it was published, `captured` when it was seen there (as it is to be printed), `record` the id of the
    WARC record; `anchor` gives the address of a cell's origin, or null.
    """

    report: Report
    name: str = ""
    url: str | None = None
    captured: str | None = None
    record: str | None = None
    anchor: Callable[[Cell], str | None] | None = None

    def address(self, cell: Cell | None) -> str | None:
        """Where a figure can be looked up, or null."""
        return self.anchor(cell) if self.anchor and cell else None

    def facts(self) -> Iterator[tuple[str, str]]:
        """What is known of the report, with Chinese labels, in the order to print it."""
        report = self.report
        forms = dict.fromkeys(form for form in report.forms.values() if form)
        known = {
            "发布机构": report.issuer,
            "行政区划代码": report.place,
            "报告年度": None if report.year is None else f"{report.year}",
            "发布日期": report.published.isoformat() if report.published else None,
            "表格格式": "、".join(f"{form} 年" for form in forms) or None,
            "采集时间": self.captured,
            "存档记录": self.record,
        }
        yield from ((label, fact) for label, fact in known.items() if fact)
