"""The nouns: frozen dataclasses that every room exchanges, and nothing that needs a network."""

from gipcrawler.model.archive import Capture, Exchange, Original, RecordRef, Truncation
from gipcrawler.model.document import Block, Box, Document, Grid, GridCell, Metadata, Origin, Paragraph
from gipcrawler.model.report import Cell, Finding, Leftover, Report, Section, State, Verdict
from gipcrawler.model.run import Outcome, Run, RunVerdict, SourceTally

__all__ = [
    "Block",
    "Box",
    "Capture",
    "Cell",
    "Document",
    "Exchange",
    "Finding",
    "Grid",
    "GridCell",
    "Leftover",
    "Metadata",
    "Origin",
    "Original",
    "Outcome",
    "Paragraph",
    "RecordRef",
    "Report",
    "Run",
    "RunVerdict",
    "Section",
    "SourceTally",
    "State",
    "Truncation",
    "Verdict",
]
