"""Third doorway: what the arithmetic of the forms says of a report is added to it."""

from dataclasses import replace

from gipcrawler.check import check
from gipcrawler.crawl.items import Found
from gipcrawler.model import Report


class CheckPipeline:
    """Adds what is broken or unassessable; an entry without a report passes as it is."""

    def process_item(self, item: Found) -> Found:
        """The entry, its reports with findings."""
        return replace(item, entry=item.entry.each(_checked)) if item.entry else item


def _checked(report: Report) -> Report:
    return replace(report, findings=(*report.findings, *check(report)))
