"""`python -m tests.docs.build`: write the pages of docs/ that the code itself can tell; a test wants them current.

A page is generated where a table by hand would go stale: settings, commands, checks, metrics, provinces.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from tests.docs import checks, commands, exports, metrics, provinces, settings

DOCS = Path(__file__).parents[2] / "docs"
PAGES: Mapping[str, Callable[[], str]] = {
    "checks.md": checks.page,
    "commands.md": commands.page,
    "export.md": exports.page,
    "metrics.md": metrics.page,
    "provinces.md": provinces.page,
    "settings.md": settings.page,
}


def main() -> None:
    """Write every generated page."""
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
