"""Turn the bytes that Rich Text escapes into text: by the font that they are set in, or the file's code page."""

import codecs
import re

from gipcrawler.documents.charset import WIDENED

# fcharset: what a font's bytes are; what is missing follows the file (RTF 1.9.1, "Font table")
CHARSETS = {
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gb18030",
    136: "big5hkscs",
    161: "cp1253",
    162: "cp1254",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    238: "cp1250",
}
LATIN = "cp1252"
# Bytes of GB2312 in a file or font that calls itself western: four at least, in pairs, and nothing else beyond ASCII
DOUBLE_BYTES = re.compile(rb"(?:[\x00-\x7f]*[\xa1-\xf7][\xa1-\xfe]){2,}[\x00-\x7f]*")


def code_page(number: int | None) -> str:
    """The codec of a code page by its number; western where Python has none."""
    try:
        name = codecs.lookup(f"cp{number}").name
    except (LookupError, ValueError):
        return LATIN
    return WIDENED.get({"gbk": "cp936"}.get(name, name), name)


def decoded(raw: bytes, charset: str) -> str:
    """The text of bytes in a charset; Chinese is read as such whatever the font is called."""
    if charset == LATIN and DOUBLE_BYTES.fullmatch(raw):
        charset = "gb18030"
    return raw.decode(charset, "replace")
