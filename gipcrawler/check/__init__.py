"""Checking: a report's figures against the arithmetic that its official form prints."""

from gipcrawler.check.report import check

__all__ = ["check"]
