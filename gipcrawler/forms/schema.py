"""The official form as data: tables, blocks, rows, columns, rules and sections, as the TOML files declare them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from gipcrawler.text.labels import core


@dataclass(frozen=True)
class Named:
    """Something with a canonical key, its official label and the other labels that issuers print for it."""

    key: str
    label: str
    aliases: tuple[str, ...] = ()

    @cached_property
    def cores(self) -> frozenset[str]:
        """The comparable cores of all its labels."""
        return frozenset(core(label) for label in (self.label, *self.aliases))


@dataclass(frozen=True)
class Column(Named):
    """A value column; `signed` allows less than zero, `money` allows decimals (rule R5)."""

    signed: bool = False
    money: bool = False


@dataclass(frozen=True)
class Row(Named):
    """A row with figures; `group` is the label of the cell that stands over it, e.g. （三）不予公开."""

    group: str | None = None

    @cached_property
    def group_core(self) -> str | None:
        """The comparable core of the group's label."""
        return core(self.group) if self.group else None


@dataclass(frozen=True)
class Block:
    """Rows that share a head of columns."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @cached_property
    def keys_of(self) -> Mapping[str, tuple[str, ...]]:
        """The keys of the columns that bear a label core."""
        labels = {label for column in self.columns for label in column.cores}
        return {label: tuple(one.key for one in self.columns if label in one.cores) for label in labels}


@dataclass(frozen=True)
class Table:
    """One table of the form.

    `marks` are labels that only this table bears; `ignore` are labels that carry no figures; `units` stand in a
    column of their own between label and figure; `across` is true where the rows stand beside each other in a single
    line of figures, so that position decides.
    """

    key: str
    title: str
    blocks: tuple[Block, ...]
    marks: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    group_aliases: Mapping[str, str] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    across: bool = False

    @cached_property
    def rows(self) -> tuple[tuple[Row, Block], ...]:
        """Every row with its block, in official order."""
        return tuple((row, block) for block in self.blocks for row in block.rows)

    @cached_property
    def row_index(self) -> dict[str, tuple[int, ...]]:
        """The places in `rows` that bear a label core."""
        found: dict[str, tuple[int, ...]] = {}
        for place, (row, _) in enumerate(self.rows):
            for label in row.cores:
                found[label] = (*found.get(label, ()), place)
        return found

    @cached_property
    def addresses(self) -> tuple[tuple[Row, Column], ...]:
        """Every cell that the form has, in reading order."""
        return tuple((row, column) for row, block in self.rows for column in block.columns)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The cores of the official labels of its rows and columns."""
        named = [row for row, _ in self.rows] + list(self.column_of.values())
        return frozenset(core(one.label) for one in named)

    @cached_property
    def mark_cores(self) -> frozenset[str]:
        """The cores of `marks`."""
        return frozenset(core(mark) for mark in self.marks)

    @cached_property
    def group_of(self) -> dict[str, str]:
        """The core of a group's official label for the core of every label that issuers print for it."""
        official = {core(group): core(group) for group in self.groups}
        return official | {core(alias): core(group) for alias, group in self.group_aliases.items()}

    @cached_property
    def silent_cores(self) -> frozenset[str]:
        """The cores of every label that carries no figure of its own: groups, column heads and what is ignored."""
        heads = (label for block in self.blocks for column in block.columns for label in column.cores)
        across = (label for row, _ in self.rows for label in row.cores) if self.across else ()
        ignored = (core(label) for label in self.ignore)
        return frozenset([*ignored, *self.group_of, *heads, *across])

    @cached_property
    def unit_cores(self) -> frozenset[str]:
        """The cores of `units`."""
        return frozenset(core(unit) for unit in self.units)

    @cached_property
    def column_at(self) -> dict[tuple[str, str], Column]:
        """A column by the keys of row and column: what may stand in it can differ from block to block."""
        return {(row.key, column.key): column for row, column in self.addresses}

    @cached_property
    def column_of(self) -> dict[str, Column]:
        """A column by its key; keys and labels are alike in all blocks of a table."""
        return {column.key: column for block in self.blocks for column in block.columns}


LAST_YEAR = "last_year."


@dataclass(frozen=True)
class Rule:
    """Two lists of keys whose figures must have the same sum, for each column or each row of a table (R1 to R8).

    A key that begins with `last_year.` is that of the same table in the publisher's report on the year before,
    whichever form that follows. `grows` is true where issuers add rows of their own to those on the left.
    """

    id: str
    table: str
    each: Literal["row", "column"]
    left: tuple[str, ...]
    right: tuple[str, ...]
    says: str
    grows: bool = False

    @cached_property
    def reaches_back(self) -> bool:
        """Whether the rule needs the report on the year before."""
        return any(key.startswith(LAST_YEAR) for key in (*self.left, *self.right))


@dataclass(frozen=True)
class Form:
    """One official format; `id` is its year, `source` the notice that set it."""

    id: str
    source: str
    tables: tuple[Table, ...]
    rules: tuple[Rule, ...] = field(default=())

    def table(self, key: str) -> Table | None:
        """The table with a key, or null where this form has none."""
        return next((table for table in self.tables if table.key == key), None)


@dataclass(frozen=True)
class SectionName(Named):
    """An official section; `table` is the key of the table that stands in it.

    `words` are lists of which each gives a word to its headings however they are put: 不足之处及努力方向.
    """

    table: str | None = None
    words: tuple[tuple[str, ...], ...] = ()
