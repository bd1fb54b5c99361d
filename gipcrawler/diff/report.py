"""Turn two reports into the change from one to the other."""

from gipcrawler.diff.change import Change
from gipcrawler.diff.leftovers import compare_facts, compare_leftovers
from gipcrawler.diff.sections import compare_sections
from gipcrawler.diff.tables import compare_cells, compare_tables
from gipcrawler.diff.weigh import weigh
from gipcrawler.model import Report


def diff(left: Report, right: Report, names: tuple[str, str] | None = None) -> Change:
    """The change from `left` to `right`; `names` say how the two are called, else their titles do.

    Cells are compared where both reports have them; where only one has, if the table follows the same form in both.
    """
    years = right.year - left.year if left.year and right.year else 0
    sections = compare_sections(left.sections, right.sections, years)
    cells = compare_cells(left, right)
    tables = compare_tables(left, right, cells)
    leftovers = compare_leftovers(left.leftovers, right.leftovers, years)
    facts = compare_facts(left, right)
    weight, kind = weigh(sections, cells, tables, leftovers, facts)
    called = names or (left.title or "", right.title or "")
    return Change(*called, weight, sections, cells, kind, tables, leftovers, facts)
