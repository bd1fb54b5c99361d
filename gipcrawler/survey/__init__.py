"""How we are doing: what is kept against what is owed, which sources live, how well we read, and what runs found."""

from gipcrawler.survey.coverage import Count, Coverage, coverage
from gipcrawler.survey.freshness import Freshness, SourceLine, freshness
from gipcrawler.survey.page import as_html
from gipcrawler.survey.quality import Quality, QualityLine, quality
from gipcrawler.survey.runs import OneRun, RunLine, Runs, one_run, runs
from gipcrawler.survey.sheet import Survey
from gipcrawler.survey.show import as_csv, as_json, as_tables

__all__ = [
    "Count",
    "Coverage",
    "Freshness",
    "OneRun",
    "Quality",
    "QualityLine",
    "RunLine",
    "Runs",
    "SourceLine",
    "Survey",
    "as_csv",
    "as_html",
    "as_json",
    "as_tables",
    "coverage",
    "freshness",
    "one_run",
    "quality",
    "runs",
]
