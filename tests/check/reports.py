"""Make the reports that checks are tried on: a form with figures that hold, and text of the test's own."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from gipcrawler.model import Cell, Report, Section, State
from gipcrawler.reading import read
from tests.press import as_html, synthetic

TITLES = {
    "overview": "总体情况",
    "active_disclosure": "主动公开政府信息情况",
    "applications": "收到和处理政府信息公开申请情况",
    "review_litigation": "政府信息公开行政复议、行政诉讼情况",
    "problems": "存在的主要问题及改进情况",
    "other_matters": "其他需要报告的事项",
}
# Table three by row, all of natural persons: 120 new and 8 carried over, 118 closed and 10 carried forward
REQUESTS = {
    "new_requests": 120,
    "carried_over": 8,
    "granted": 61,
    "partially_granted": 14,
    "denied_other_law": 3,
    "denied_internal_affairs": 6,
    "unavailable_not_held": 22,
    "not_processed_repeat": 5,
    "other_misc": 7,
    "result_total": 118,
    "carried_forward": 10,
}
DISPUTES = {
    "review": {"upheld": 4, "corrected": 1, "pending": 2, "total": 7},
    "litigation_direct": {"upheld": 3, "total": 3},
}
MADE = {
    "normative_documents": {"made": 4, "repealed": 2, "in_force": 31},
    "administrative_licensing": {"decisions": 870},
    "administrative_penalty": {"decisions": 45},
    "administrative_fees": {"amount_wan_yuan": 12},
}
FIGURES: Mapping[tuple[str, str, str], int] = {
    **{("applications", row, column): n for row, n in REQUESTS.items() for column in ("natural_person", "total")},
    **{("review_litigation", row, column): n for row, some in DISPUTES.items() for column, n in some.items()},
    **{("active_disclosure", row, column): n for row, some in MADE.items() for column, n in some.items()},
}
QUIET = "本节照实写来，没有别的要交代。"
BLANK = read(as_html(synthetic("山东省高青县人民政府", 2022, "2021", 5)))


def report(issuer: str = "山东省高青县人民政府", place: str | None = "370322", **texts: str) -> Report:
    """A report on 2022 in the form of 2021 with the figures above, zero elsewhere; `texts` by section."""
    cells = tuple(figured(cell, FIGURES.get((cell.table, cell.row, cell.column), 0)) for cell in BLANK.cells)
    sections = tuple(Section(key, None, title, texts.get(key, QUIET)) for key, title in TITLES.items())
    return replace(BLANK, issuer=issuer, place=place, cells=cells, sections=sections, findings=())


def figured(cell: Cell, value: Decimal | int | str | None) -> Cell:
    """The cell with another figure, or blank."""
    if value is None:
        return replace(cell, raw="", value=None, state=State.BLANK, unit=None)
    return replace(cell, raw=str(value), value=Decimal(value), state=State.NUMBER, unit=None)


def changed(read_: Report, table: str, row: str, column: str, value: Decimal | int | str | None) -> Report:
    """The report with one figure set, or blanked."""
    address = (table, row, column)
    return replace(
        read_,
        cells=tuple(
            figured(cell, value) if (cell.table, cell.row, cell.column) == address else cell for cell in read_.cells
        ),
    )
