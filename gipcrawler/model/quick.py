"""Turn the way in which a frozen dataclass is made into one that takes a third of the time: a page has a thousand."""

from dataclasses import MISSING, fields
from typing import Any, TypeVar

Class = TypeVar("Class", bound=type[Any])


def quick(made: Class) -> Class:
    """The frozen dataclass itself, which must have slots and no default factory, with another `__init__`.

    Its own writes each field past the guard, 0.08 µs a field. Here an instance bears a class without a guard while it
    is made and takes its own when it is whole (2026-11: 0.30 µs for 0.84 with eleven fields).
    """
    own = fields(made)
    names: dict[str, Any] = {
        "made": made,
        "unguarded": type(f"{made.__name__}InTheMaking", (), {"__slots__": made.__slots__}),
        "turn": object.__setattr__,
        **{f"default_{one.name}": one.default for one in own},
    }
    takes = [one.name if one.default is MISSING else f"{one.name}=default_{one.name}" for one in own]
    body = ['turn(self, "__class__", unguarded)', *(f"self.{one.name} = {one.name}" for one in own)]
    source = "\n ".join([f"def __init__(self, {', '.join(takes)}):", *body, "self.__class__ = made"])
    exec(source, names)  # noqa: S102  as dataclasses makes its own, from the names of the fields
    made.__init__ = names["__init__"]
    return made
