"""The store: readings become rows, rows become reports again; the only room that knows SQLAlchemy."""

from gipcrawler.places import division, is_government
from gipcrawler.store.exchange import Reading, ReportLine, Saved, SaveOutcome
from gipcrawler.store.repository import Store

__all__ = ["Reading", "ReportLine", "SaveOutcome", "Saved", "Store", "division", "is_government"]
