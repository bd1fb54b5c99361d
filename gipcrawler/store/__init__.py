"""The store: readings become rows, rows become reports again; the only room that knows SQLAlchemy."""

from gipcrawler.places import division, is_government
from gipcrawler.store.corrections import CorrectedCell, Correction
from gipcrawler.store.exchange import Reading, ReportLine, Saved, SaveOutcome
from gipcrawler.store.findings import FindingLine, Human, Judgement
from gipcrawler.store.metrics import MetricLine
from gipcrawler.store.repository import Store
from gipcrawler.store.rereading import KeptEntry
from gipcrawler.store.rows import KeptEdition, KeptEditions
from gipcrawler.store.search import Query, SearchLine
from gipcrawler.store.shelf import EditionLine, ReportRow

__all__ = [
    "CorrectedCell",
    "Correction",
    "EditionLine",
    "FindingLine",
    "Human",
    "Judgement",
    "KeptEdition",
    "KeptEditions",
    "KeptEntry",
    "MetricLine",
    "Query",
    "Reading",
    "ReportLine",
    "ReportRow",
    "SaveOutcome",
    "Saved",
    "SearchLine",
    "Store",
    "division",
    "is_government",
]
