"""Lay coverage out for people: divisions by years, governments and departments apart, and the sums of each year."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from gipcrawler.places import Place
from gipcrawler.survey.due import Organ
from gipcrawler.survey.owners import CENTRAL, REASONS
from gipcrawler.survey.sheet import NOTHING, Field, Line, Sheet, Words, number, percent

if TYPE_CHECKING:
    from gipcrawler.survey.coverage import Coverage

LEVEL_NAMES = {
    "province": Words("Province", "省级"),
    "prefecture": Words("Prefecture", "市级"),
    "county": Words("County", "县级"),
    "township": Words("Township", "乡级"),
}
STATES = {
    "owed": Words("Owed", "应有"),
    "kept": Words("Kept", "已收录"),
    "unread": Words("Unread", "未能读取"),
    "missing": Words("Missing", "缺失"),
    "not_yet_due": Words("Not yet due", "未到期"),
    "did_not_exist": Words("Did not exist", "尚不存在"),
}
DIVISION = Words("Division", "区划")
GOVERNMENTS = Words("Coverage: governments", "各级人民政府")
GOVERNMENTS_SAY = Words(
    "By level: governments of which a report is kept, of all in the register. By year: reports kept.",
    "各级：已收录报告的政府数／名录中的政府数。各年：已收录报告数，颜色表示占应有报告的比例。",
)
DEPARTMENTS = Words("Coverage: departments", "各级部门")
DEPARTMENTS_SAY = Words(
    "Departments known by a report, each owing one from its first year on. By year: reports kept.",
    "部门以收录或发现的第一份报告为准，自该年度起计算。各年：已收录报告数，颜色表示占应有报告的比例。",
)
KNOWN = Words("Known", "已知部门")
YEARS = Words("Coverage: years", "各年度情况")
YEAR = Words("Year", "年度")
SHARE = Words("Kept of owed", "收录比例")
TOTAL = Words("Total", "合计")


def sheets(coverage: "Coverage") -> tuple[Sheet, ...]:
    """Governments; departments, where any is known; and the years."""
    departments = (_divisions(coverage, "department"),) if _knows(coverage, "department") else ()
    return (_divisions(coverage, "government"), *departments, _years(coverage))


def _knows(coverage: "Coverage", organ: Organ) -> bool:
    return any(kind == organ for _, _, kind in coverage.ever)


def _divisions(coverage: "Coverage", organ: Organ) -> Sheet:
    states: Counter[tuple[str, int, str]] = Counter()
    for count in coverage.counts:
        if count.organ == organ:
            for state in STATES:
                states[count.place, count.year, state] += getattr(count, state)
    rows = [row for row in coverage.divisions if row.code != CENTRAL or organ == "department"]
    total = Line((Field(TOTAL), *_there(coverage, organ, None), *_sums(coverage, organ)), "total")
    governments = organ == "government"
    heads = [LEVEL_NAMES[level] for level in coverage.levels] if governments else [KNOWN]
    return Sheet(
        GOVERNMENTS if governments else DEPARTMENTS,
        (DIVISION, *heads, *(Words(str(year), str(year)) for year in coverage.years)),
        (*(_division(coverage, organ, row, states) for row in rows), total),
        may_go=tuple(range(1 + len(heads), len(heads) + len(coverage.years))),
        notes=(GOVERNMENTS_SAY if governments else DEPARTMENTS_SAY,),
    )


def _division(coverage: "Coverage", organ: Organ, row: Place, states: Counter[tuple[str, int, str]]) -> Line:
    years = []
    for year in coverage.years:
        counted = {state: states[row.code, year, state] for state in STATES}
        told = "，".join(f"{STATES[state].chinese} {count}" for state, count in counted.items())
        share = counted["kept"] / counted["owed"] if counted["owed"] else None
        years.append(Field(number(counted["kept"]), share, f"{row.name} {year}：{told}"))
    there = _there(coverage, organ, row.code)
    kept = any(states[row.code, year, "kept"] for year in coverage.years)
    return Line((Field(row.name), *there, *years), "" if kept else "faint")


def _there(coverage: "Coverage", organ: Organ, place: str | None) -> Iterator[Field]:
    """Of how many organs of a row, or of all, a report is kept, and how many there are; departments of all levels."""
    levels = coverage.levels if organ == "government" else (None,)
    for level in levels:
        groups = [
            pair
            for (row, of, kind), pair in coverage.ever.items()
            if place in {None, row} and kind == organ and level in {None, of}
        ]
        have, there = sum(pair[0] for pair in groups), sum(pair[1] for pair in groups)
        yield Field(f"{have}/{there}" if there else NOTHING)


def _sums(coverage: "Coverage", organ: Organ) -> Iterator[Field]:
    for year in coverage.years:
        yield Field(number(sum(one.kept for one in coverage.counts if (one.year, one.organ) == (year, organ))))


def _years(coverage: "Coverage") -> Sheet:
    lines = []
    for year in coverage.years:
        counts = [count for count in coverage.counts if count.year == year]
        sums = {state: sum(getattr(count, state) for count in counts) for state in STATES}
        share = sums["kept"] / sums["owed"] if sums["owed"] else None
        shown = Field(NOTHING if share is None else percent(share), share)
        lines.append(Line((Field(str(year)), *(Field(number(sums[state])) for state in STATES), shown)))
    return Sheet(YEARS, (YEAR, *STATES.values(), SHARE), tuple(lines), notes=tuple(_remarks(coverage)))


def _remarks(coverage: "Coverage") -> Iterator[Words]:
    if coverage.apart:
        apart = sorted(coverage.apart.items())
        yield Words(
            f"Not in the table: {', '.join(f'{number} {reason}' for reason, number in apart)}.",
            f"未计入：{'，'.join(f'{REASONS[reason]} {number}' for reason, number in apart)}。",
        )
