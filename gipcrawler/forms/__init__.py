"""The official form as data: which tables, rows, columns, sections and arithmetic a report must have."""

from gipcrawler.forms.load import form, forms, section_names
from gipcrawler.forms.schema import Block, Column, Form, Row, Rule, SectionName, Table

__all__ = ["Block", "Column", "Form", "Row", "Rule", "SectionName", "Table", "form", "forms", "section_names"]
