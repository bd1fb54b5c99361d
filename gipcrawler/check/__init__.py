"""Checking: reports against their forms, their own words, their year before and their neighbours."""

from gipcrawler.check.copies import Copies, Copy
from gipcrawler.check.report import check
from gipcrawler.check.rules import RuleNote, rule_notes, worst_first
from gipcrawler.check.together import Checkup, Told
from gipcrawler.check.years import check_years

__all__ = ["Checkup", "Copies", "Copy", "RuleNote", "Told", "check", "check_years", "rule_notes", "worst_first"]
