"""Make up reports whose figures hold together: R1 to R4 of FORMATS in each year, R6 to R8 from one year to the next."""

from collections.abc import Mapping
from datetime import date
from random import Random

from tests.press import forms
from tests.press.prose import HEADINGS, Composer
from tests.press.sheet import Figures, Printed, Row, Sheet, amount

Counts = dict[str, int]
APPLICANTS = tuple(key for key, _ in forms.APPLICANTS if key != "total")
CASES = tuple(key for key, _ in forms.CASES if key != "total")
# How much there is to count, by the end of an issuer's name
SIZES = (
    ("街道办事处", 1),
    ("镇人民政府", 1),
    ("乡人民政府", 1),
    ("县人民政府", 8),
    ("区人民政府", 8),
    ("市人民政府", 40),
)
COUNTRY_SIZE = 80
RULE_MAKERS = 40  # 规章 are made from the districted city up (FORMATS R9)
SUB_HEADS = ("run-in", "own-line", "nested")


def synthetic(
    issuer: str, year: int, form: str | Mapping[str, str] = "2021", seed: int = 0, previous: Sheet | None = None
) -> Sheet:
    """A report of an issuer on a year, the same for the same arguments.

    `form` is one form for all tables or one for each; `previous` is the issuer's report on the year before: what it
    carried forward is carried over here, and what it counted is counted on.
    """
    followed = dict.fromkeys(forms.TABLES, form) if isinstance(form, str) else form
    random = Random(f"{issuer}|{year}|{seed}")
    size = next((size for end, size in SIZES if issuer.endswith(end)), COUNTRY_SIZE)
    before = previous.figures if previous else {}
    figures = {
        "active_disclosure": _active_disclosure(followed["active_disclosure"], size, random, before),
        "applications": _applications(followed["applications"], size, random, before),
        "review_litigation": _review_litigation(followed["review_litigation"], size, random),
    }
    composer = Composer(issuer, year, figures, str(seed))
    style = random.choice(SUB_HEADS)
    title = f"{year}年政府信息公开工作年度报告"
    return Sheet(
        issuer=issuer,
        year=year,
        title_lines=(issuer, title) if random.random() < 0.5 else (issuer + title,),
        published=date(year + 1, 1, random.randint(8, 30)),
        preamble=(composer.preamble(),),
        sections=tuple(composer.section(heading, style) for heading in HEADINGS),
        figures=figures,
    )


def _active_disclosure(form: str, size: int, random: Random, before: Mapping[str, Figures]) -> Figures:
    last = before.get("active_disclosure")
    known = last.rows if last and last.form == form else {}
    plan = _row_2019 if form == "2019" else _row_2021
    rows: dict[str, Row] = {}
    for row in forms.rows("active_disclosure", form):
        scale = 0 if row == "regulations" and size < RULE_MAKERS else size
        rows[row] = plan(row, scale, random, known.get(row, {}))
    return Figures(form, rows)


def _row_2021(row: str, size: int, random: Random, last: Row) -> Row:
    if row == "administrative_fees":
        return {"amount_wan_yuan": f"{random.randint(0, size * 9_999_999) / 10_000:.4f}".rstrip("0").rstrip(".")}
    if row not in {"regulations", "normative_documents"}:
        return {"decisions": random.randint(0, 300 * size)}
    made, standing = random.randint(0, size), _figure(last, "in_force", random.randint(size, 6 * size))
    repealed = random.randint(0, min(standing, size))
    return {"made": made, "repealed": repealed, "in_force": standing + made - repealed}


def _row_2019(row: str, size: int, random: Random, last: Row) -> Row:
    if row == "government_procurement":
        return {"items": random.randint(0, 9 * size), "amount": f"{random.randint(0, size * 9_999_999) / 10_000:.4f}"}
    if row in {"regulations", "normative_documents"}:
        made = random.randint(0, size)
        return {"made": made, "newly_public": made, "total_public": made + random.randint(size, 6 * size)}
    items = _figure(last, "previous_year_items", random.randint(2 * size, 20 * size)) + _figure(last, "change", 0)
    change = random.randint(-min(items, size), size)
    values: dict[str, Printed] = {"previous_year_items": items, "change": f"+{change}" if change > 0 else change}
    return values if row == "administrative_fees" else {**values, "decisions": random.randint(0, 300 * size)}


def _applications(form: str, size: int, random: Random, before: Mapping[str, Figures]) -> Figures:
    details = forms.detail_rows(form)
    counts: dict[str, Counts] = {row: {} for row in forms.rows("applications", form)}
    for column in APPLICANTS:
        most = 4 * size if column == "natural_person" else size // 2
        done, left = random.randint(0, most), random.randint(0, most // 8)
        over = random.randint(0, min(done, most // 8))
        if "applications" in before:
            over = _figure(before["applications"].rows["carried_forward"], column, 0)
            done = max(done, over)
        for row in details:
            counts[row][column] = 0
        for _ in range(done):
            counts[random.choice(details)][column] += 1
        counts["result_total"][column] = done
        counts["carried_forward"][column] = left
        counts["carried_over"][column] = over
        counts["new_requests"][column] = done + left - over
    return Figures(form, {row: _with_total(values) for row, values in counts.items()})


def _review_litigation(form: str, size: int, random: Random) -> Figures:
    groups = forms.rows("review_litigation", form)
    return Figures(form, {group: _with_total({case: random.randint(0, size) for case in CASES}) for group in groups})


def _with_total(counts: Counts) -> Counts:
    return {**counts, "total": sum(counts.values())}


def _figure(row: Row, column: str, otherwise: int) -> int:
    value = amount(row.get(column))
    return otherwise if value is None else int(value)
