"""Turn the forms into one lexicon of label cores: which label belongs to which table, and what it is there."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from gipcrawler.forms import Table, forms, section_names


@dataclass(frozen=True)
class Lexicon:
    """Label cores of all forms; a core may stand in several of the sets (其他 is a row and a column)."""

    rows: dict[str, frozenset[str]]
    silent: dict[str, frozenset[str]]
    groups: frozenset[str]
    sections: frozenset[str]

    def tables_of(self, label: str) -> frozenset[str]:
        """The keys of the tables that know a label core, as a row, a head or a mark."""
        return self.rows.get(label, frozenset()) | self.silent.get(label, frozenset())

    def knows(self, label: str) -> bool:
        """Whether any table knows a label core."""
        return label in self.rows or label in self.silent


@cache
def lexicon() -> Lexicon:
    """The lexicon of all forms."""
    tables = [table for form in forms() for table in form.tables]
    plain = [table for table in tables if not table.across]
    return Lexicon(
        rows=_index((label, table) for table in plain for row, _ in table.rows for label in row.cores),
        silent=_index((label, table) for table in tables for label in table.silent_cores | table.mark_cores),
        groups=frozenset(label for table in tables for label in table.group_of),
        sections=frozenset(label for section in section_names() for label in section.cores),
    )


def _index(pairs: Iterable[tuple[str, Table]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for label, table in pairs:
        found.setdefault(label, set()).add(table.key)
    return {label: frozenset(keys) for label, keys in found.items()}
