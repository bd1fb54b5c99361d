"""More than two hundred faults planted in clean reports: each is found, and on the clean ones nothing is reported."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from random import Random

import pytest

from gipcrawler.check import Copies, check, check_years
from gipcrawler.model import Report
from gipcrawler.reading import read
from tests.check.essays import essay, rewritten
from tests.press import Sheet, as_html, forms, synthetic
from tests.press.sheet import amount

ISSUERS = (
    "山东省高青县人民政府",
    "高青县田镇街道办事处",
    "高青县青城镇人民政府",
    "高青县高城镇人民政府",
    "资阳市雁江区丹山镇人民政府",
    "德惠市米沙子镇人民政府",
    "北京市密云区穆家峪镇人民政府",
    "江苏省宝应县人民政府",
    "福建省永春县人民政府",
    "河北省平山县人民政府",
    "江苏省人民政府",
    "四川省人民政府",
)
YEARS = ((2019, "2019"), (2020, "2019"), (2021, "2021"), (2022, "2021"))
Found = set[tuple[str, str]]


@dataclass(frozen=True)
class Plant:
    """A fault: which rule must speak, of what, and what is found with it in place."""

    name: str
    rule: str
    where: str
    found: Callable[[], Found]


@cache
def sheets() -> dict[tuple[str, int], Sheet]:
    """Twelve publishers' four years, each year following the one before, over both forms."""
    made: dict[tuple[str, int], Sheet] = {}
    for issuer in ISSUERS:
        for year, form in YEARS:
            made[issuer, year] = synthetic(issuer, year, form, 3, previous=made.get((issuer, year - 1)))
    return made


@cache
def clean(issuer: str, year: int) -> Report:
    return read(as_html(sheets()[issuer, year]))


def of(report: Report) -> Found:
    return {(one.rule, one.where) for one in check(report)}


def between(report: Report, last_year: Report) -> Found:
    return {(one.rule, one.where) for one in check_years(report, last_year)}


def printed(sheet: Sheet) -> Found:
    return of(read(as_html(sheet)))


def draws(kind: str, times: int) -> Iterator[tuple[Random, Sheet]]:
    """So many sheets, taken in turn, each with chances of its own."""
    known = list(sheets().values())
    for at in range(times):
        yield Random(f"{kind} {at}"), known[at * 7 % len(known)]


def miscounted() -> Iterator[Plant]:
    """One figure of table three or four is off by a few."""
    for random, sheet in draws("miscounted", 48):
        figures = sheet.figures["applications"]
        row = random.choice((*forms.detail_rows(figures.form), "carried_over", "new_requests", "carried_forward"))
        column = random.choice([key for key, _ in forms.APPLICANTS if key != "total"])
        wrong = sheet.with_figure(
            "applications", row, column, (amount(figures.rows[row][column]) or 0) + random.randint(2, 9)
        )
        yield Plant(f"{sheet.title} {row} {column}", "R3", f"applications/{row}", lambda wrong=wrong: printed(wrong))
        rule = "R2" if row in forms.detail_rows(figures.form) else "R1"
        yield Plant(
            f"{sheet.title} {row} {column}", rule, f"applications/*/{column}", lambda wrong=wrong: printed(wrong)
        )
    for random, sheet in draws("disputes", 15):
        row = random.choice(["review", "litigation_direct", "litigation_after_review"])
        column = random.choice(["upheld", "corrected", "other_result", "pending"])
        value = amount(sheet.figures["review_litigation"].rows[row][column]) or 0
        wrong = sheet.with_figure("review_litigation", row, column, value + random.randint(1, 9))
        yield Plant(
            f"{sheet.title} {row} {column}", "R4", f"review_litigation/{row}", lambda wrong=wrong: printed(wrong)
        )


