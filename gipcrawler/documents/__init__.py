"""One module per carrier, each turning bytes into a Document: headings, paragraphs and grids in reading order."""

from gipcrawler.documents.archive import ARCHIVES, Member, are_several, documents_in
from gipcrawler.documents.carriers import read_document

__all__ = ["ARCHIVES", "Member", "are_several", "documents_in", "read_document"]
