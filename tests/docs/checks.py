"""The rules of gipcrawler/check and its data files into docs/checks.md."""

from dataclasses import asdict

from gipcrawler.check import rule_notes
from gipcrawler.check.plausible import LEVELS, jumps, moneys, near_copy
from gipcrawler.forms import forms, wording
from gipcrawler.forms.mentions import Summand
from tests.docs.markdown import GENERATED, code, table

BEGINNING = f"""# Checks

{GENERATED}

A finding says in Chinese, in one sentence, what a rule saw, with the figures of both sides. `gipcrawler.check` makes
them, from reports alone:

- `check(report)` holds a report against its form and its own words; this is done whenever a report is read.
- `check_years(report, last_year)` holds two years of one publisher against each other. A rule belongs to the form of
  the later table, and is asked where the earlier one has the row too.
- `Copies` finds sections that are nearly those of the publisher's last year, or of a neighbour.

`holds=True` gives what is kept as well. A verdict is `broken`, or `unassessable` where a figure is missing that could
make up the difference: a cell without a number counts as zero for the test. A row that the issuer split counts with the
sum of its parts. *Hard* rules leave no other way out; behind a broken *soft* one may stand a good reason. The worst
stand first: broken hard, broken soft, unassessable, each by the width of its gap.
"""
JUMPS = """## Sudden jumps

`jump` is told where the larger of two years' figures reaches the size and is that many times the smaller one
(`gipcrawler/check/plausible.toml`).
"""
MENTIONS = """## What texts say

`mention` asks, of sentences that speak of the whole report and of its year, whether a figure fits one of these sums of
cells; `*` stands for rows. Where it is said more than once and fits somewhere, nothing is told. `mention_share` asks
the same of percentages. Patterns and the words around them: `gipcrawler/forms/mentions.toml`.
"""
COPIES = """## Near copies

`near_copy` compares sections by their clauses, without digits and without the names of the issuer and its places. Told
is a section of which {last_year:.0%} stand in that of the publisher's last year, or {neighbour:.0%} in that of a
neighbour: a government beside it below the same one, or another department of its place. Clauses found in {common}
prefectures, or districts of 北京市 and the like, count on neither side; at least {clauses} others with {characters}
characters must be left.
"""
MONEY = """## Amounts

`amount` is told above these bounds in 万元; `unit_jump` where two years differ about ten thousand times.
"""


def page() -> str:
    """The page."""
    reaches = {"report": "one report", "years": "and its last year", "neighbours": "and other reports"}
    rules = [
        (code(note.id), note.name, note.severity, reaches[note.reach], note.says) for note in rule_notes().values()
    ]
    sprung = [
        (code(row), code(jump.column), str(jump.factor), str(jump.least)) for jump in jumps() for row in jump.rows
    ]
    bounds = [
        (code(f"{one.table}/{one.row}"), *(str(one.bounds.get(level, "")) for level in LEVELS)) for one in moneys()
    ]
    said = [
        (one.label, "; ".join(code(" + ".join(map(_term, reading)).replace("+ -", "- ")) for reading in one.readings))
        for one in wording().mentions
    ]
    parts = [
        BEGINNING,
        f"## Rules\n\n{table(('rule', '名称', 'severity', 'needs', 'says'), rules)}",
        f"{_files()}\n",
        f"{MENTIONS}\n{table(('文字', 'readings'), said)}",
        COPIES.format(**asdict(near_copy())),
        f"{JUMPS}\n{table(('row', 'column', 'times', 'from'), sprung)}",
        f"{MONEY}\n{table(('cell', *LEVELS), bounds)}",
    ]
    return "\n".join(parts)


def _term(term: Summand) -> str:
    return f"{'-' if term.sign < 0 else ''}{term.table}/{term.row}/{term.column}"


def _files() -> str:
    """Which rules are data of the form files."""
    given = [f"`{form.id}.toml` gives {', '.join(dict.fromkeys(rule.id for rule in form.rules))}" for form in forms()]
    return f"Of these {'; '.join(given)} ([forms](forms.md)); the others stand in `gipcrawler/check/`."
