import copy
import pickle
from dataclasses import FrozenInstanceError, asdict, dataclass, fields, replace
from decimal import Decimal

import pytest

from gipcrawler.model import Cell, GridCell, Origin, Paragraph, State
from gipcrawler.model.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class Quick:
    a: int
    b: str = "b"
    c: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Slow:
    a: int
    b: str = "b"
    c: tuple[int, ...] = ()


CELL = Cell(
    "applications", "granted", None, "total", "予以公开", "3件", Decimal(3), State.NUMBER, "件", Origin(4, 2, 9)
)


def test_it_is_made_as_any_dataclass_is():
    assert asdict(Quick(1)) == asdict(Slow(1)) == {"a": 1, "b": "b", "c": ()}
    assert asdict(Quick(1, c=(2,), b="x")) == asdict(Slow(1, c=(2,), b="x"))
    for arguments in ((), (1, "b", (), 4)):
        with pytest.raises(TypeError):
            Quick(*arguments)
    with pytest.raises(TypeError):
        Quick(1, d=2)


@pytest.mark.parametrize("one", [Quick(1), CELL, Origin(1), Paragraph("字"), GridCell("字", 0, 0)])
def test_nobody_changes_it(one):
    for name in (fields(one)[0].name, "__class__"):
        with pytest.raises((FrozenInstanceError, TypeError)):
            setattr(one, name, 2)


@pytest.mark.parametrize("one", [Quick(1), CELL, Origin(1), Paragraph("字"), GridCell("字", 0, 0)])
def test_it_is_of_its_class_equal_and_copied(one):
    same = type(one)(*(getattr(one, part.name) for part in fields(one)))
    assert same == one == pickle.loads(pickle.dumps(one)) == copy.deepcopy(one) == replace(one)
    assert hash(same) == hash(one)
    assert type(same) is type(one)


def test_what_differs_is_not_equal():
    assert replace(CELL, raw="4件") != CELL
    assert Quick(1) != Slow(1)
