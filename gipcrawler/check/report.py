"""Turn a report into its findings: every rule of the forms that its tables follow."""

from gipcrawler.check.counts import check_counts
from gipcrawler.check.gaps import check_gaps
from gipcrawler.check.sums import by_address, check_sums
from gipcrawler.forms import form
from gipcrawler.model import Finding, Report


def check(report: Report) -> tuple[Finding, ...]:
    """What is broken or unassessable in a report, in the order of tables and rules; what holds is not listed."""
    found: list[Finding] = []
    for key, form_id in report.forms.items():
        if form_id is None:
            continue
        official = form(form_id)
        table = official.table(key)
        cells = [cell for cell in report.cells if cell.table == key]
        if table is None or not cells:
            continue
        addressed = by_address(cells)
        for rule in official.rules:
            if rule.table == key:
                found += check_sums(rule, table, addressed)
        found += check_counts(table, cells)
        found += check_gaps(table, cells)
    return tuple(found)
