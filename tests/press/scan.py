"""Print a sheet, then scan it: pictures of its pages with the noise, shadow, lean and compression of a scanner.

Printing needs a Chinese font of the system, so the scans of the tests are kept as files: `python -m tests.press.scan`
prints them anew.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageFilter

from tests.press.pdf import as_pdf
from tests.press.sheet import Sheet
from tests.press.twelve import reports

KEPT = Path(__file__).parents[1] / "fixtures" / "scans"
POINTS = 72
# Figures of every kind for a table that is drawn
FIGURES = (
    ("10", "238", "4.5", "0", ""),
    ("7", "1808595", "-417", "11", "66"),
    ("", "3", "92", "5001", "8"),
)


@dataclass(frozen=True, slots=True)
class Scanner:
    """How a page is scanned: dots an inch, degrees by which it lies askew, levels of noise, quality of the JPEG."""

    dpi: int = 150
    lean: float = 0.0
    noise: float = 6.0
    quality: int = 70
    blur: float = 0.5

    def scan(self, page: Image.Image, seed: int) -> Image.Image:
        """A page of a clean print as the scanner sees it; grey, the same for the same seed."""
        rng = np.random.default_rng(seed)
        seen = page.convert("L").rotate(self.lean, resample=Image.Resampling.BICUBIC, fillcolor=255)
        levels = np.asarray(seen.filter(ImageFilter.GaussianBlur(self.blur)), dtype=np.float32)
        height, width = levels.shape
        shadow = np.linspace(0, -14, width)[None, :] + np.linspace(0, -8, height)[:, None]
        levels = levels * 0.94 + 6 + shadow + rng.normal(0, self.noise, levels.shape)
        dust = 60
        levels[rng.integers(0, height, dust), rng.integers(0, width, dust)] -= 120
        return Image.fromarray(np.clip(levels, 0, 255).astype(np.uint8))


GOOD = Scanner()
COARSE = Scanner(dpi=100)
ASKEW = Scanner(lean=1.0)
# The scans that are kept: the report, and how it was scanned; little noise, for noise takes most of the room
SCANS = {"made_4": Scanner(noise=3.0, quality=50), "made_0": Scanner(dpi=100, lean=1.0, noise=3.0, quality=60)}


def scans(sheet: Sheet, scanner: Scanner, seed: int = 0) -> list[bytes]:
    """The pages of a report as JPEG files."""
    document = pdfium.PdfDocument(as_pdf(sheet))
    return [
        jpeg(scanner.scan(document[at].render(scale=scanner.dpi / POINTS).to_pil(), seed * 100 + at), scanner)
        for at in range(len(document))
    ]


def jpeg(page: Image.Image, scanner: Scanner) -> bytes:
    """A page as the scanner saves it."""
    file = io.BytesIO()
    page.save(file, "JPEG", quality=scanner.quality)
    return file.getvalue()


def bound(pages: Sequence[bytes], kind: str, dpi: int = 150) -> bytes:
    """Pages in one file of a `kind` that Pillow writes: PDF or TIFF."""
    first, *others = (Image.open(io.BytesIO(page)) for page in pages)
    file = io.BytesIO()
    first.save(file, kind, save_all=True, append_images=others, resolution=dpi, quality=90)
    return file.getvalue()


def kept(name: str) -> list[bytes]:
    """The pages of a scan that is kept."""
    return [path.read_bytes() for path in sorted(KEPT.glob(f"{name}-*.jpg"))]


def table(figures: Sequence[Sequence[str]]) -> Image.Image:
    """A ruled table of figures, drawn with the font that Pillow brings."""
    page = Image.new("L", (900, 120 + 60 * len(figures)), 255)
    draw = ImageDraw.Draw(page)
    for row, line in enumerate(figures):
        for column, text in enumerate(line):
            x, y = 60 + 150 * column, 60 + 60 * row
            draw.rectangle((x, y, x + 150, y + 60), outline=0, width=2)
            draw.text((x + 75, y + 30), text, fill=0, anchor="mm", font_size=26)
    return page


def saved(page: Image.Image, kind: str = "PNG", quality: int = 75) -> bytes:
    """A picture as a file of a kind."""
    file = io.BytesIO()
    page.save(file, kind, quality=quality)
    return file.getvalue()


def main() -> None:
    """Print and scan what is kept."""
    for path, page in _printed():
        path.write_bytes(page)


def _printed() -> Iterator[tuple[Path, bytes]]:
    for name, scanner in SCANS.items():
        for number, page in enumerate(scans(reports[name], scanner), 1):
            yield KEPT / f"{name}-{number}.jpg", page


if __name__ == "__main__":
    main()
