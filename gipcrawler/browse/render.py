"""Fill a template with what a page found; everything is escaped, and numbers, moments and places are put in words."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from gipcrawler.browse.request import Asked
from gipcrawler.browse.response import Response
from gipcrawler.places import division, get
from gipcrawler.survey.page import heat_step

NOTHING = "–"
MINUTE = "%Y-%m-%d %H:%M"


def render(asked: Asked, template: str, /, **values: object) -> Response:
    """The page of a template in `browse/templates`; it has `asked`, `t` and `link` beside what it is given."""
    page = environment().get_template(template)
    return Response(page.render(asked=asked, t=asked.t, link=asked.link, **values))


@cache
def environment() -> Environment:
    """The templates with their filters; a name that nobody gave is an error, not a hole."""
    made = Environment(
        loader=PackageLoader("gipcrawler.browse"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"number": number, "moment": moment, "day": day, "place": place_name, "chain": chain}
    made.globals |= {"version_of": version_of, "heat_step": heat_step}
    return made


@cache
def version_of(name: str) -> str:
    """A few digits that change with a static file, so that browsers may keep it."""
    return sha256(files("gipcrawler.browse").joinpath("static", name).read_bytes()).hexdigest()[:8]


def number(value: Decimal | float | None) -> str:
    """A figure with its thousands parted and no zero too many."""
    if value is None:
        return NOTHING
    if isinstance(value, float):
        value = Decimal(repr(round(value, 4)))
    text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def moment(value: datetime | None) -> str:
    """A time to the minute, in UTC as the archive has it."""
    return NOTHING if value is None else value.astimezone(UTC).strftime(MINUTE)


def day(value: date | None) -> str:
    """A day as ISO 8601 has it."""
    return NOTHING if value is None else value.isoformat()[:10]


def place_name(code: str | None) -> str:
    """The name of a division, or its code where the register does not have it."""
    found = get(division(code)) if code else None
    return found.name if found else code or ""


def chain(code: str | None) -> Iterable[tuple[str, str]]:
    """A division and all above it, as code and name, the highest first."""
    found = get(division(code)) if code else None
    return [(each, place_name(each)) for each in (*found.superiors, found.code)] if found else []
