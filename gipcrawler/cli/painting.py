"""The consoles that commands paint on: standard output for results, standard error for what goes wrong."""

import sys
from functools import cache

from rich.console import Console

PIPE_WIDTH = 120  # where no terminal tells


class Screen(Console):
    """A console for which a reader that has seen enough is no failure."""

    def on_broken_pipe(self) -> None:
        """Leave it to the command line, which ends quietly; rich would end with status 1."""
        raise BrokenPipeError


@cache
def console() -> Console:
    """Standard output; without colours and at a fixed width in a pipe."""
    return Screen(file=sys.stdout, width=None if sys.stdout.isatty() else PIPE_WIDTH, highlight=False)


@cache
def errors() -> Console:
    """Standard error."""
    return Console(file=sys.stderr, highlight=False)
