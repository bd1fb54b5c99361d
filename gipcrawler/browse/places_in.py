"""Say in words where something stands in a document, counted from 1 as people count."""

from gipcrawler.browse.request import Asked
from gipcrawler.model import Origin


def where_words(asked: Asked, origin: Origin) -> str:
    """Document (where there are several), page, block, row and column."""
    counted = {
        "document": origin.document + 1 if origin.document else None,
        "page": origin.page,
        "block": origin.block + 1,
        "row": None if origin.row is None else origin.row + 1,
        "column": None if origin.column is None else origin.column + 1,
    }
    known = (asked.t(f"origin.in_{name}", number=number) for name, number in counted.items() if number is not None)
    return asked.either("，", ", ").join(known)
