"""Third doorway: what the arithmetic of the forms says of a report is added to it."""

from dataclasses import replace

from gipcrawler.check import check
from gipcrawler.crawl.items import Found


class CheckPipeline:
    """Adds what is broken or unassessable; an entry without a report passes as it is."""

    def process_item(self, item: Found) -> Found:
        """The entry, its report with findings."""
        if item.report is None:
            return item
        findings = (*item.report.findings, *check(item.report))
        return replace(item, report=replace(item.report, findings=findings))
