"""Turn strips of a picture, a line of text each, into characters, by the models that the extra `ocr` brings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import cv2
import numpy as np
import onnxruntime  # type: ignore[import-untyped] # ships no types
from numpy.typing import NDArray

from gipcrawler.errors import UnreadableError

Gray = NDArray[np.uint8]
Floats = NDArray[np.float32]

THREADS = 2
QUIET = 4  # of ONNX Runtime's five levels of severity: nothing but what ends the program
# What the network that reads wants: strips of this height; it says something every so many pixels
HEIGHT, STEP = 48, 8
# Strips that are read at once have so many pixels of width in all: the answer has 18 710 numbers for each STEP
BATCH = 1600
NARROWEST, WIDEST = 48, 3200
# The network that finds text wants sides that are multiples of this
GRAIN = 32
# What a figure is printed with, and what the network takes for one of these where only figures can stand
FIGURES = "0123456789.,+-/%"
TAKEN_FOR = {"O": "0", "o": "0", "Ｏ": "0", "〇": "0", "○": "0", "，": ",", "．": ".", "／": "/", "＋": "+"}
TAKEN_FOR |= dict.fromkeys("lI|", "1") | dict.fromkeys("—–―一－−_~", "-")
TAKEN_FOR |= {chr(0xFF10 + digit): str(digit) for digit in range(10)}


@dataclass(frozen=True, slots=True)
class Written:
    """What a strip says: its characters, where each stands (share of the strip's width), and how sure each is.

    `figures` is the probability of "nothing" and of each of FIGURES at every step from left to right.
    """

    characters: tuple[str, ...]
    spots: tuple[float, ...]
    sure: tuple[float, ...]
    figures: Floats

    @property
    def text(self) -> str:
        """The characters as one text."""
        return "".join(self.characters)


class Engine:
    """The two networks, one that finds lines of text and one that reads a line; made once, for it takes a second."""

    def __init__(self, folder: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = THREADS
        options.log_severity_level = QUIET
        options.enable_cpu_mem_arena = False  # else the memory of the widest strip is kept for ever
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # waiting must not cost a core
        self._finder, self._reader = (
            onnxruntime.InferenceSession(str(next(folder.glob(f"*_{task}_*.onnx"))), options) for task in ("det", "rec")
        )
        told = self._reader.get_modelmeta().custom_metadata_map["character"].splitlines()
        self._alphabet = ("", *told, " ")
        index = {character: at for at, character in enumerate(self._alphabet)}
        meant = [[figure, *(other for other, as_ in TAKEN_FOR.items() if as_ == figure)] for figure in FIGURES]
        self._figures = [[index[one] for one in same if one in index] for same in meant]

    def find(self, picture: Gray) -> Floats:
        """How likely each pixel of a picture is in the middle of a line of text; as large as the picture."""
        height, width = (max(GRAIN, round(side / GRAIN) * GRAIN) for side in picture.shape)
        sized = cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA).astype(np.uint8)
        found: Floats = self._finder.run(None, {"x": _normal(sized)[None]})[0][0, 0]
        return cv2.resize(found, picture.shape[::-1]).astype(np.float32)

    def read(self, strips: Sequence[Gray]) -> list[Written]:
        """What each strip of dark text on white says; strips of any size."""
        sized = [_sized(strip) for strip in strips]
        written: dict[int, Written] = {}
        for batch in _batches([strip.shape[1] for strip in sized]):
            width = max(sized[at].shape[1] for at in batch)
            block = np.stack([_normal(_widened(sized[at], width)) for at in batch])
            for at, steps in zip(batch, self._reader.run(None, {"x": block})[0], strict=True):
                written[at] = self._written(steps, sized[at].shape[1])
        return [written[at] for at in range(len(strips))]

    def _written(self, steps: Floats, width: int) -> Written:
        """The likeliest characters: equal ones in succession are one, unless "nothing" parts them (CTC)."""
        best = steps.argmax(axis=1)
        begins = [at for at in np.flatnonzero(best) if at == 0 or best[at] != best[at - 1]]
        characters, spots, sure = [], [], []
        for at in begins:
            end = at + 1
            while end < len(best) and best[end] == best[at]:
                end += 1
            characters.append(self._alphabet[best[at]])
            spots.append(min(1.0, (at + end) / 2 * STEP / width))
            sure.append(float(steps[at:end, best[at]].max()))
        chances = [steps[:, 0], *(steps[:, same].sum(axis=1) for same in self._figures)]
        return Written(tuple(characters), tuple(spots), tuple(sure), np.stack(chances, axis=1))


@lru_cache(maxsize=1)
def engine() -> Engine:
    """The engine of this process; raises UnreadableError where the models are missing."""
    spec = find_spec("rapidocr")
    folders = [Path(place) / "models" for place in (spec.submodule_search_locations or ())] if spec else []
    try:
        return Engine(folders[0])
    except (IndexError, StopIteration):
        raise UnreadableError("The models that read scans are missing: install the extra `ocr` again.") from None


def _sized(strip: Gray) -> Gray:
    width = min(WIDEST, max(1, round(strip.shape[1] * HEIGHT / strip.shape[0])))
    way = cv2.INTER_CUBIC if strip.shape[0] < HEIGHT else cv2.INTER_AREA
    return cv2.resize(strip, (width, HEIGHT), interpolation=way).astype(np.uint8)


def _widened(strip: Gray, width: int) -> Gray:
    return np.pad(strip, ((0, 0), (0, max(width, NARROWEST) - strip.shape[1])), constant_values=255)


def _normal(picture: Gray) -> Floats:
    """The three equal colours of a grey picture, from -1 to 1."""
    return np.repeat((picture.astype(np.float32) / 127.5 - 1.0)[None], 3, axis=0)


def _batches(widths: Sequence[int]) -> Iterator[list[int]]:
    """The places of strips that are about as wide, together as wide as is read at once."""
    batch: list[int] = []
    for at in sorted(range(len(widths)), key=lambda at: (widths[at], at)):
        if batch and (len(batch) + 1) * widths[at] > BATCH:
            yield batch
            batch = []
        batch.append(at)
    if batch:
        yield batch
