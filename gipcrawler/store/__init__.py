"""The store: readings become rows, rows become reports again; the only room that knows SQLAlchemy."""

from gipcrawler.places import division, is_government
from gipcrawler.store.corrections import CorrectedCell, Correction
from gipcrawler.store.exchange import Reading, ReportLine, Saved, SaveOutcome
from gipcrawler.store.findings import FindingLine, Human, Judgement
from gipcrawler.store.metrics import MetricLine
from gipcrawler.store.pages import Arrival, FindingQuery, Organ, Totals
from gipcrawler.store.pages_metrics import Among, Point
from gipcrawler.store.publishers import PublisherLine
from gipcrawler.store.remarks import Remark
from gipcrawler.store.repository import Store
from gipcrawler.store.rereading import KeptEntry
from gipcrawler.store.rows import KeptEdition, KeptEditions
from gipcrawler.store.search import Query, SearchLine
from gipcrawler.store.shelf import EditionLine, ReportRow

__all__ = [
    "Among",
    "Arrival",
    "CorrectedCell",
    "Correction",
    "EditionLine",
    "FindingLine",
    "FindingQuery",
    "Human",
    "Judgement",
    "KeptEdition",
    "KeptEditions",
    "KeptEntry",
    "MetricLine",
    "Organ",
    "Point",
    "PublisherLine",
    "Query",
    "Reading",
    "Remark",
    "ReportLine",
    "ReportRow",
    "SaveOutcome",
    "Saved",
    "SearchLine",
    "Store",
    "Totals",
    "division",
    "is_government",
]
