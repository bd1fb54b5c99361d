"""Turn a report into its findings: every rule that one report can keep or break by itself."""

from collections.abc import Iterator, Sequence

from gipcrawler.check.counts import check_counts
from gipcrawler.check.doubt import check_doubt
from gipcrawler.check.gaps import check_gaps
from gipcrawler.check.mentions import check_mentions
from gipcrawler.check.plausible import check_money, check_powers, check_split
from gipcrawler.check.standing import Standing, standing_of
from gipcrawler.check.structure import check_structure
from gipcrawler.check.sums import check_sums
from gipcrawler.check.tables import Filled, filled_tables
from gipcrawler.forms import form
from gipcrawler.model import Finding, Report, Verdict

SPLIT = "R3"  # the rule over rows whose cells stand beside each other


def check(report: Report, *, holds: bool = False) -> tuple[Finding, ...]:
    """What is broken or unassessable in a report, in the order of tables and rules, then of its text.

    With `holds` also the rules that are kept, which a share of rules kept needs. `rules.toml` lists all rules;
    `check_years` and `Copies` hold a report against others.
    """
    return tuple(findings(report, tuple(filled_tables(report)), holds=holds))


def findings(report: Report, tables: Sequence[Filled], *, holds: bool) -> Iterator[Finding]:
    """The same of a report whose tables are filled already."""
    standing = standing_of(report)
    for filled in tables:
        yield from _sums(filled, holds=holds)
        yield from _plausible(filled, standing)
    yield from check_mentions(report, tables, standing, holds=holds)
    yield from check_structure(report)


def _sums(filled: Filled, *, holds: bool) -> Iterator[Finding]:
    for rule in form(filled.form_id).rules:
        if rule.table == filled.table.key and not rule.reaches_back:
            found = list(check_sums(rule, filled, holds=holds))
            yield from found
            if rule.id == SPLIT:
                yield from check_split(rule, filled, [one for one in found if one.verdict is Verdict.BROKEN])


def _plausible(filled: Filled, standing: Standing) -> Iterator[Finding]:
    cells = [cell for some in filled.cells.values() for cell in some]
    yield from check_counts(filled.table, cells)
    yield from check_gaps(filled.table, cells)
    yield from check_doubt(cells)
    yield from check_powers(filled, standing)
    yield from check_money(filled, standing)
