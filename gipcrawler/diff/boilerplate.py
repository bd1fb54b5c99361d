"""Find in a text what law, notice and form dictate, by the patterns beside this module and the form's own labels.

Said of words only: what is marked is shown dimmed and weighs little, and is never left out. Short labels of the form
(总计, 其他) are words of everyday and mark nothing.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from gipcrawler.diff.squeezed import squeeze
from gipcrawler.forms import forms, section_names

LONG = 8  # characters from which a label of the form is nobody's own wording


def dictated(squeezed: str) -> Iterator[tuple[int, int]]:
    """Where in a text without spaces (`squeeze`) something dictated begins and ends, in order."""
    return (match.span() for match in _pattern().finditer(squeezed))


@cache
def _pattern() -> re.Pattern[str]:
    data = tomllib.loads(files(__package__).joinpath("boilerplate.toml").read_text("utf-8"))
    phrases = [pattern for entry in data["phrase"] for pattern in entry["patterns"]]
    labels = sorted(_labels(), key=len, reverse=True)
    patterns = [*(f"(?:{phrase})" for phrase in phrases), *(f"(?<![0-9]){re.escape(label)}" for label in labels)]
    return re.compile("|".join(patterns))


def _labels() -> set[str]:
    tables = [table for form in forms() for table in form.tables]
    named = [row.label for table in tables for row, _ in table.rows] + [table.title for table in tables]
    named += [section.label for section in section_names()]
    return {label for label in (squeeze(name)[0] for name in named) if len(label) >= LONG}
