"""Turn a report and the same publisher's report on the year before into findings: R6 to R8, units and sudden jumps."""

from collections.abc import Iterator, Sequence

from gipcrawler.check.plausible import check_jumps, check_units
from gipcrawler.check.sums import check_sums
from gipcrawler.check.tables import Filled, filled_tables
from gipcrawler.forms import form
from gipcrawler.model import Finding, Report


def check_years(report: Report, last_year: Report, *, holds: bool = False) -> tuple[Finding, ...]:
    """What two years of one publisher say of each other; with `holds` also the rules that are kept.

    A rule belongs to the form that this year's table follows, and is asked where last year's has the row too: so R6
    reaches from a table of 2021 back into one of 2019.
    """
    return tuple(years(tuple(filled_tables(report)), tuple(filled_tables(last_year)), holds=holds))


def years(tables: Sequence[Filled], last_tables: Sequence[Filled], *, holds: bool) -> Iterator[Finding]:
    """The same of tables that are filled already."""
    before = {filled.table.key: filled for filled in last_tables}
    for filled in tables:
        last = before.get(filled.table.key)
        if last is None:
            continue
        for rule in form(filled.form_id).rules:
            if rule.table == filled.table.key and rule.reaches_back:
                yield from check_sums(rule, filled, last, holds=holds)
        yield from check_units(filled, last)
        yield from check_jumps(filled, last)
