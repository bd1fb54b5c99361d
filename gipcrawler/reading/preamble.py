"""Turn the sentences before the first section into the organ that says it made the report."""

import re
from collections.abc import Iterable, Iterator

from gipcrawler.text.spaces import fold
from gipcrawler.text.titles import RELATIVE, read_title

LONGEST_CLAUSE = 120
CLAUSES = re.compile(r"[。,;]")
# 本报告由某局编制, 根据条例要求，某局编制了2020年…年度报告, 现公布某局2020年…年度报告
MADE = re.compile(
    r"(?:本|该)?(?:年度?|工作)*(?:报告|年报)?(?:是?由)?(?P<name>[^由]{2,40}?)(?:负责|组织|汇总)*(?:编制|编写|撰写|拟定)(?:.*报告|而成|完成|的)?"
)
ANNOUNCED = re.compile(
    r"^(?:现|特|兹)?(?:就|将|由)?(?:向社会)?(?:公布|发布|公开)?|(?:特|现|已)?(?:编制|编写|制作|形成|公布|发布)了?$"
)
BEHEST = re.compile(r"按|根据|依|遵|受|经|为|对|报")  # 按照国务院办公厅…: who asked for it
# Whose desk the report was written at is not whose report it is, where another name stands below
DESK = re.compile(r"(?:政府信息公开|政务公开|信息公开)(?:工作)?(?:领导小组)?(?:办公室|科|办)$")
OFFICE = re.compile(r"政府办(?:公室|公厅)?$")


def makers(lines: Iterable[str]) -> Iterator[str]:
    """The names, folded, that sentences put before 编制 or before the report's title; 本机关 and its like are none."""
    for line in lines:
        if "。" not in line and "，" not in line and "," not in line:
            continue
        for clause in CLAUSES.split(fold(line)):
            if len(clause) > LONGEST_CLAUSE:
                continue
            made = MADE.fullmatch(clause)
            said = None if made else read_title(clause)
            name = made["name"] if made else ANNOUNCED.sub("", said.issuer) if said and said.issuer else ""
            name = DESK.sub("", name)
            if name and not BEHEST.match(name) and not RELATIVE.fullmatch(name):
                yield name


def is_office(name: str) -> bool:
    """Whether a maker may only have written its government's report: the office of a government."""
    return OFFICE.search(name) is not None
