"""Turn the bytes of a picture into the grey pictures of the pages in it, never unpacking more than is sane."""

import io
import struct
import warnings
from collections.abc import Iterator

import cv2
import numpy as np
from PIL import Image, ImageOps, ImageSequence

from gipcrawler.documents.scan_engine import Gray
from gipcrawler.errors import UnreadableError

FORMATS = ("JPEG", "PNG", "GIF", "TIFF", "BMP", "WEBP", "MPO")
# A3 at 400 dpi has 31 million pixels; a page of the web saved in one piece (1000 by 20 000) has 20
MOST_PIXELS = 60_000_000
# Pixels of the shorter side: a smaller picture shows no report; a larger one is read as well at this size
SMALLEST, LARGEST = 100, 2400
# A page is no higher than this share of its width; what is higher is cut where nothing stands, from this share on
TALL, CUT_FROM = 1.8, 1.0
# Levels of grey by which paper differs within a row without ink; the shortest run of such rows, as a share of the width
CLEAN, GAP = 48, 0.004
# Levels by which red outshines the other colours in a seal; what is darker is ink
REDDER, DARK = 50, 110
# The share of the width that a seal reaches beyond each of its dots
SEAL = 0.02
DAMAGED = (OSError, ValueError, SyntaxError, struct.error, EOFError, IndexError, KeyError, TypeError, MemoryError)


def frames_in(body: bytes) -> Iterator[Gray]:
    """The pages in a file of pictures, one after the other; raises UnreadableError for what is damaged or enormous."""
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(body), formats=FORMATS) as file:
            for frame in ImageSequence.Iterator(file):
                if frame.width * frame.height > MOST_PIXELS:
                    raise UnreadableError(
                        f"The picture is enormous ({frame.width} by {frame.height} pixels): no report's is."
                    )
                if min(frame.size) >= SMALLEST:
                    yield from _pages(_grey(frame))
    except Image.DecompressionBombError:
        raise UnreadableError("The picture is enormous: no report's is.") from None
    except DAMAGED as error:
        raise UnreadableError(f"The picture is damaged or truncated ({error}): fetch it again.") from None


def _grey(frame: Image.Image) -> Gray:
    """A frame as it is to be seen, on white, without colours and without the red of seals over its text."""
    scale = min(1.0, LARGEST / min(frame.size))
    upright = ImageOps.exif_transpose(frame)
    if upright.mode.startswith(("I", "F")):  # 16 bits of grey
        levels = np.asarray(upright, dtype=np.float32)
        picture = (levels * (255 / max(1.0, float(levels.max())))).astype(np.uint8)
    elif upright.mode in {"1", "L"}:
        picture = np.asarray(upright.convert("L"))
    else:
        seen = upright.convert("RGBA")
        colours = Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen).convert("RGB")
        picture = without_seals(np.asarray(colours))
    if scale == 1.0:
        return picture
    return cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA).astype(np.uint8)


def without_seals(colours: Gray) -> Gray:
    """A picture of red, green and blue as grey; where red stands among dark ink (a seal over a text), without red."""
    grey = cv2.cvtColor(colours, cv2.COLOR_RGB2GRAY).astype(np.uint8)
    red, others = colours[..., 0], colours[..., 1:].max(axis=2)
    reddish = (red.astype(np.int16) - others > REDDER).astype(np.uint8)
    if not reddish.any():
        return grey
    side = max(3, round(SEAL * colours.shape[1]))
    count, _, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(reddish, np.ones((side, side), np.uint8)))
    for left, top, width, height, _ in stats[1:count]:
        here = slice(top, top + height), slice(left, left + width)
        if (red[here] < DARK).sum() * 10 > reddish[here].sum():
            grey[here] = red[here]
    return grey


def _pages(picture: Gray) -> Iterator[Gray]:
    """The picture, or pieces of one that is much higher than wide: a report saved as one picture."""
    height, width = picture.shape
    top = 0
    while height - top > TALL * width:
        cut = _cut(picture[top:], round(CUT_FROM * width), round(TALL * width))
        if cut is None:
            break
        yield picture[top : top + cut]
        top += cut
    yield picture[top:]


def _cut(picture: Gray, first: int, last: int) -> int | None:
    """A row where nothing stands: the middle of the highest gap between two rows, or else of the next one below."""
    width = picture.shape[1]
    clean = np.ptp(picture[first:], axis=1) < CLEAN
    edges = np.flatnonzero(np.diff(np.concatenate(([0], clean.astype(np.int8), [0]))))
    gaps = [(int(one), int(two)) for one, two in zip(edges[::2], edges[1::2], strict=True) if two - one > GAP * width]
    near = [gap for gap in gaps if gap[0] < last - first]
    best = max(near, key=lambda gap: gap[1] - gap[0]) if near else min(gaps, default=None)
    return first + (best[0] + best[1]) // 2 if best else None