def unlikely() -> Iterator[Plant]:
    """No count at all, 规章 where none can be made, 元 for 万元."""
    for random, sheet in draws("no count", 10):
        row = random.choice(["administrative_licensing", "administrative_penalty", "administrative_coercion"])
        wrong = sheet.with_figure("active_disclosure", row, "decisions", random.choice(["-3", "12.5"]))
        yield Plant(
            f"{sheet.title} {row}", "R5", f"active_disclosure/{row}/decisions", lambda wrong=wrong: printed(wrong)
        )
    low = [sheet for (issuer, _), sheet in sheets().items() if not issuer.endswith("省人民政府")]
    for sheet in low[::3]:
        wrong = sheet.with_figure("active_disclosure", "regulations", "made", 2)
        yield Plant(f"{sheet.title} 规章", "R9", "active_disclosure/regulations", lambda wrong=wrong: printed(wrong))
    fees = ("active_disclosure", "administrative_fees", "amount_wan_yuan")
    for sheet in [sheet for sheet in low if sheet.year > 2020][::3]:
        wrong = sheet.with_figure(*fees, "3940元")
        yield Plant(f"{sheet.title} 元", "unit", "/".join(fees), lambda wrong=wrong: printed(wrong))
        wrong = sheet.with_figure(*fees, "2510000000")
        yield Plant(f"{sheet.title} 金额", "amount", "/".join(fees), lambda wrong=wrong: printed(wrong))


def misfiled() -> Iterator[Plant]:
    """What is missing, empty, or left of the template."""
    for random, sheet in draws("misfiled", 12):
        table = random.choice(forms.TABLES)
        figures = {key: value for key, value in sheet.figures.items() if key != table}
        wrong = replace(sheet, figures=figures)
        yield Plant(f"{sheet.title} 缺 {table}", "table_missing", table, lambda wrong=wrong: printed(wrong))
        said = random.choice(["无", "暂无。", "", "无明显问题"])
        wrong = with_paragraphs(sheet, "problems", (said,))
        yield Plant(f"{sheet.title} {said}", "section_empty", "problems", lambda wrong=wrong: printed(wrong))
        left = random.choice(["（文字描述）", "（此处填写平台建设情况）", "全年收到申请XX件。", "（不少于300字）"])
        wrong = with_paragraphs(sheet, "overview", (left, *section_of(sheet, "overview").paragraphs))
        yield Plant(f"{sheet.title} {left}", "instructions_left", "overview", lambda wrong=wrong: printed(wrong))
        key = random.choice(["problems", "other_matters"])
        wrong = replace(sheet, sections=tuple(one for one in sheet.sections if one.key != key))
        yield Plant(f"{sheet.title} 缺 {key}", "section_missing", key, lambda wrong=wrong: printed(wrong))


def misquoted() -> Iterator[Plant]:
    """The text says another figure than the table."""
    said = {
        "new_requests": "{year}年新收公开申请{n}件，均已登记。",
        "received": "{year}年共收到政府信息公开申请{n}件。",
        "carried_over": "政府信息公开申请中，上年结转{n}件。",
        "carried_forward": "政府信息公开申请中，结转下年度继续办理{n}件。",
        "closed": "全年办结政府信息公开申请{n}件。",
        "granted": "在答复的申请中，予以公开{n}件。",
        "unavailable": "在答复的申请中，无法提供{n}件。",
        "review": "因政府信息公开引起的行政复议{n}件。",
        "litigation": "因政府信息公开引起的行政诉讼{n}件。",
    }
    for key, sentence in said.items():
        for random, sheet in draws(key, 5):
            text = sentence.format(year=sheet.year, n=random.randint(7000, 9000))
            wrong = with_paragraphs(sheet, "overview", (text,))
            yield Plant(f"{sheet.title} {text}", "mention", f"overview/{key}", lambda wrong=wrong: printed(wrong))


def inconsistent() -> Iterator[Plant]:
    """Two years that do not fit: last year's report is another one."""
    for issuer in ISSUERS:
        for year in (2020, 2021, 2022):
            last, report = sheets()[issuer, year - 1], clean(issuer, year)
            random = Random(f"inconsistent {issuer} {year}")
            column = random.choice([key for key, _ in forms.APPLICANTS])
            yield later(report, last, "R6", ("applications", "carried_forward", column), f"applications/*/{column}", 3)
            if year == 2022:
                row = "normative_documents"
                yield later(report, last, "R7", ("active_disclosure", row, "in_force"), f"active_disclosure/{row}", 2)
                fees = amount(
                    sheets()[issuer, year].figures["active_disclosure"].rows["administrative_fees"]["amount_wan_yuan"]
                )
                cell = ("active_disclosure", "administrative_fees", "amount_wan_yuan")
                wrong = read(as_html(last.with_figure(*cell, f"{(fees or 1) * 10000}")))
                yield Plant(f"{report.title} 元", "unit_jump", "/".join(cell), lambda r=report, w=wrong: between(r, w))
            if year == 2020:
                row = random.choice(["administrative_licensing", "administrative_fees"])
                cell = ("active_disclosure", row, "previous_year_items")
                yield later(report, last, "R8", cell, f"active_disclosure/{row}", 4)
    for issuer in ISSUERS[:6]:
        cell = ("applications", "new_requests", "total")
        yield later(clean(issuer, 2022), sheets()[issuer, 2021], "jump", cell, "/".join(cell), 99_999)


