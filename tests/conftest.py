"""Fixtures that several rooms share, and what becomes of tests that need a service which is not there."""

import os
from collections.abc import Iterator

import pytest

from tests.replica.provinces import SAMPLES
from tests.replica.replica import Replica
from tests.services import lack


@pytest.fixture
def replica() -> Iterator[Replica]:
    """The portals of the sample provinces on loopback: `proxy`, `requests`, `planted`, `change(url, old, new)`."""
    with Replica(SAMPLES) as running:
        yield running


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line("markers", "needs(service): skipped where the service of tests/services.py is missing")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose service is missing."""
    for marker in item.iter_markers("needs"):
        if why := lack(marker.args[0]):
            pytest.skip(why)


def _lacking(config: pytest.Config) -> dict[str, int]:
    """Why tests were skipped for want of a service, and how many of them."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", ()) if reporter else ()
    reasons = [str(one.longrepr[2]).removeprefix("Skipped: ") for one in skipped if isinstance(one.longrepr, tuple)]
    return {reason: reasons.count(reason) for reason in reasons if reason.startswith("needs ")}


def pytest_sessionfinish(session: pytest.Session) -> None:
    """With CI=true nothing may be left out for want of a service."""
    if os.environ.get("CI") == "true" and _lacking(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_unconfigure(config: pytest.Config) -> None:
    """Say in the last lines what was left out."""
    failed = ", which fails the run, since CI=true" if os.environ.get("CI") == "true" else ""
    for reason, number in _lacking(config).items():
        print(f"{number} tests were skipped{failed}: {reason}")  # noqa: T201  # after pytest's own last line
