"""Check what a table leaves open: cells without a number, rule R10 of FORMATS section 6, and rows that are missing."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from gipcrawler.forms import Table
from gipcrawler.model import Cell, Finding, State, Verdict

NAMES = {State.BLANK: "空白", State.DASH: "填横线", State.TEXT: "填文字"}
SHOWN = 3


def check_gaps(table: Table, cells: Sequence[Cell]) -> Iterator[Finding]:
    """One finding for all cells of a table that hold no number, and one for all rows that it does not have."""
    total = Decimal(len(cells))
    gaps = [cell for cell in cells if cell.state is not State.NUMBER]
    if gaps:
        count = Counter(NAMES[cell.state] for cell in gaps)
        kinds = "、".join(f"{number} 格{name}" for name, number in count.items())
        where = "、".join(f"{cell.label}·{table.column_of[cell.column].label}" for cell in gaps[:SHOWN])
        says = f"{len(cells)} 格中 {kinds}，不能当作零：{where}{' 等' if len(gaps) > SHOWN else ''}"
        yield Finding("R10", table.key, Verdict.UNASSESSABLE, total - len(gaps), total, says)
    rows = {cell.row for cell in cells}
    missing = [row.label for row, _ in table.rows if row.key not in rows]
    if missing:
        says = f"表中缺 {len(missing)} 行：{'、'.join(missing[:SHOWN])}{' 等' if len(missing) > SHOWN else ''}"
        yield Finding(
            "missing_rows", table.key, Verdict.UNASSESSABLE, Decimal(len(rows)), Decimal(len(table.rows)), says
        )
