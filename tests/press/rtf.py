"""Print a sheet as Rich Text as Word and WPS save it in China: double bytes escaped, lists with their numbers."""

from collections.abc import Iterator

from tests.press.layout import Layout, table_of
from tests.press.sheet import Sheet

TWIPS = 9000  # the width of a table
HEAD = (
    r"{\rtf1\ansi\ansicpg936\deff0\uc1{\fonttbl{\f0\fnil\fcharset134 \'cb\'ce\'cc\'e5;}{\f1\fswiss\fcharset0 Arial;}}"
    r"{\stylesheet{\ql \snext0 Normal;}{\s1\outlinelevel0 \sbasedon0 heading 1;}}"
    r"{\*\listtable{\list{\listlevel{\leveltext\'02\'00\'a1\'a2;}}}}{\info{\title \'b2\'bb\'d3\'a1}{\author admin}}"
    r"{\header \pard\plain \'d2\'b3\'c3\'bc\par}{\footer \pard\plain - {\field{\*\fldinst PAGE}{\fldrslt 1}} -\par}"
)


def as_rtf(sheet: Sheet, *, unicode: bool = False) -> bytes:
    """The report as an .rtf; `unicode` writes each character by its number too, as Word does for what GBK lacks."""
    parts = [HEAD]
    parts += [_paragraph(text, r"\qc\s1", unicode) for text in sheet.title_lines]
    parts += [_paragraph(text, r"\fi480", unicode) for text in sheet.preamble]
    for section in sheet.sections:
        number, title = section.number + section.mark, section.title
        listed = rf"{{\listtext\pard\plain\f0 {_text(number, unicode)}\tab}}\pard\plain\ls1 "
        parts.append(listed + _text(title, unicode) + "\\par\r\n" if number else _paragraph(title, "", unicode))
        if layout := table_of(sheet, section):
            parts += _table(layout, unicode)
        parts += [_paragraph(text, r"\fi480", unicode) for text in section.paragraphs]
    parts += [_paragraph(text, r"\qr", unicode) for text in sheet.signature]
    return ("".join(parts) + "}\r\n\0").encode("ascii")


def _paragraph(text: str, words: str, unicode: bool) -> str:
    half = len(text) // 2
    return (
        rf"\pard\plain{words} {{\f0 {_text(text[:half], unicode)}}}{{\f0\b {_text(text[half:], unicode)}}}"
        "\\par\r\n"
    )


def _table(layout: Layout, unicode: bool) -> Iterator[str]:
    width = TWIPS // layout.width
    for row in range(layout.height):
        boxes = layout.row(row)
        shape = r"\trowd\trgaph108\trleft-108" + "".join(
            ("" if box.row_span == 1 else r"\clvmrg" if box.row < row else r"\clvmgf")
            + rf"\clbrdrt\brdrs\cellx{width * (box.column + box.column_span) - 108}"
            for box in boxes
        )
        cells = "".join(
            rf"\pard\plain\intbl {{\f0 {_text('' if box.row < row else box.text, unicode)}}}\cell" + "\r\n"
            for box in boxes
        )
        yield shape + "\r\n" + cells + r"\pard\intbl {" + shape + "\\row}\r\n"


def _text(text: str, unicode: bool) -> str:
    return "".join(_character(character, unicode) for character in text)


def _character(character: str, unicode: bool) -> str:
    if character in "\\{}":
        return "\\" + character
    if character == "\n":
        return r"\line "
    if character.isascii():
        return character
    escaped = "".join(f"\\'{byte:02x}" for byte in character.encode("gbk", "ignore"))
    if not unicode and escaped:
        return escaped
    units = character.encode("utf-16-le")
    numbers = (int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2))
    fallback = rf"\uc{len(escaped) // 4}" if escaped else r"\uc1"
    return "{" + fallback + "".join(rf"\u{number} " for number in numbers) + (escaped or "?") + "}"
