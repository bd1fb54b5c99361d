"""Turn `mentions.toml` into patterns: how a text speaks of its tables' figures, and which cells it may mean."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from gipcrawler.errors import FormError

DEPTH = 4  # words made of words


@dataclass(frozen=True)
class Summand:
    """Cells of one column of a reading; `row` may end with `*`, and `sign` is -1 where they are taken off."""

    sign: int
    table: str
    row: str
    column: str


Sum = tuple[Summand, ...]


@dataclass(frozen=True)
class Mention:
    """One figure that texts speak of; the file explains every field."""

    key: str
    label: str
    hints: tuple[str, ...]
    context: tuple[str, ...]
    without: tuple[str, ...]
    within: bool
    whole: bool
    patterns: tuple[re.Pattern[str], ...]
    none: tuple[re.Pattern[str], ...]
    share_patterns: tuple[re.Pattern[str], ...]
    readings: tuple[Sum, ...]
    shares: tuple[Sum, ...]


@dataclass(frozen=True)
class Wording:
    """All mentions, and what tells their scope; `words`, `whole` and `single` are alternatives of a lead.

    `subjects` says which words name the report's own subject and which another, for a whole division and else.
    """

    mentions: tuple[Mention, ...]
    times: re.Pattern[str]
    words: tuple[str, ...]
    whole: tuple[str, ...]
    single: tuple[str, ...]
    subjects: Mapping[bool, re.Pattern[str]]

    @cached_property
    def _hints(self) -> tuple[tuple[str, int], ...]:
        """Each hint with the number of its mention."""
        return tuple((hint, at) for at, mention in enumerate(self.mentions) for hint in mention.hints)

    def hinted(self, text: str) -> list[Mention]:
        """The mentions of which a text bears a hint, in the order of the file."""
        return [self.mentions[at] for at in sorted({at for hint, at in self._hints if hint in text})]


@cache
def wording() -> Wording:
    """The data of `mentions.toml`; raises FormError where it contradicts itself."""
    data = tomllib.loads(files(__package__).joinpath("mentions.toml").read_text("utf-8"))
    try:
        lead, time = data["lead"], data["time"]
        return Wording(
            tuple(_mention(entry, data["words"]) for entry in data["mention"]),
            re.compile(f"(?P<own>{'|'.join(time['own'])})|(?P<other>{'|'.join(time['other'])})"),
            tuple(lead["words"]),
            tuple(lead["whole"]),
            tuple(lead["single"]),
            {
                True: _subjects(lead["whole"], lead["others_of_whole"]),
                False: _subjects(lead["single"], lead["others_of_single"]),
            },
        )
    except (KeyError, ValueError, re.error) as error:
        raise FormError(f"mentions.toml: {error}") from error


def _subjects(own: list[str], others: list[str]) -> re.Pattern[str]:
    """Own subjects and others; 全县人民政府 is not 全县."""
    return re.compile(f"(?P<own>(?:{'|'.join(own)})(?!(?:人民)?政府(?!信息)))|(?P<other>{'|'.join(others)})")


def _mention(entry: dict[str, Any], words: dict[str, str]) -> Mention:
    patterns = {
        name: tuple(re.compile(_spelled(one, words)) for one in entry.get(name, ()))
        for name in ("patterns", "none", "share_patterns")
    }
    return Mention(
        key=entry["key"],
        label=entry["label"],
        hints=tuple(entry["hints"]),
        context=tuple(entry["context"]),
        without=tuple(entry.get("without", ())),
        within=entry["within"],
        whole=entry.get("whole", True),
        readings=tuple(map(_reading, entry["readings"])),
        shares=tuple(map(_reading, entry.get("shares", ()))),
        **patterns,
    )


def _spelled(pattern: str, words: dict[str, str]) -> str:
    """A pattern with its words filled in; words may be made of words."""
    for _ in range(DEPTH):
        for name, word in words.items():
            pattern = pattern.replace(f"{{{name}}}", word)
    return pattern


def _reading(terms: list[str]) -> Sum:
    return tuple(Summand(-1 if term.startswith("-") else 1, *term.removeprefix("-").split("/")) for term in terms)
