"""A document as its carrier gives it: blocks of text and grids in reading order, and what it says of itself."""

from dataclasses import dataclass, field
from datetime import date

from gipcrawler.model.quick import quick

Box = tuple[int, int, int, int]
"""Left, top, right and bottom on a page, in ten-thousandths of its width and height from its upper left corner."""


@quick
@dataclass(frozen=True, slots=True)
class Origin:
    """Where something stands: block (0-based, in `Document.blocks`), row and column (0-based), page (from 1).

    `box` is its place on the page where a carrier knows it; `document` (0-based) is which of the documents that a
    report was read from, where an issuer split it over several.
    """

    block: int
    row: int | None = None
    column: int | None = None
    page: int | None = None
    box: Box | None = None
    document: int = 0


@quick
@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `text` is as printed, its own line breaks kept; `heading` is the marked level, 1 to 6.

    A paragraph that holds nothing but spaces is kept by a carrier only where it may stand for an empty cell
    (paragraph-per-cell text); its `text` is then a single space.
    """

    text: str
    heading: int | None = None
    page: int | None = None


@quick
@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell at its upper left corner, in columns of the whole grid; `text` as printed, line breaks kept.

    `confidence` is how sure the reader of a picture is of the text, 0 to 1, and null where the text was given.
    """

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    page: int | None = None
    box: Box | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its cells in reading order, each once, whatever it spans.

    `aligned` is false where the carrier lost the spans: `column` then only counts the cells of its row, and a
    row may be shorter than its neighbours.
    """

    cells: tuple[GridCell, ...]
    aligned: bool = True
    page: int | None = None


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says of itself outside its text: `issuer` is its 发布机构 or ContentSource.

    `trail` is the page's breadcrumb, from the site's front page on; the last steps may be what stands behind it.
    """

    title: str | None = None
    published: date | None = None
    issuer: str | None = None
    site: str | None = None
    charset: str | None = None
    trail: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """What a carrier module makes of bytes; `media_type` is what the bytes are, not what a server called them."""

    media_type: str
    blocks: tuple[Block, ...]
    metadata: Metadata = field(default_factory=Metadata)
