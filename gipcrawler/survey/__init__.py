"""How we are doing: what is kept, against what is owed."""

from gipcrawler.survey.coverage import Count, Coverage, coverage
from gipcrawler.survey.show import as_csv, as_json, as_table

__all__ = ["Count", "Coverage", "as_csv", "as_json", "as_table", "coverage"]
