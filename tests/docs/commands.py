"""The parsers of `gipcrawler` and the arguments of the spiders into docs/commands.md."""

import argparse
from collections.abc import Iterator
from importlib import import_module

from gipcrawler import settings
from gipcrawler.cli.main import COMMANDS
from gipcrawler.crawl.arguments import NAMES
from tests.docs.markdown import GENERATED, code, table

# What each `-a` argument means; a new one of `gipcrawler.crawl.arguments` without its line here fails
SPIDER_ARGUMENTS = {
    "year": ("2021", "this report year only"),
    "since": ("2018", "this report year and later ones"),
    "until": ("2022", "this report year and earlier ones"),
    "place": ("510100", "reports of this division and of those below it, by division code"),
    "level": ("county", "reports of this level only: province, prefecture, county or township"),
    "sample": ("3", "so many reports of each source at most"),
}
BEGINNING = f"""# Commands

{GENERATED}

Two programs: `scrapy` finds and keeps, `gipcrawler` reads and looks. Both stand in `.venv/bin` after `make install`.

| exit status | means |
|---|---|
| 0 | done |
| 1 | it ran, and what was expected did not come true; one line on stderr for each |
| 2 | called wrongly, or what it needs cannot be opened or read; one line on stderr says what to do |

## `scrapy crawl SPIDER [-a NAME=VALUE …] [-s SETTING=VALUE …]`

`scrapy list` names the spiders. Report years are those reported on, not those of publication, and spans include both
ends. A run without any `-a` is held against what its province expects; a narrowed one is not. Status 1 is every verdict
but `complete`: [crawling](crawling.md).

"""
OPTIONS = """
Further options, Scrapy's own:

- `-s DRY_RUN=1` reads the listings, prints what would be fetched, and writes nothing.
- `-s JOBDIR=DIR` keeps a run's open requests there: stop with one Ctrl-C, and the same command goes on. What was taken
  under this DIR is not asked for again; give a new crawl a new one.
- `-O reports.csv` also writes a row a report: the columns of the view `reports`, and `outcome`.
- `-L INFO` shows each page.

## `scrapy check [SPIDER …]`

Looks at the declarations of the spiders named, or of all, without any request: addresses on gov.cn, and families that
give a listing whatever a server sends. Status 1 if one has a fault.

## `scrapy genspider -t province [--place CODE] SLUG HOST`

Writes a province's module and its replica case, both to be filled in; overwrites nothing.
[Adding a province](../CONTRIBUTING.md).
"""


def page() -> str:
    """The page."""
    rows = [(code(name), code(f"-a {name}={example}"), says) for name, (example, says) in _arguments_of_spiders()]
    rows.append((code("url"), code("-a url=https://…"), "`portal` only, and needed there: a listing, hub or report"))
    sections = "".join(_section(name, parser) for name, parser in parsers().items())
    return BEGINNING + table(("argument", "example", "means"), rows) + OPTIONS + sections


def parsers() -> dict[str, argparse.ArgumentParser]:
    """The parser of each command by its name."""
    made = argparse.ArgumentParser().add_subparsers()
    for name in COMMANDS:
        import_module(f"gipcrawler.cli.{name}").add_parser(made)
    return dict(made.choices)


def arguments(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """The arguments and options of a command, but for `--help`."""
    return [action for action in parser._actions if not isinstance(action, argparse._HelpAction)]


def _arguments_of_spiders() -> Iterator[tuple[str, tuple[str, str]]]:
    return ((name, SPIDER_ARGUMENTS[name]) for name in NAMES)


def _section(name: str, parser: argparse.ArgumentParser) -> str:
    rows = [(code(_spelled(action)), _help(action)) for action in arguments(parser)]
    return f"\n## `gipcrawler {name}`\n\n{parser.description}\n\n{table(('argument', 'means'), rows)}"


def _spelled(action: argparse.Action) -> str:
    """As it is typed: `--year YEAR`, `FILE|URL …`, `coverage|runs`."""
    choices = "|".join(map(str, action.choices)) if action.choices else ""
    metavar = str(action.metavar or choices or action.dest.upper())
    if not action.option_strings:
        return f"{metavar} …" if action.nargs in {"+", "*"} else metavar
    return action.option_strings[-1] if action.nargs == 0 else f"{action.option_strings[-1]} {metavar}"


def _help(action: argparse.Action) -> str:
    """What its help says; a default that is the setting DATABASE_URL, which may be any, goes by its name."""
    named = {"default": "`DATABASE_URL`" if action.default == vars(settings)["DATABASE_URL"] else action.default}
    return (action.help or "") % (vars(action) | named)
