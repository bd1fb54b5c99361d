"""Show on a terminal which page of a scan is being read, for each takes a second or more; pipes stay quiet."""

import logging
import sys

from gipcrawler.cli.painting import errors

SCANS = "gipcrawler.documents.scan"


def show_scans() -> None:
    """Print a line on standard error for each page that is a picture, where that is a terminal."""
    log = logging.getLogger(SCANS)
    if sys.stderr.isatty() and not any(isinstance(handler, _Shown) for handler in log.handlers):
        log.setLevel(logging.INFO)
        log.addHandler(_Shown())


class _Shown(logging.Handler):
    """Prints what is logged, dimly."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print one line."""
        errors().print(record.getMessage(), style="dim", markup=False, highlight=False)
