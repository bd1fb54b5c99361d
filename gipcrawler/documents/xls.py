"""Turn a binary Excel workbook (.xls, WPS's .et) into the paragraphs and grids of its sheets."""

import io
import struct
from collections.abc import Iterator

# xlrd ships no types
import xlrd

from gipcrawler.documents.number_formats import BUILT_IN, printed_number
from gipcrawler.documents.sheet import Allowance, Merge, Place, Square, sheet_blocks
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Block, Document

MEDIA_TYPE = "application/vnd.ms-excel"
WHAT = "Excel workbook"
# Bytes; beyond this the library's own tables would take hundreds of megabytes
MAX_BYTES = 16 * 1024 * 1024
MAX_SHEETS = 100
DAMAGED = (
    xlrd.XLRDError,
    xlrd.compdoc.CompDocError,
    struct.error,
    AssertionError,
    AttributeError,
    IndexError,
    KeyError,
    LookupError,
    MemoryError,
    OverflowError,
    RecursionError,
    TypeError,
    UnicodeError,
    ValueError,
    ZeroDivisionError,
    OSError,
)


def read_xls(body: bytes) -> Document:
    """The document in a workbook: sheet after sheet, the hidden ones left out; figures as their formats print them.

    Raises UnreadableError for what is encrypted, damaged, enormous or empty.
    """
    if len(body) > MAX_BYTES:
        raise UnreadableError(f"The Excel workbook has more than {MAX_BYTES >> 20} MB: no report does.")
    try:
        book = xlrd.open_workbook(
            file_contents=body, logfile=io.StringIO(), formatting_info=True, ragged_rows=True, on_demand=True
        )
        blocks = tuple(_blocks(book))
    except DAMAGED as error:
        if "encrypted" in str(error).lower():
            raise UnreadableError("The Excel workbook is encrypted: it opens with a password only.") from None
        raise UnreadableError(f"The Excel workbook is damaged or truncated ({error}): fetch it again.") from None
    if not blocks:
        raise UnreadableError("The Excel workbook is empty: look whether it holds a picture of the report.")
    return Document(MEDIA_TYPE, blocks)


def _blocks(book: xlrd.Book) -> Iterator[Block]:
    allowance = Allowance(WHAT)
    for index in range(min(book.nsheets, MAX_SHEETS)):
        sheet = book.sheet_by_index(index)
        if sheet.visibility:
            continue
        squares: dict[Place, Square] = {}
        for row in range(sheet.nrows):
            for column in range(sheet.row_len(row)):
                square = _square(book, sheet.cell(row, column))
                if square.text or square.ruled:
                    allowance.take(1)
                    squares[row, column] = square
        merges = tuple(Merge(top, left, bottom - top, right - left) for top, bottom, left, right in sheet.merged_cells)
        yield from sheet_blocks(squares, merges, allowance)
        book.unload_sheet(index)


def _square(book: xlrd.Book, cell: xlrd.sheet.Cell) -> Square:
    style = book.xf_list[cell.xf_index] if cell.xf_index is not None else None
    border = style.border if style else None
    ruled = border is not None and any(
        (border.left_line_style, border.right_line_style, border.top_line_style, border.bottom_line_style)
    )
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return Square(cell.value, ruled)
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        told = book.format_map.get(style.format_key) if style else None
        code = BUILT_IN.get(told.format_key, told.format_str) if told else None
        return Square(printed_number(cell.value, code, since_1904=bool(book.datemode)), ruled)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return Square("TRUE" if cell.value else "FALSE", ruled)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return Square(xlrd.error_text_from_code.get(cell.value, "#N/A"), ruled)
    return Square("", ruled)
