"""Lay quality out for people: a table a dimension with shares in percent, and why documents were not read."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from gipcrawler.reading import PARSER_VERSION
from gipcrawler.survey.coverage_sheets import LEVEL_NAMES
from gipcrawler.survey.sheet import NOTHING, Column, Field, Line, Sheet, Words, address, number, of, percent, sheet_of

if TYPE_CHECKING:
    from gipcrawler.survey.quality import By, QualityLine, Reason

DIMENSIONS: Mapping["By", tuple[Words, Words]] = {
    "source": (Words("Quality by source", "按来源"), Words("Source", "来源")),
    "family": (Words("Quality by portal family", "按网站系统"), Words("Family", "网站系统")),
    "place": (Words("Quality by place", "按地区"), Words("Place", "地区")),
    "level": (Words("Quality by level", "按层级"), Words("Level", "层级")),
    "carrier": (Words("Quality by carrier", "按文件格式"), Words("Carrier", "文件格式")),
    "form": (Words("Quality by form", "按报告格式"), Words("Form", "报告格式")),
}
UNKNOWN = Words("unknown", "不明")
REASONS = Words("Why documents were not read", "未能读取的原因")
MOST = 30
"""Rows of a dimension, and reasons, that a table for people has; CSV and JSON have all."""


def sheet(by: "By", rows: Sequence["QualityLine"]) -> Sheet:
    """The table of a dimension, the worst rows first."""
    title, head = DIMENSIONS[by]
    columns = (Column(head, _name), *COLUMNS)
    rest = len(rows) - MOST
    notes = (Words(f"{rest} more: see csv or json.", f"另有 {rest} 行未列出。"),) if rest > 0 else ()
    return sheet_of(title, rows[:MOST], columns, 1, *notes)


def reason_sheet(reasons: Sequence["Reason"], parsers: Mapping[str, int]) -> Iterator[Sheet]:
    """The reasons, where there are any, with which parsers read the rest."""
    older = sum(reports for version, reports in parsers.items() if version != PARSER_VERSION)
    notes = (
        (
            Words(
                f"{older} reports were read by an older parser: `gipcrawler reread`.",
                f"{older} 份报告由旧版解析器读取，可用 gipcrawler reread 重读。",
            ),
        )
        if older
        else ()
    )
    if reasons or notes:
        heads = (Words("Reason", "原因"), Words("Example", "示例"), Words("Documents", "文件数"))
        shown = (Line((Field(one.reason), Field(one.example), Field(number(one.documents)))) for one in reasons[:MOST])
        yield Sheet(REASONS, heads, tuple(shown), 2, notes=notes)


def _name(line: "QualityLine") -> Field:
    if line.key == UNKNOWN.english:
        return Field(UNKNOWN)
    return Field(LEVEL_NAMES.get(line.key, address(line.name)))


def _share(head: Words, part: Callable[["QualityLine"], int], whole: Callable[["QualityLine"], int]) -> Column:
    """A column with a share, coloured by it; nothing where there is no whole."""

    def fill(line: "QualityLine") -> Field:
        there = whole(line)
        share = part(line) / there if there else None
        return Field(NOTHING if share is None else percent(share), share, f"{part(line)}/{there}")

    return Column(head, fill)


COLUMNS = (
    of("reports", Words("Reports", "报告"), number),
    _share(Words("Good", "完好"), lambda line: line.good, lambda line: line.reports + line.unread),
    _share(Words("Tables", "三表齐全"), lambda line: line.whole, lambda line: line.tabled),
    of("cells", Words("Cells", "单元格"), number),
    _share(Words("Figures", "有数值"), lambda line: line.figures, lambda line: line.cells),
    _share(Words("Held", "规则成立"), lambda line: line.held, lambda line: line.weighed),
    of("broken", Words("Broken", "不平"), number),
    of("unassessable", Words("Unassessed", "无法判断"), number),
    of("unread", Words("Unread", "未能读取"), number),
    of("leftovers", Words("Leftovers", "表外内容"), number),
    of("outdated", Words("Outdated", "待重读"), number),
)
