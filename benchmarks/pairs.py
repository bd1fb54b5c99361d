"""Time two callables in turn, A B A B …, and give the ratio of their medians with the spread of the pairs."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Ratio:
    """How long `ours` takes as a share of `theirs`, both in milliseconds; `low` and `high` are single pairs."""

    name: str
    bound: float
    ours_ms: float
    theirs_ms: float
    ratio: float
    low: float
    high: float

    @property
    def holds(self) -> bool:
        """Whether the ratio of the medians keeps to the bound."""
        return self.ratio <= self.bound


def compare(
    name: str, bound: float, ours: Callable[[], object], theirs: Callable[[], object], pairs: int = 15
) -> Ratio:
    """Run both once to warm up, then `pairs` times in turn, without the garbage collector in between."""
    ours(), theirs()
    times: list[tuple[float, float]] = []
    gc.collect()
    gc.disable()
    try:
        for _ in range(pairs):
            times.append((_time(ours), _time(theirs)))
            gc.collect()
    finally:
        gc.enable()
    mine, other = (median(column) for column in zip(*times, strict=True))
    single = [one / two for one, two in times]
    return Ratio(
        name, bound, round(mine, 3), round(other, 3), *(round(x, 3) for x in (mine / other, min(single), max(single)))
    )


def _time(call: Callable[[], object]) -> float:
    start = perf_counter()
    call()
    return (perf_counter() - start) * 1000
