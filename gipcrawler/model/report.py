"""A report as it was read: sections, cells of the official form, leftovers and findings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from gipcrawler.model.document import Origin
from gipcrawler.model.quick import quick
from gipcrawler.text.figures import State

__all__ = ["Cell", "Finding", "Leftover", "Report", "Section", "State", "Verdict"]


class Verdict(StrEnum):
    """What a machine says of a rule; `unassessable` where a figure that it needs is missing."""

    HOLDS = "holds"
    BROKEN = "broken"
    UNASSESSABLE = "unassessable"


@dataclass(frozen=True, slots=True)
class Section:
    """A top-level section; `key` is canonical or null for a heading that no form knows; `number` as printed."""

    key: str | None
    number: str | None
    title: str
    text: str


@quick
@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of the official form; keys are those of the form files, `value` is exact, `raw` as printed.

    `sub_row` is the printed label where an issuer split the official row, else null; `label` is the row's
    printed label; `unit` is what the cell itself names (万元, 元, 件), else null. `confidence` is how sure the
    reader of a picture is of `raw`, 0 to 1, and null where the text was given.
    """

    table: str
    row: str
    sub_row: str | None
    column: str
    label: str
    raw: str
    value: Decimal | None
    state: State
    unit: str | None
    origin: Origin
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Leftover:
    """Something in a table that no form knows, with its numbers; never dropped."""

    text: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule's verdict; `where` is e.g. `applications/granted` or `applications/*/total`; both sides are exact."""

    rule: str
    where: str
    verdict: Verdict
    left: Decimal | None
    right: Decimal | None
    says: str


@dataclass(frozen=True, slots=True)
class Report:
    """What was read from one document; `place` is a division code (6, 9 or 12 digits) or null, never a guess.

    `forms` maps each table (`active_disclosure`, `applications`, `review_litigation`, `statistics`) to the form
    that it follows (`2019`, `2021`, `2014`) or null; `findings` holds what is broken or unassessable. `evidence` says
    what told the `issuer` (title, preamble, signature, sheet, listing, metadata, breadcrumb, site, name) and the `year`
    (title, listing, period, sheet, text, name, published, url).
    """

    title: str | None
    issuer: str | None
    place: str | None
    year: int | None
    published: date | None
    media_type: str
    parser_version: str
    forms: Mapping[str, str | None]
    sections: tuple[Section, ...]
    cells: tuple[Cell, ...]
    leftovers: tuple[Leftover, ...] = ()
    findings: tuple[Finding, ...] = ()
    evidence: Mapping[str, str] = field(default_factory=dict)
