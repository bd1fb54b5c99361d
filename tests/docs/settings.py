"""The assignments and comments of gipcrawler/settings.py into docs/settings.md."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gipcrawler import __version__
from gipcrawler import settings as module
from tests.docs.markdown import GENERATED, code, table

SOURCE = Path(module.__file__).read_text(encoding="utf-8")
MACHINERY = frozenset({"ROOT", "OVERRIDES", "DERIVED"})
"""Upper-case names of the module that are no settings of anybody."""
OWN, PROJECT, FOLLOWING = "Our own", "How the project is put together", "Settings that follow from another one"
BEGINNING = f"""# Settings

{GENERATED}

They are Scrapy's settings, and stand with their reasons in `gipcrawler/settings.py`. What is not here is as Scrapy has
it. A setting is changed for every command by `GIP_<NAME>` in the environment, for one crawl by `-s NAME=VALUE`; the
latter wins.

    GIP_ARCHIVE_DIR=/srv/gip GIP_CONTACT=you@example.org scrapy crawl beijing
    scrapy crawl beijing -s DOWNLOAD_DELAY=5 -s DATABASE_URL=postgresql+psycopg://gip@localhost/gip

`http_proxy`, `https_proxy` and `no_proxy` are honoured as everywhere. `gipcrawler` takes `ARCHIVE_DIR` and
`DATABASE_URL` from the environment too, and the database also from `--database`. Postgres needs its driver, which is
not among the locked dependencies (`pip install psycopg`); so far the tests run on SQLite alone.
"""


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting under the heading of its paragraph; `value` is the code of its default."""

    name: str
    value: str
    why: str
    heading: str


def page() -> str:
    """The page."""
    found = [*_assigned(), *_derived()]
    parts = [BEGINNING]
    for heading in dict.fromkeys(one.heading for one in found):
        rows = [(code(one.name), code(one.value), one.why) for one in found if one.heading == heading]
        parts.append(f"## {heading}\n\n{table(('setting', 'default', 'why'), rows)}")
    return "\n".join(parts)


def _assigned() -> Iterator[Setting]:
    """Every setting that is a plain assignment, in the order of the file."""
    lines = SOURCE.splitlines()
    for node in ast.parse(SOURCE).body:
        target = node.targets[0] if isinstance(node, ast.Assign) else None
        if not isinstance(node, ast.Assign) or not isinstance(target, ast.Name) or not target.id.isupper():
            continue
        if target.id in MACHINERY:
            continue
        above, heading = _above(lines, node.lineno - 1), _heading(lines, node.lineno - 1)
        own = "" if above == heading else above
        why = "; ".join(filter(None, [own, *_inside(lines, node)]))
        yield Setting(target.id, ast.unparse(node.value), why, heading or _part(node))


def _derived() -> Iterator[Setting]:
    """The settings whose default is a template over another setting."""
    assigned = (node for node in ast.parse(SOURCE).body if isinstance(node, ast.Assign))
    derived = next(node.value for node in assigned if ast.unparse(node.targets[0]) == "DERIVED")
    lines = SOURCE.splitlines()
    for key in derived.keys:
        other, template = module.DERIVED[key.value]
        value = template.replace(__version__, "<version>").format(f"<{other}>")
        above = _above(lines, key.lineno - 1)
        yield Setting(key.value, value, "; ".join(filter(None, [f"follows `{other}`", above])), FOLLOWING)


def _part(node: ast.Assign) -> str:
    """The settings before Scrapy's BOT_NAME are our own."""
    until = SOURCE.splitlines()[: node.end_lineno]
    return PROJECT if any(line.startswith("BOT_NAME") for line in until) else OWN


def _above(lines: list[str], at: int) -> str:
    """The comment lines directly above a line, as one."""
    words: list[str] = []
    while at and lines[at - 1].strip().startswith("#"):
        at -= 1
        words.insert(0, lines[at].strip().lstrip("# "))
    return " ".join(words)


def _heading(lines: list[str], at: int) -> str:
    """The comment that opens a paragraph of several settings and is the only one on a line of its own there."""
    first, last = at, at
    while first and lines[first - 1].strip():
        first -= 1
    while last + 1 < len(lines) and lines[last + 1].strip():
        last += 1
    paragraph = lines[first : last + 1]
    comments = [line for line in paragraph if line.startswith("#")]
    settings = [line for line in paragraph if line[:1].isupper()]
    return comments[0].lstrip("# ") if paragraph[0].startswith("#") and len(comments) == 1 < len(settings) else ""


def _inside(lines: list[str], node: ast.Assign) -> Iterator[str]:
    """Comments at the end of the assignment's lines; those of a line inside it name the entry that they speak of."""
    for at in range(node.lineno - 1, node.end_lineno or node.lineno):
        before, mark, said = lines[at].partition("  # ")
        entry = before.strip().partition(":")[0].strip("\"'").rpartition(".")[2] if at >= node.lineno else ""
        if mark:
            yield f"{entry}: {said}" if entry and entry.isascii() and entry[0].isalpha() else said
