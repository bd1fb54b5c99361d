"""What one reader asks of one page, in his language; and how a page finds its words, links and answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import urlencode

from gipcrawler.browse.response import Response
from gipcrawler.browse.site import Site
from gipcrawler.browse.words import LANGUAGES, Language, say
from gipcrawler.errors import ArgumentError, NotFoundError
from gipcrawler.places import get
from gipcrawler.store import Store
from gipcrawler.survey.sheet import Words

Choice = TypeVar("Choice", bound=str)
LONGEST = 9
"""Digits of a number that is asked for: an id or a year has no more."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: `path` without the query, `parts` of it that the route names, `query` and (of a POST) `form`.

    `csrf` gives the token that a form of ours must hold; `origin` is what stands before the path, as the reader asked.
    """

    site: Site
    language: Language
    path: str
    parts: Mapping[str, str]
    query: Mapping[str, str]
    form: Mapping[str, str] = field(default_factory=dict)
    may_write: bool = False
    csrf: Callable[[], str] = str
    origin: str = ""

    @property
    def store(self) -> Store:
        """The store that pages read."""
        return self.site.store

    @property
    def format(self) -> str:
        """`html`, or what the address ends with: `json`, `csv`."""
        return self.parts.get("format") or "html"

    def t(self, key: str, /, **values: object) -> str:
        """The words of a key in the reader's language."""
        return say(self.language, key, **values)

    def word(self, text: str | Words) -> str:
        """A text of a survey in the reader's language."""
        return text if isinstance(text, str) else self.either(text.chinese, text.english)

    def either(self, zh: str, en: str) -> str:
        """The one of two texts that is in the reader's language."""
        return zh if self.language == "zh" else en

    def link(self, path: str, /, **query: object) -> str:
        """An address of ours with a query; what is null or empty is left out, and a language asked for stays."""
        asked = {name: value for name, value in query.items() if value not in {None, ""}}
        if "lang" in self.query:
            asked.setdefault("lang", self.language)
        return f"{path}?{urlencode(asked)}" if asked else path

    def here(self, /, **query: object) -> str:
        """This page's address with parts of its query changed; null takes one out."""
        changed = {**self.query, **query}
        return self.link(self.path, **changed)

    def others(self) -> Sequence[tuple[Language, str]]:
        """This page in each other language."""
        return [(other, self.here(lang=other)) for other in LANGUAGES if other != self.language]

    def integer(self, name: str) -> int | None:
        """A number of the query, or null where it is not given; raises `ArgumentError` for what is none."""
        given = self.query.get(name, "").strip()
        if not given:
            return None
        if not (given.isascii() and given.isdecimal() and len(given) <= LONGEST):
            raise ArgumentError(self.t("base.wrong_number", name=name, given=given[:40]))
        return int(given)

    def choice(self, name: str, choices: Sequence[Choice]) -> Choice | None:
        """One of the choices, or null where none is given; raises `ArgumentError` for anything else."""
        given = self.query.get(name, "").strip()
        if not given:
            return None
        for one in choices:
            if one == given:
                return one
        raise ArgumentError(self.t("base.wrong_choice", name=name, choices=", ".join(choices), given=given[:40]))

    def place(self, name: str = "place") -> str | None:
        """A division code of the query, or null; raises `ArgumentError` for one that the register does not have."""
        given = self.query.get(name, "").strip()
        if given and get(given) is None:
            raise ArgumentError(self.t("base.wrong_place", given=given[:40]))
        return given or None

    def missing(self, what: str) -> NotFoundError:
        """The error to raise where the database has no such thing."""
        return NotFoundError(self.t("base.not_found_says", what=what))


Page = Callable[[Asked], Response]
"""A page: a plain function, for it is called in a thread of its own."""
