"""Turn lines with pipes into grids: `label | 0 | 0`, Markdown tables, boxes of drawn lines, one `|` a line."""

import re
from collections.abc import Sequence

from gipcrawler.documents.plain_grid import Region, is_prose, ragged
from gipcrawler.documents.plain_markdown import BOLD
from gipcrawler.documents.plain_tabs import HEADING, read_tabs
from gipcrawler.documents.section_titles import TITLE
from gipcrawler.model import Paragraph
from gipcrawler.text.spaces import tidy

PIPES = str.maketrans("｜│┃║", "||||")
RULES = frozenset(" \t|+:-=─━═┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝")
DRAWN = re.compile(r"[-=─━═]{2}")
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
CELL_BOUND = re.compile(r"(?<!\\)\|")
LONGEST_SPAN = 60
MOST_LOOSE = 4  # lines without a pipe, blank ones too, between two rows: a label written downwards


def read_pipes(lines: Sequence[str], start: int) -> Region | None:
    """The table that begins at `lines[start]`, or null where none does; a single line with pipes is no table."""
    if not _is_piped(lines[start]):
        return None
    end = _end(lines, start)
    table = [line.translate(PIPES) for line in lines[start:end]]
    written = [line for line in table if line.strip() and not _is_rule(line)]
    lone = sum(1 for line in written if line.strip() == "|")
    single = sum(1 for line in written if CELL_BOUND.search(line.strip().strip("|")) is None)
    if len(written) < 2:
        return None
    if lone * 3 > len(written):
        return _read_stream(written, end)
    if single * 2 > len(written):
        return _read_singles(table, end)
    rows = [_split(line) for line in written]
    ends = [row for row, line in zip(rows, written, strict=True) if "|" in line]
    if all(len(row) > 1 and not row[-1].strip() for row in ends) and all(
        line.rstrip().endswith("|") for line in written
    ):
        rows = [row[:-1] if len(row) > 1 else row for row in rows]
    if all(not row[0].strip() for row in ends) and all(line.lstrip().startswith("|") for line in written):
        rows = [row[1:] if len(row) > 1 else row for row in rows]
    return Region((ragged(rows),), end)


def _is_piped(line: str) -> bool:
    return "|" in line.translate(PIPES) or ("+" in line and _is_rule(line))


def _is_rule(line: str) -> bool:
    return RULES.issuperset(line) and DRAWN.search(line) is not None


def _end(lines: Sequence[str], start: int) -> int:
    """The line after the last with a pipe; short lines between such belong to it (a cell that spans the table)."""
    end, at = start + 1, start + 1
    while at < len(lines) and at - end <= MOST_LOOSE:
        line = lines[at]
        if _is_piped(line):
            end = at + 1
        elif line.strip() and _ends(line, lines[at - 1], _next(lines, at)):
            break
        at += 1
    return end


def _ends(line: str, before: str, after: str) -> bool:
    """Whether a line without a pipe stands below the table: prose, or a heading set apart from the rows."""
    if is_prose(line) or len(line) > LONGEST_SPAN:
        return True
    return HEADING.match(line) is not None and (_is_title(line) or not before.strip() or not _is_piped(after))


def _is_title(line: str) -> bool:
    return line.startswith("#") or TITLE.match("".join(line.split())) is not None


def _next(lines: Sequence[str], at: int) -> str:
    return next((line for line in lines[at + 1 :] if line.strip()), "")


def _split(line: str) -> list[str]:
    cells = (BREAK.sub("\n", cell).replace("\\|", "|") for cell in CELL_BOUND.split(line))
    return [BOLD.sub(r"\1", cell) for cell in cells]


def _read_stream(written: Sequence[str], end: int) -> Region:
    """Cells with a line `|` between them; two such lines in succession part the rows, or hold a blank cell."""
    rows: list[list[str]] = [[]]
    open_cell: list[str] = []
    for line in written:
        if line.strip().strip("|"):
            open_cell += [cell for cell in _split(line) if cell.strip()]
        elif open_cell:
            rows[-1].append("\n".join(open_cell))
            open_cell = []
        elif rows[-1]:
            rows.append([])
    rows[-1] += ["\n".join(open_cell)] if open_cell else []
    return _grid_or_cells([row for row in rows if row], end)


def _read_singles(table: Sequence[str], end: int) -> Region:
    """One cell a line with a pipe before or after it: the same shape as a dump with tabs, blank lines part the rows."""
    tabbed = ["\t" + line.strip().strip("|") if "|" in line else line for line in table if not _is_rule(line)]
    region = read_tabs(tabbed, 0)
    if (
        region
        and region.end >= len(tabbed)
        and any(not line.strip("\t ") and not line.startswith("\t") for line in tabbed)
    ):
        return Region(region.blocks, end)
    return _grid_or_cells([[line for line in tabbed if line]], end)


def _grid_or_cells(rows: list[list[str]], end: int) -> Region:
    if len(rows) > 1:
        return Region((ragged(rows),), end)
    texts = [tidy(cell) for row in rows for cell in row]
    return Region(tuple(Paragraph(text) if text else None for text in texts), end)
