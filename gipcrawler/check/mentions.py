"""Hold what a report's text says of its figures against its tables: `mention` and `mention_share`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gipcrawler.check.numerals import Numeral, numeral
from gipcrawler.check.sentences import Scope, Sentence, sentences
from gipcrawler.check.standing import Standing
from gipcrawler.check.tables import Filled
from gipcrawler.forms import Mention, Sum, wording
from gipcrawler.model import Finding, Report, Verdict

HUNDRED = Decimal(100)
ZERO = Decimal(0)
NONE = Numeral(ZERO)


@dataclass(frozen=True, slots=True)
class Said:
    """A figure of a sentence; `share` is the percentage said with it; `counted` is false where only that was said."""

    sentence: Sentence
    said: Numeral
    share: Decimal | None = None
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Meant:
    """What a reading comes to, and whether a cell of it holds no number."""

    total: Decimal
    is_open: bool


def check_mentions(
    report: Report, tables: Sequence[Filled], standing: Standing, *, holds: bool = False
) -> Iterator[Finding]:
    """One finding at most for each figure that the text speaks of: broken where it fits no reading wherever it stands.

    Where it is said more than once and fits somewhere, the others speak of something else. A figure of a table that
    is not there cannot be held against it.
    """
    by_key = {filled.table.key: filled for filled in tables}
    said = _said(report, Scope(report, standing))
    for mention in wording().mentions:
        if found := said.get(mention.key):
            yield from _compare(mention, found, by_key, holds=holds)


def _said(report: Report, scope: Scope) -> dict[str, list[Said]]:
    """What the text says, by the keys of mentions."""
    found: dict[str, list[Said]] = {}
    for sentence in sentences(report):
        for mention in wording().hinted(sentence.text):
            if mention.whole or not scope.is_whole:
                found.setdefault(mention.key, []).extend(_figures(mention, sentence, scope))
    return found


def _figures(mention: Mention, sentence: Sentence, scope: Scope) -> Iterator[Said]:
    text = sentence.text
    if not any(word in sentence.context for word in mention.context) or any(word in text for word in mention.without):
        return
    for match in _matches(mention.patterns, text):
        value = numeral(match["n"]) if "n" in match.re.groupindex else NONE
        if value is not None and scope.covers(sentence, match.start(), within=mention.within):
            yield Said(sentence, value, _percent(match))
    for match in _matches(mention.share_patterns, text):
        if scope.covers(sentence, match.start(), within=mention.within):
            yield Said(sentence, NONE, _percent(match), counted=False)
    for match in _matches(mention.none, text):
        if scope.covers(sentence, match.start(), within=mention.within):
            yield Said(sentence, NONE)


def _matches(patterns: Sequence[re.Pattern[str]], text: str) -> Iterator[re.Match[str]]:
    return (match for pattern in patterns for match in pattern.finditer(text))


def _percent(match: re.Match[str]) -> Decimal | None:
    shown = match["p"] if "p" in match.re.groupindex else None
    return Decimal(shown) if shown else None


def _compare(mention: Mention, said: Sequence[Said], tables: Mapping[str, Filled], *, holds: bool) -> Iterator[Finding]:
    meant = [one for reading in mention.readings if (one := _meant(reading, tables))]
    if not meant:
        return
    counted = [one for one in said if one.counted]
    fitting = next((one for one in counted if any(one.said.fits(each.total) for each in meant)), None)
    if fitting and holds:
        says = f"{_quote(fitting.sentence)}写明{mention.label} {fitting.said.value} 件，与表相符"
        yield Finding("mention", _where(mention, fitting), Verdict.HOLDS, fitting.said.value, fitting.said.value, says)
    if counted and not fitting:
        yield _misfit(mention, counted[0], meant)
        return
    for figure in said:
        if finding := _share(mention, figure, meant, tables):
            yield finding
            return


def _misfit(mention: Mention, said: Said, meant: Sequence[Meant]) -> Finding:
    value = said.said.value
    is_open = any(one.is_open and one.total < value for one in meant)
    verdict = Verdict.UNASSESSABLE if is_open else Verdict.BROKEN
    others = "，各种口径都不相符" if len({one.total for one in meant}) > 1 else ""
    reason = "，但有未填数字的单元格，无法判断" if is_open else others
    says = f"{_quote(said.sentence)}写明{mention.label} {value} 件，表中为 {meant[0].total} 件{reason}"
    return Finding("mention", _where(mention, said), verdict, value, meant[0].total, says)


def _share(mention: Mention, said: Said, meant: Sequence[Meant], tables: Mapping[str, Filled]) -> Finding | None:
    """A finding where a percentage is none of the shares that the table gives, to its last printed place."""
    if said.share is None:
        return None
    wholes = [one for reading in mention.shares if (one := _meant(reading, tables))]
    parts = [said.said.value] if said.counted else [one.total for one in meant]
    if any(one.is_open for one in (*meant, *wholes)):
        return None
    shares = [part / whole.total * HUNDRED for part in parts for whole in wholes if whole.total]
    last_place = Decimal(1).scaleb(int(said.share.as_tuple().exponent))
    if not shares or any(abs(share - said.share) <= last_place for share in shares):
        return None
    nearest = min(shares, key=lambda share: abs(share - said.share))  # type: ignore[operator]  # not null: tested above
    nearest = nearest.quantize(last_place)
    says = f"{_quote(said.sentence)}写明{mention.label}占 {said.share}%，按表应为 {nearest}%"
    return Finding("mention_share", _where(mention, said), Verdict.BROKEN, said.share, nearest, says)


def _meant(reading: Sum, tables: Mapping[str, Filled]) -> Meant | None:
    """What a reading comes to, or null where the form does not have one of its cells."""
    total, is_open = ZERO, False
    for term in reading:
        filled = tables.get(term.table)
        rows = [term.row] if not term.row.endswith("*") else _rows(filled, term.row[:-1])
        for row in rows:
            if filled is None or (row, term.column) not in filled.table.column_at:
                return None
            address = [(row, term.column)]
            is_open = is_open or filled.is_open(address)
            total += term.sign * filled.total(address)
        if not rows:
            return None
    return Meant(total, is_open)


def _rows(filled: Filled | None, start: str) -> list[str]:
    return [row.key for row, _ in filled.table.rows if row.key.startswith(start)] if filled else []


def _where(mention: Mention, said: Said) -> str:
    return f"{said.sentence.section.key or 'text'}/{mention.key}"


def _quote(sentence: Sentence) -> str:
    return f"“{sentence.section.title}”部分"
