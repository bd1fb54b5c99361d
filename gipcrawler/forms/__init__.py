"""The official form as data: which tables, rows, columns, sections and arithmetic a report must have."""

from gipcrawler.forms.load import form, forms, section_names
from gipcrawler.forms.mentions import Mention, Sum, Wording, wording
from gipcrawler.forms.metrics import Metric, Term, Theme, metric, metrics, themes
from gipcrawler.forms.schema import LAST_YEAR, Block, Column, Form, Row, Rule, SectionName, Table

__all__ = [
    "LAST_YEAR",
    "Block",
    "Column",
    "Form",
    "Mention",
    "Metric",
    "Row",
    "Rule",
    "SectionName",
    "Sum",
    "Table",
    "Term",
    "Theme",
    "Wording",
    "form",
    "forms",
    "metric",
    "metrics",
    "section_names",
    "themes",
    "wording",
]
