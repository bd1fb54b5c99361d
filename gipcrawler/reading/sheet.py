"""Turn what stands around a statistics sheet into who filled it in, and for which year (FORMATS section 8)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gipcrawler.reading.naming import ORGAN
from gipcrawler.reading.title import LONGEST_TITLE, YEAR_ALONE
from gipcrawler.text.dates import find_year
from gipcrawler.text.spaces import fold

YEAR = r"(?:20\d\d|二[〇○零O][〇○零O一二三四五六七八九]{2})"
# 填报单位（盖章）：某县财政局 | 填报日期：…, in one cell or in two
FILLED_BY = re.compile(
    r"(?:填报|填表|报送|编报|报告)(?:单位|机关|部门)(?:名称)?(?:\([^()]*\))?[:|]+([^|:,。;()\d]{2,60})"
)
NEXT_FIELD = re.compile(r"(?:填报|填表|审核|统计|报送|单位负责|负责|联系|制表)(?:日期|时间|人|年度|电话|单位).*$")
# 某县2016年度政府信息公开情况统计表, 政府信息公开情况统计表（2016年度）, 统计年度：2016年
HEADED = re.compile(rf"^(?P<name>.*?)(?P<year>{YEAR})?年?度?政府信息公开(?:工作)?(?:情况)?统计表(?P<after>.*)$")
YEAR_FIELD = re.compile(rf"(?:统计|填报|报告|报表)(?:年度|年份|时段|期间)[:|]+({YEAR})")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The organs that a sheet names, folded, the surest first, and its year."""

    organs: tuple[str, ...] = ()
    year: int | None = None


def read_sheet(texts: Iterable[str]) -> Sheet:
    """What the short lines around a sheet, and the rows of its table that hold no figures, say of it."""
    lines = ["".join(fold(text).split("|")) if "|" not in text else _row(text) for text in texts]
    short = [line for line in lines if len(line) <= LONGEST_TITLE]
    heads = [match for line in short if (match := HEADED.match(line))]
    filled = [NEXT_FIELD.sub("", name) for line in short for name in FILLED_BY.findall(line)]
    named = [match["name"] for match in heads]
    years = [match["year"] or match["after"] for match in heads]
    years += [match[1] for line in short if (match := YEAR_FIELD.search(line))]
    years += [line for line in short if YEAR_ALONE.fullmatch(line)]
    return Sheet(
        tuple(name for name in (*filled, *named) if ORGAN.fullmatch(name)),
        next((year for text in years if (year := find_year(text))), None),
    )


def _row(text: str) -> str:
    """A row as its cells printed: 填报单位： | 某县财政局."""
    return "|".join(filter(None, map(fold, text.split("|"))))
