"""Citations of an edition, in every style that `gipcrawler cite` knows."""

from gipcrawler.model import Capture, Report
from gipcrawler.store import ReportLine
from gipcrawler.warc.cite import STYLES, Cited, citation_key


def citations(line: ReportLine, report: Report, capture: Capture) -> dict[str, str]:
    """The citation of an edition, as it was captured, by style."""
    key = citation_key(line.report_id, line.place, line.year)
    cited = Cited(key, line.publisher, report.title, report.published, capture)
    return {style: write(cited).strip() for style, write in STYLES.items()}