def later(report: Report, last: Sheet, rule: str, cell: tuple[str, str, str], where: str, more: int) -> Plant:
    table, row, column = cell
    value = amount(last.figures[table].rows[row][column]) or 0
    wrong = read(as_html(last.with_figure(*cell, value + more)))
    return Plant(f"{report.title} {rule} {row}", rule, where, lambda: between(report, wrong))


def copied() -> Iterator[Plant]:
    """Sections taken from the year before, or from the town beside it, with little changed."""
    towns = [issuer for issuer in ISSUERS if issuer.startswith("高青县")]
    for at, (mine, theirs) in enumerate((mine, theirs) for mine in towns for theirs in towns if mine != theirs):
        for section in ("overview", "problems"):
            text = essay(f"copied {at} {section}", 45)
            texts = {mine: rewritten(text, at, 0.1), theirs: text}

            def found(texts=texts, section=section, mine=mine) -> Found:
                reports = [with_text(clean(issuer, 2022), section, texts.get(issuer)) for issuer in ISSUERS]
                return of_pairs(reports, mine)

            yield Plant(f"{mine} {theirs} {section}", "near_copy", f"{section}@neighbour", found)
    for at, issuer in enumerate(ISSUERS):
        text = essay(f"again {at}", 45)

        def found(text=text, issuer=issuer) -> Found:
            years = [with_text(clean(issuer, year), "problems", text) for year in (2021, 2022)]
            last, this = (with_text(report, "overview", None) for report in years)
            return of_pairs([last, this], issuer)

        yield Plant(f"{issuer} 上年", "near_copy", "problems@last_year", found)


def of_pairs(reports: list[Report], issuer: str) -> Found:
    copies = Copies()
    for key, report in enumerate(reports):
        copies.add(key, report.issuer or "", report)
    return {(pair.finding.rule, pair.finding.where) for pair in copies.pairs() if reports[pair.key].issuer == issuer}


def with_text(report: Report, key: str, text: str | None) -> Report:
    """The report with a section of its own: that text, or one that nobody else has."""
    own = text or essay(f"own {report.issuer} {report.year} {key}", 45)
    return replace(report, sections=tuple(replace(one, text=own) if one.key == key else one for one in report.sections))


def section_of(sheet: Sheet, key: str):
    return next(one for one in sheet.sections if one.key == key)


def with_paragraphs(sheet: Sheet, key: str, paragraphs: tuple[str, ...]) -> Sheet:
    changed = tuple(replace(one, paragraphs=paragraphs) if one.key == key else one for one in sheet.sections)
    return replace(sheet, sections=changed)


@cache
def planted(kind: Callable[[], Iterator[Plant]]) -> list[Plant]:
    return list(kind())


KINDS = (miscounted, unlikely, misfiled, misquoted, inconsistent, copied)


def test_on_clean_reports_nothing_is_found():
    for issuer, year in sheets():
        assert check(clean(issuer, year)) == (), (issuer, year)
        if year > YEARS[0][0]:
            assert check_years(clean(issuer, year), clean(issuer, year - 1)) == (), (issuer, year)
    copies = Copies()
    for key, (issuer, year) in enumerate(sheets()):
        copies.add(key, issuer, clean(issuer, year))
    assert list(copies.pairs()) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_planted_fault_is_found_and_nothing_else(kind):
    """A figure may break its row, its column and what the text says of it; no fault shows itself elsewhere."""
    together = {"R1", "R2", "R3", "mention"}
    for plant in planted(kind):
        found = plant.found()
        assert (plant.rule, plant.where) in found, plant.name
        others = {rule for rule, _ in found - {(plant.rule, plant.where)}}
        assert others <= (together if plant.rule in together else set()), (plant.name, found)


def test_there_are_more_than_two_hundred():
    assert sum(len(planted(kind)) for kind in KINDS) >= 200
