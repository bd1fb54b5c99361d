"""Turn `rules.toml`, the list of all rules, into what readers of findings need: how grave each is, and its name."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Literal, Protocol, TypeVar

from gipcrawler.model import Verdict

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class RuleNote:
    """One rule: `severity` and `reach` as `rules.toml` explains them, a short Chinese `name`, a sentence for docs."""

    id: str
    severity: Literal["hard", "soft"]
    reach: Literal["report", "years", "neighbours"]
    name: str
    says: str

    @property
    def plain(self) -> str:
        """What it says, without the marks that docs set around names of code."""
        return self.says.replace("`", "")


class Found(Protocol):
    """What has a rule, a verdict and two sides: a `Finding`, or a line of the store."""

    @property
    def rule(self) -> str:
        """The rule's id."""

    @property
    def verdict(self) -> Verdict | str:
        """What the machine says of it."""

    @property
    def left(self) -> Decimal | None:
        """One side."""

    @property
    def right(self) -> Decimal | None:
        """The other."""


AnyFound = TypeVar("AnyFound", bound=Found)


@cache
def rule_notes() -> Mapping[str, RuleNote]:
    """All rules by id, in the order of `rules.toml`."""
    listed = tomllib.loads(files(__package__).joinpath("rules.toml").read_text("utf-8"))["rule"]
    return {entry["id"]: RuleNote(**entry) for entry in listed}


def worst_first(findings: Iterable[AnyFound]) -> list[AnyFound]:
    """Findings in the order that a reader wants: broken before unassessable, hard before soft, wide gaps before narrow.

    Equals stay in their order; a rule that `rules.toml` does not have counts as soft.
    """
    return sorted(findings, key=_badness)


def _badness(finding: Found) -> tuple[int, bool, Decimal]:
    verdict = [Verdict.BROKEN, Verdict.UNASSESSABLE, Verdict.HOLDS].index(Verdict(finding.verdict))
    note = rule_notes().get(finding.rule)
    gap = abs((finding.left or ZERO) - (finding.right or ZERO))
    return verdict, note is None or note.severity == "soft", -gap
