"""Fixtures that several rooms share."""

from collections.abc import Iterator

import pytest

from tests.replica.replica import Replica


@pytest.fixture
def replica() -> Iterator[Replica]:
    """The portals of the provinces on loopback: `proxy`, `requests`, `planted`, and `change(url, old, new)`."""
    with Replica() as running:
        yield running
