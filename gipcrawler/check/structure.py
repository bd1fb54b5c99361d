"""Check what a report must be made of: its sections and tables, filled in and not left as the template has them."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

from gipcrawler.forms import section_names
from gipcrawler.model import Finding, Report, Section, Verdict
from gipcrawler.text.spaces import fold

FIRST_FORM = "2019"  # what was free before has six sections since (国办公开办函〔2019〕60号)
FIRST_YEAR = 2019
FEE_FORM = "2021"
FEE = "信息处理费"
FEES = ("administrative_fees", "amount_wan_yuan")
OTHER = "other_matters"


@dataclass(frozen=True)
class Marks:
    """The data of `structure.toml`."""

    instructions: tuple[re.Pattern[str], ...]
    lengths: re.Pattern[str]
    blanks: re.Pattern[str]
    suspicious: re.Pattern[str]
    nothing: re.Pattern[str]
    shortest: int
    speaking: tuple[str, ...]
    open: tuple[str, ...]


@cache
def marks() -> Marks:
    """The data of `structure.toml`, as patterns."""
    data = tomllib.loads(files(__package__).joinpath("structure.toml").read_text("utf-8"))
    return Marks(
        tuple(map(re.compile, data["instructions"])),
        re.compile(data["lengths"]),
        re.compile(data["blanks"]),
        re.compile(data["suspicious"]),
        re.compile(data["nothing"] + "[。.]?"),
        data["shortest"],
        tuple(data["speaking"]),
        tuple(data["open"]),
    )


def check_structure(report: Report) -> Iterator[Finding]:
    """Findings on what is missing, empty or left over from the template; older reports had no fixed parts."""
    if not report.sections and not report.cells:
        yield _broken("nothing_read", "report", 0, 1, "没有识别出任何部分或表格")
        return
    if is_formal(report):
        yield from _missing(report)
        yield from _empty(report)
        yield from _fees(report)
    yield from _instructions(report.sections)


def is_formal(report: Report) -> bool:
    """Whether a report owes the six sections and three tables: by its tables, or where it has none by its year."""
    followed = {form_id for form_id in report.forms.values() if form_id}
    if followed:
        return max(followed) >= FIRST_FORM
    return report.year is not None and report.year >= FIRST_YEAR


def _missing(report: Report) -> Iterator[Finding]:
    present = {section.key for section in report.sections}
    tables = {cell.table for cell in report.cells}
    strangers = any(section.key is None and fold(section.text) for section in report.sections)
    for name in section_names():
        if name.table and name.key in present and name.table not in tables:
            says = f"“{name.label}”部分没有可以识别的表格"
            yield _broken("table_missing", name.key, 0, 1, says)
        elif name.key not in present and name.table not in tables and (name.table or not strangers):
            yield _broken("section_missing", name.key, 0, 1, f"没有“{name.label}”部分")


def _empty(report: Report) -> Iterator[Finding]:
    known = marks()
    for at, section in enumerate(report.sections):
        text = fold(section.text)
        goes_on = any(
            next_one.key is None and len(fold(next_one.text)) >= known.shortest
            for next_one in report.sections[at + 1 : at + 2]
        )
        if section.key in known.speaking:
            is_empty = len(text) < known.shortest or known.nothing.fullmatch(text) is not None
        else:
            is_empty = section.key in known.open and not text
        if is_empty and not goes_on:
            shown = f"只有“{text}”" if text else "没有内容"
            yield _broken(
                "section_empty", section.key or "", len(text), known.shortest, f"“{section.title}”部分{shown}"
            )


def _instructions(sections: Sequence[Section]) -> Iterator[Finding]:
    """One finding for all that a section kept of the template; `left` counts the places."""
    known = marks()
    found: dict[str, list[str]] = {}
    for section in sections:
        for at, line in enumerate((section.title, *section.text.split("\n"))):
            if known.suspicious.search(line):
                text = fold(line)
                length = known.lengths.search(text) if at == 0 else known.lengths.match(text)
                hits = [match[0] for pattern in (*known.instructions, known.blanks) for match in pattern.finditer(text)]
                found.setdefault(section.key or section.title, []).extend([*([length[0]] if length else ()), *hits])
    for where, hits in found.items():
        if hits:
            yield _broken(
                "instructions_left", where, len(hits), 0, f"模板文字未删改：{'、'.join(dict.fromkeys(hits[:3]))}"
            )


def _fees(report: Report) -> Iterator[Finding]:
    """Since 2021 section six tells of the 信息处理费; table two counts other fees, hence no more than a question."""
    if report.forms.get("active_disclosure") != FEE_FORM:
        return
    fees = [cell.value for cell in report.cells if (cell.row, cell.column) == FEES and cell.value]
    texts = {section.key: fold(section.text) for section in report.sections}
    said = any(FEE in text for text in texts.values())
    if fees and not said and texts.get(OTHER) and marks().nothing.fullmatch(texts[OTHER]):
        says = "表二有收费，第六部分只填“无”，没有说明是否收取信息处理费"
        yield Finding("fee_unmentioned", OTHER, Verdict.UNASSESSABLE, sum(fees, Decimal(0)), None, says)


def _broken(rule: str, where: str, left: int, right: int, says: str) -> Finding:
    return Finding(rule, where, Verdict.BROKEN, Decimal(left), Decimal(right), says)
