"""Turn a local statistics sheet of 2008 to 2013 into lines of the sheet of 2014, as far as its columns say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gipcrawler.model import State
from gipcrawler.reading.lines import Line, Slot
from gipcrawler.text.labels import core

# FORMATS section 8: 指标名称 | 计量单位 | 代码 | 本年度 | 历年累计
NAMES = frozenset({"指标名称", "统计指标", "指标", "项目", "统计项目", "项目名称"})
CODES = frozenset({"代码", "指标代码", "编码", "编号", "行次", "代号"})
THIS_YEAR = frozenset({"本年度", "本年", "本年数", "本年度数", "本年累计", "本年度累计", "当年数", "数量", "统计数量"})
ALL_YEARS = frozenset({"历年累计", "历年", "累计", "累计数", "历年累计数"})
VALUE = core("统计数")
BEYOND = "历年累计"  # like no label of the form


@dataclass(frozen=True, slots=True)
class _Head:
    """Where a local head has its codes and this year's figures, if any; `width` is the number of its cells."""

    year: Slot | None
    code: Slot | None
    width: int

    def holds(self, line: Line, slot: Slot, under: Slot) -> bool:
        """Whether a slot of a line stands under a head, by its column or, where columns are lost, by its place."""
        if line.aligned:
            return slot.start < under.stop and under.start < slot.stop
        return len(line.slots) == self.width and slot.start == under.start


def read_local(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines without the columns of codes, and the figures of this year under the head of the form.

    What stands beside those, as 历年累计 does, no form knows: it follows as a line of its own without a label that is
    known, and so is left over with its figures. Lines under any other head stay as they are.
    """
    head: _Head | None = None
    for line in lines:
        found = _head(line)
        head = found or head
        if found:
            yield replace(line, slots=tuple(_renamed(slot, found) for slot in line.slots if slot is not found.code))
        elif head:
            yield from _lines(line, head)
        else:
            yield line


def _head(line: Line) -> _Head | None:
    cores = {slot.core: slot for slot in line.slots}
    years = [slot for name, slot in cores.items() if name in THIS_YEAR]
    told = len(years) == 1 or (not years and not ALL_YEARS.isdisjoint(cores))
    if not told or NAMES.isdisjoint(cores) or VALUE in cores:
        return None
    return _Head(
        next(iter(years), None), next((slot for name, slot in cores.items() if name in CODES), None), len(line.slots)
    )


def _renamed(slot: Slot, head: _Head) -> Slot:
    return slot._replace(core=VALUE) if slot is head.year else slot


def _lines(line: Line, head: _Head) -> Iterator[Line]:
    kept = [slot for slot in line.slots if not (head.code and head.holds(line, slot, head.code))]
    label = next((at for at, slot in enumerate(kept) if slot.wordy), None)
    if label is None:
        yield line
        return
    year = next((at for at, slot in enumerate(kept) if head.year and head.holds(line, slot, head.year)), None)
    if year is not None:
        yield replace(line, slots=tuple(kept[: year + 1]))
    beyond = [slot for slot in kept[(label if year is None else year) + 1 :] if slot.state is State.NUMBER]
    if beyond:
        yield replace(line, slots=(kept[label]._replace(core=BEYOND), *beyond))
    elif year is None:
        yield line
