"""Time two callables in turn, A B A B …, and give the ratio of their medians with the spread of the pairs."""

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Ratio:
    """What `ours` takes as a share of `theirs`; `low` and `high` are single pairs.

    Both are in milliseconds, where the name does not say another unit.
    """

    name: str
    bound: float
    ours: float
    theirs: float
    ratio: float
    low: float
    high: float

    @property
    def holds(self) -> bool:
        """Whether the ratio of the medians keeps to the bound."""
        return self.ratio <= self.bound


def compare(
    name: str,
    bound: float,
    ours: Callable[[bytes], object],
    theirs: Callable[[bytes], object],
    inputs: Sequence[bytes],
) -> Ratio:
    """Run both on each input in turn, after one warm-up on the first; each input is new to both."""
    warm, *fresh = inputs
    ours(warm), theirs(warm)
    times: list[tuple[float, float]] = []
    for one in fresh:
        gc.collect()
        times.append((_time(ours, one), _time(theirs, one)))
    mine, other = (median(column) for column in zip(*times, strict=True))
    single = [one / two for one, two in times]
    return Ratio(
        name, bound, round(mine, 3), round(other, 3), *(round(x, 3) for x in (mine / other, min(single), max(single)))
    )


def _time(call: Callable[[bytes], object], one: bytes) -> float:
    start = perf_counter()
    call(one)
    return (perf_counter() - start) * 1000
