"""One module per carrier, each turning bytes into a Document: headings, paragraphs and grids in reading order."""

from gipcrawler.documents.archive import ARCHIVES, Member, are_several, documents_in
from gipcrawler.documents.carriers import read_document
from gipcrawler.documents.leaves import is_leaf, read_leaves

__all__ = ["ARCHIVES", "Member", "are_several", "documents_in", "is_leaf", "read_document", "read_leaves"]
