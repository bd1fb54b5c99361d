"""Tables of cells into Markdown, with whatever would break a line of the table made harmless."""

from collections.abc import Iterable, Sequence

GENERATED = "*This page is generated: change the code, then run `python -m tests.docs.build`.*"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table with a head; ends with a line break."""
    return "".join(map(_line, [head, ["---"] * len(head), *rows]))


def code(text: str) -> str:
    """Text as code; nothing for nothing."""
    return f"`{text}`" if text else ""


def _line(cells: Sequence[str]) -> str:
    escaped = (" ".join(cell.replace("|", "\\|").split()) for cell in cells)
    return f"| {' | '.join(escaped)} |\n"
