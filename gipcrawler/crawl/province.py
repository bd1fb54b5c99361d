"""Check a province's declaration when its class is defined, and give it the flow of `Collector`."""

from collections.abc import Iterator
from typing import ClassVar

from gipcrawler import places
from gipcrawler.crawl.arguments import FIRST_YEAR, LAST_YEAR, read_arguments
from gipcrawler.crawl.collect import Collector
from gipcrawler.crawl.column import Column
from gipcrawler.crawl.declare import Expect, Source
from gipcrawler.errors import ArgumentError, DeclarationError

ORDER = ("name", "place", "sources", "expect")
# What Python itself puts into a class
PYTHONS = frozenset(
    ("__module__", "__qualname__", "__doc__", "__annotations__", "__firstlineno__", "__static_attributes__")
)


class ProvinceSpider(Collector):
    """A province: `name`, `place`, `sources`, `expect`, in this order and nothing else.

    `place` is empty for what is no division (the State Council's organs, the corps), and so may be its sources'.

    Raises DeclarationError, in one sentence, when a subclass is defined otherwise; ArgumentError when a spider is
    made with arguments that it does not take.
    """

    place: ClassVar[str]
    sources: ClassVar[tuple[Source, ...]]
    expect: ClassVar[Expect]

    def __init_subclass__(cls) -> None:
        """Check the declaration of a subclass."""
        super().__init_subclass__()
        wrong = _wrong(cls)
        if wrong:
            raise DeclarationError(f"{cls.__module__}.{cls.__name__}: {wrong}.")

    def __init__(self, **given: str) -> None:
        arguments = read_arguments(given, self.place or None)
        place = places.get(arguments.place) if arguments.place else None
        asked = {place.code, *place.superiors} if place else set()
        # a source of the asked place, one above it whose listing may name it, or one below it
        sources = [
            source for source in self.sources if not place or source.place in asked or _above(place.code, source)
        ]
        if not sources:
            raise ArgumentError(f"{self.name} declares no source for place={arguments.place}.")
        super().__init__(sources, arguments, given)
        self.expected = self.expect


def _above(code: str, source: Source) -> bool:
    place = places.get(source.place)
    return place is not None and code in place.superiors


def _wrong(cls: type[ProvinceSpider]) -> str | None:
    """What is wrong with a declaration, first things first, or null."""
    return next((wrong for rule in (_form, _names, _sources, _bounds) for wrong in rule(cls)), None)


def _form(cls: type[ProvinceSpider]) -> Iterator[str]:
    declared = tuple(name for name in vars(cls) if name not in PYTHONS)
    for name in declared:
        if callable(getattr(cls, name)) or isinstance(vars(cls)[name], property):
            yield f"a province has no methods; what {name} does belongs into gipcrawler/cms"
    if declared != ORDER:
        yield f"declare {', '.join(ORDER)}, in this order and nothing else, not {', '.join(declared) or 'nothing'}"


def _names(cls: type[ProvinceSpider]) -> Iterator[str]:
    name: object = cls.name
    if not isinstance(name, str) or not name.isidentifier() or not name.islower():
        yield f"name is the slug of the province in small letters, not {name!r}"
    if cls.place and places.get(cls.place) is None:
        yield f"place {cls.place!r} is not a code of the register of divisions"


def _sources(cls: type[ProvinceSpider]) -> Iterator[str]:
    sources: object = cls.sources
    if not isinstance(sources, tuple) or not sources or not all(isinstance(source, Source) for source in sources):
        yield "sources is a tuple of at least one Source"
        return
    for source in cls.sources:
        place = places.get(source.place)
        if place is None and (cls.place or source.place):
            yield f"the source's place {source.place!r} is not a code of the register of divisions"
        elif place and cls.place and cls.place not in {place.code, *place.superiors}:
            yield f"the source's place {source.place} ({place.name}) is not in {cls.place}"
        if source.organ and place and Column(0, source.adapter, source.place).place_of(source.organ) is None:
            yield f"the source's organ {source.organ} is none of {source.place} ({place.name})"
        if source.since and source.until and source.since > source.until:
            yield f"the source {source.label} ends in {source.until} before it begins in {source.since}"
        if not source.label.startswith(("http://", "https://")):
            yield f"the source of {source.place} has no http address to start from"
    labels = [source.label for source in cls.sources]
    yield from (f"the source {label} stands twice" for label in labels if labels.count(label) > 1)


def _bounds(cls: type[ProvinceSpider]) -> Iterator[str]:
    expect: object = cls.expect
    if not isinstance(expect, Expect):
        yield "expect is an Expect(reports=…, since=…)"
    elif expect.reports < 1 or not FIRST_YEAR <= expect.since <= LAST_YEAR:
        yield f"expect asks for at least one report and a year from {FIRST_YEAR} on, not {expect}"
