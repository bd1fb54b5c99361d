"""Turn several readings of one figure into the likeliest one, and into how sure it is."""

from collections.abc import Sequence
from operator import itemgetter

import numpy as np

from gipcrawler.documents.scan_engine import FIGURES, TAKEN_FOR, Floats, Written

# The column of each mark in the readings' probabilities
PLACES = {figure: at for at, figure in enumerate(FIGURES, 1)}
# What is less likely, or longer, is no figure
LEAST, LONGEST = 0.25, 24
FIRST_CHINESE = "\u2e80"
# What may stand in a cell beside a figure: units, signs and remarks
BESIDE = frozenset("万亿千百元件个条次人项份篇增减加约其中修订含（）")


def as_figure(text: str) -> str | None:
    """A text as a figure, with what the network takes for a nought or a dash put right; null where it is none."""
    folded = "".join(TAKEN_FOR.get(character, character) for character in text if character != " ")
    return folded if folded and all(character in PLACES for character in folded) else None


def is_figure(text: str) -> bool:
    """Whether a text is, or may be, a figure, alone or with its unit or a remark: letters, or nothing, may be one."""
    words = [character for character in text if _is_word(character)]
    beside = all(character in BESIDE for character in words) and any(character.isdigit() for character in text)
    return len(text) <= LONGEST and (not words or beside)


def _is_word(character: str) -> bool:
    """Whether a character is Chinese: a letter may be a coarse digit."""
    return character >= FIRST_CHINESE and character not in TAKEN_FOR


def settled(first: Written, again: Sequence[Written]) -> tuple[str, float]:
    """What a strip that may be a figure says, and how sure that is, from how it was read first and then `again`.

    The readings vote. Nothing (an empty text) where none of them makes anything of it.
    """
    if any(map(_is_word, first.text)):
        return _agreed([first, *again])
    return _figure(again) or _agreed([first, *again])


def _agreed(readings: Sequence[Written]) -> tuple[str, float]:
    """The text that most readings have, as sure as its least sure character by the share of them that have it."""
    sure: dict[str, float] = {}
    for written in readings:
        sure[written.text] = sure.get(written.text, 0.0) + min(written.sure, default=0.0) / len(readings)
    return max(sure.items(), key=itemgetter(1))


def _figure(readings: Sequence[Written]) -> tuple[str, float] | None:
    """The likeliest figure; null where it is not likely that a figure is there at all.

    It is half as sure as it is likely among all texts, and half as it is among figures: the network takes a coarse
    nought for a letter as well, which no figure has.
    """
    only = [_among_figures(written.figures) for written in readings]
    texts = {as_figure(written.text) or "" for written in readings} | {_likeliest(steps) for steps in only}
    chances: dict[str, float] = {}
    for text in sorted(texts - {""}):
        labels = [PLACES[character] for character in text]
        all_steps = [*(written.figures for written in readings), *only]
        chance = sum(probability(labels, steps) for steps in all_steps) / len(all_steps)
        chances[text.rstrip(".,")] = chances.get(text.rstrip(".,"), 0.0) + chance  # a grain of dust ends no figure
    chances.pop("", None)
    best = max(chances.items(), key=itemgetter(1), default=("", 0.0))
    return best if best[1] >= LEAST else None


def _among_figures(steps: Floats) -> Floats:
    among: Floats = steps / np.maximum(steps.sum(axis=1, keepdims=True), np.float32(1e-9))
    return among


def _likeliest(steps: Floats) -> str:
    best = steps.argmax(axis=1)
    begins = [at for at in np.flatnonzero(best) if at == 0 or best[at] != best[at - 1]]
    return "".join(FIGURES[best[at] - 1] for at in begins)


def probability(labels: Sequence[int], steps: Floats) -> float:
    """How likely a line is these labels (columns of `steps`; 0 is "nothing"): over all ways to space them.

    This is the forward pass of connectionist temporal classification (Graves and others, 2006, section 4.1).
    """
    spaced = [0]
    for label in labels:
        spaced += [label, 0]
    chances = steps[:, spaced].astype(np.float64)
    jumps = np.array([at > 1 and label != 0 and label != spaced[at - 2] for at, label in enumerate(spaced)])
    state = np.zeros(len(spaced))
    state[:2] = chances[0, :2]
    for chance in chances[1:]:
        before = state
        state = before.copy()
        state[1:] += before[:-1]
        state[2:] += np.where(jumps[2:], before[:-2], 0.0)
        state *= chance
    return float(state[-2:].sum())
