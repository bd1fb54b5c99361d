"""Turn the bytes of a page into one element tree, read in the charset that its bytes allow."""

import re

from lxml.etree import ElementDefaultClassLookup, ParserError
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from gipcrawler.documents.charset import decode
from gipcrawler.errors import UnreadableError

# A declaration in the page itself: <meta charset=…>, <meta http-equiv … content="…; charset=…">, <?xml … encoding=…?>
DECLARED = re.compile(rb"<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
HEAD = 16_384  # bytes; some pages put scripts before their meta elements
CONTROL = bytes([*range(9), 11, *range(14, 32), 127])  # in UTF-8 a byte below 128 is a character
# lxml.html asks a function of Python's for the class of each element; only forms, which nothing here reads, have others
CLASSES = ElementDefaultClassLookup(element=HtmlElement)


def parse(body: bytes, charset: str | None = None) -> tuple[HtmlElement, str]:
    """The root element of the page and the charset that it was read with (`charset`: what HTTP declared).

    Raises UnreadableError where the bytes hold no element at all.
    """
    declared = DECLARED.search(body[:HEAD])
    text, name = decode(body, (charset, declared[1].decode("ascii", "replace") if declared else None))
    clean = (body if name == "utf-8" else text.encode("utf-8", "replace")).translate(None, CONTROL)
    # huge_tree: fonts and spans that were never closed nest deeper than the parser's first limit
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    parser.set_element_class_lookup(CLASSES)
    try:
        root = document_fromstring(clean, parser=parser)
    except ParserError:
        raise UnreadableError("The page is empty: fetch it again.") from None
    return root, name
