"""The provinces of the replica: a module here that has the name of a spider is that spider's portal."""

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from pathlib import Path

from tests.replica.content import Portal
from tests.replica.estate import DEPARTMENTS

SPIDERS = Path(__file__).parents[2] / "spiders"
SLUGS = {*DEPARTMENTS, *(path.stem for path in SPIDERS.glob("*.py"))}
SAMPLES = ("beijing", "gansu", "jilin", "shandong", "sichuan")
"""Those that also publish reports of fixtures, with figures that the land has seen; the demo crawls them."""


def _portal(slug: str) -> Portal:
    portal: Portal = import_module(f"tests.replica.{slug}").portal()
    return portal


PROVINCES: Mapping[str, Callable[[], Portal]] = {
    slug: partial(_portal, slug) for slug in sorted(SLUGS) if Path(__file__).with_name(f"{slug}.py").exists()
}
"""Slug to what builds the portal."""
