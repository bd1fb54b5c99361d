"""Turn a workbook in one XML file (Excel 2003's, which reporting systems write under the name .xls) into its sheets."""

from collections.abc import Iterator

from lxml import etree

from gipcrawler.documents.number_formats import printed_number
from gipcrawler.documents.sheet import MAX_COLUMNS, MAX_ROWS, Allowance, Merge, Place, Square, sheet_blocks
from gipcrawler.documents.zipped import MAX_MARKS
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Block, Document

MEDIA_TYPE = "text/xml"
WHAT = "Excel workbook"
SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
# Names that stand for a format in place of its code; what is not here prints as General
NAMED = {"Fixed": "0.00", "Standard": "#,##0.00", "Percent": "0.00%"}


def read_xmlss(body: bytes) -> Document:
    """The document in an XML workbook: sheet after sheet; figures as their formats print them.

    Raises UnreadableError for what is damaged, enormous or empty.
    """
    if body.count(b"<") + body.count(b"=") > MAX_MARKS:
        raise UnreadableError("The Excel workbook is enormous: it has more elements than any report.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(body.lstrip(), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"The Excel workbook is damaged: it is no well-formed XML ({error.msg}).") from None
    styles = {style.get(SS + "ID"): style for style in root.iterfind(f"{SS}Styles/{SS}Style")}
    allowance = Allowance(WHAT)
    blocks = [
        block for table in root.iterfind(f"{SS}Worksheet/{SS}Table") for block in _sheet(table, styles, allowance)
    ]
    if not blocks:
        raise UnreadableError("The Excel workbook is empty: look whether it holds a picture of the report.")
    return Document(MEDIA_TYPE, tuple(blocks))


def _sheet(table: etree._Element, styles: dict[str | None, etree._Element], allowance: Allowance) -> Iterator[Block]:
    squares: dict[Place, Square] = {}
    merges: list[Merge] = []
    row = -1
    for line in table.iterchildren(SS + "Row"):
        row = _number(line, "Index", row + 2) - 1
        column = -1
        for cell in line.iterchildren(SS + "Cell"):
            column = _number(cell, "Index", column + 2) - 1
            across, down = _number(cell, "MergeAcross", 0), _number(cell, "MergeDown", 0)
            if row >= MAX_ROWS or column >= MAX_COLUMNS:
                continue
            allowance.take(1)
            squares[row, column] = _square(cell, styles.get(cell.get(SS + "StyleID")))
            if across or down:
                merges.append(Merge(row, column, down + 1, across + 1))
            column += across
    yield from sheet_blocks(squares, merges, allowance)


def _square(cell: etree._Element, style: etree._Element | None) -> Square:
    data = cell.find(SS + "Data")
    text = "".join(map(str, data.itertext())) if data is not None else ""
    told = style.find(SS + "NumberFormat") if style is not None else None
    if data is not None and data.get(SS + "Type") == "Number":
        code = told.get(SS + "Format") if told is not None else None
        text = printed_number(text.strip(), NAMED.get(code or "", code))
    return Square(text, style is not None and style.find(f"{SS}Borders/{SS}Border") is not None)


def _number(element: etree._Element, name: str, otherwise: int) -> int:
    told = element.get(SS + name) or ""
    return int(told) if told.isascii() and told.isdigit() and 0 < len(told) < 10 else otherwise
