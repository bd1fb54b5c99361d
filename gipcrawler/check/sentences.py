"""Turn the text of sections into sentences with level years, and say whose and which year's a figure in one is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from gipcrawler.check.standing import Standing
from gipcrawler.forms import wording
from gipcrawler.model import Report, Section
from gipcrawler.text.dates import CHINESE_YEAR, find_year
from gipcrawler.text.spaces import fold

END = re.compile(r"[。;!?]")
YEAR = re.compile(rf"(?:(?<!\d)20\d\d|{CHINESE_YEAR.pattern})年度?")
# Words for a year beside that of the report, and for its own
BESIDE = re.compile("(?:(?P<上年>上一?|去|前一)|(?P<下年>下一?|来|明|次)|(?P<本年>[本今]))年度?")
NAMES = {-1: "上年", 0: "本年", 1: "下年"}
STOP = re.compile(r"[,、:()]|(?<=[件宗份起例条项个])[和及与]")
COUNTED = re.compile(r"[件宗份起例条项个笔%)0-9一二三四五六七八九十]")  # after these 、 goes on to another figure
BRACKETS = re.compile(r"\([^()]*\)")
FIGURE = re.compile(r"[0-9]|[零一二两三四五六七八九十百千][件宗份起例条项个笔]|[未无]|没有|为零")
REQUESTS = re.compile(r"申请.{0,20}?[0-9](?:件|宗|份|起|例|条|项|个|笔)")
COUNT = re.compile(r"[0-9一二两三四五六七八九十百千][件宗份起例条项个笔]")
# How a part that the tables count begins, as against one by matter or by way
KIND = re.compile(
    r"[,:]?[^,、;0-9]{0,8}?(?:(?<!要求)(?<!申请)公开(?!类)|不予|无法|处理|维持|纠正|其[他它]|结果|审结|新收|新增|受理|结转|办结|答复|复议|诉讼|起诉|规范性文件|许可|处罚|强制)"
)
HEAD = 40  # characters of a line that can be a heading over the next
LONGEST = 800  # characters of a sentence that are looked at
LEAD = 60  # and of what stands before a figure
OWN = {True: "全县", False: "本单位"}  # what stands for the report's own names
SILENT = frozenset({"problems"})  # speaks of what was and what shall be


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the line that it stands in, and the short line over that, as `context`.

    `before` is what its line has counted of requests up to it: whose they were, the sentence may leave unsaid.
    """

    section: Section
    text: str
    context: str
    before: str = ""


def sentences(report: Report) -> Iterator[Sentence]:
    """The sentences of a report that may speak of its tables, in their order."""
    for section in report.sections:
        if section.key in SILENT:
            continue
        over = fold(section.title)
        for printed in section.text.split("\n"):
            line = fold(printed)
            context = over + line
            over = line if len(line) <= HEAD else ""
            before = ""
            for text in END.split(level_years(line, report.year)) if wording().hinted(line) else ():
                if FIGURE.search(text):
                    yield Sentence(section, text[:LONGEST], context, before[-LONGEST:])
                    before += f"{text}。" if REQUESTS.search(text) else ""


def level_years(text: str, year: int | None) -> str:
    """The text with the report's year as 本年, those around it as 上年 and 下年; others stay, in digits."""
    if "年" not in text:
        return text

    def name(match: re.Match[str]) -> str:
        found = find_year(match[0]) or 0
        return NAMES.get(found - year, f"{found}年") if year else f"{found}年"

    return BESIDE.sub(lambda match: match.lastgroup or "", YEAR.sub(name, text))


class Scope:
    """Whose figures a report's sentences may speak of, and when: built once for a report."""

    def __init__(self, report: Report, standing: Standing) -> None:
        self.is_whole = standing.is_whole_division
        self.names = _names(fold(report.issuer or ""), is_whole=self.is_whole)

    def covers(self, sentence: Sentence, start: int, *, within: bool) -> bool:
        """Whether a figure whose words begin at `start` of a sentence is one of the whole report and of its year.

        `within` allows 其中 before it.
        """
        before, earlier = self._own(sentence.text[:start]), self._own(sentence.before)
        stops = [*STOP.finditer(before)]
        if stops and stops[-1][0] in "、和及与" and not COUNTED.match(before[stops[-1].start() - 1 :][:1]):
            return False
        lead = before[stops[-1].end() :] if stops else before
        if len(lead) > LEAD or not _lead(self.is_whole).fullmatch(lead):
            return False
        outside = BRACKETS.sub("", before)
        if "其中" in outside and not (within and _is_kind(outside.rpartition("其中")[2])):
            return False
        return all(
            [match.lastgroup for match in pattern.finditer(said)][-1:] in ([], ["own"])
            for pattern, said in ((wording().times, before), (wording().subjects[self.is_whole], earlier + outside))
        )

    def _own(self, text: str) -> str:
        """The text with one word for the report's own names."""
        for name in self.names:
            text = text.replace(name, OWN[self.is_whole])
        return text


def _is_kind(part: str) -> bool:
    """Whether what was counted first after 其中 is a kind that the tables count, and what follows it is of the whole.

    其中新收8件,予以公开… goes on with the whole; 其中征地类45件,予以公开… with that part.
    """
    return COUNT.search(part) is None or KIND.match(part) is not None


@cache
def _lead(is_whole: bool) -> re.Pattern[str]:
    """What may stand before a figure: each alternative taken whole, so that long ones cost no more than short ones."""
    known = wording()
    subjects = known.whole if is_whole else known.single
    alternatives = sorted({*subjects, *known.words}, key=len, reverse=True)
    return re.compile(f"(?:(?>{'|'.join(alternatives)}))*+")


def _names(issuer: str, *, is_whole: bool) -> tuple[str, ...]:
    """The issuer's name from each of its places on; for a government over others the places only.

    淮安市人民政府 by itself may be the one organ; 淮安市 is the whole. 资阳市雁江区丹山镇人民政府 is also 丹山镇政府.
    """
    starts = [0, *(match.end() for match in re.finditer("[省市县区州盟旗]", issuer)), *_last_step(issuer)]
    names = {issuer[start:] for start in starts if len(issuer) - start > 1}
    if is_whole:
        names = {name.removesuffix("人民政府") for name in names if name.endswith("人民政府")}
        return tuple(sorted((name for name in names if len(name) > 1), key=len, reverse=True))
    short = {name.replace("人民政府", end) for name in names for end in ("政府", "")}
    return tuple(sorted((name for name in names | short if len(name) > 1), key=len, reverse=True))


def _last_step(issuer: str) -> list[int]:
    """县教育局 of 清河县教育局: the word for the place goes with its organ."""
    return [match.start() for match in re.finditer("[省市县区州盟旗](?=[^省市县区州盟旗]+$)", issuer)]
