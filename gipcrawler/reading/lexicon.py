"""Turn the forms into one lexicon of label cores: which label belongs to which table, and what it is there."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from gipcrawler.forms import Table, forms, section_names

NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Lexicon:
    """Label cores of all forms; `rows` and `tables` give the keys of the tables that a core stands in.

    A core may be a row here and a column there (其他, 总计); `silent` are all that carry no figures of their own.
    """

    rows: dict[str, frozenset[str]]
    tables: dict[str, frozenset[str]]
    silent: frozenset[str]
    groups: frozenset[str]
    sections: frozenset[str]

    def tables_of(self, label: str) -> frozenset[str]:
        """The keys of the tables that know a label core, as a row, a head or a mark."""
        return self.tables.get(label, NONE)

    def knows(self, label: str) -> bool:
        """Whether any table knows a label core."""
        return label in self.tables


@cache
def lexicon() -> Lexicon:
    """The lexicon of all forms."""
    tables = [table for form in forms() for table in form.tables]
    rows = [(label, table) for table in tables if not table.across for row, _ in table.rows for label in row.cores]
    heads = [(label, table) for table in tables for label in table.silent_cores | table.mark_cores]
    return Lexicon(
        rows=_index(rows),
        tables=_index(rows + heads),
        silent=frozenset(label for label, _ in heads),
        groups=frozenset(label for table in tables for label in table.group_of),
        sections=frozenset(label for section in section_names() for label in section.cores),
    )


def _index(pairs: Iterable[tuple[str, Table]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for label, table in pairs:
        found.setdefault(label, set()).add(table.key)
    return {label: frozenset(keys) for label, keys in found.items()}
