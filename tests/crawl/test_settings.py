import os
import subprocess
import sys

import pytest
from scrapy.downloadermiddlewares import cookies
from scrapy.settings import Settings

from gipcrawler import settings as project
from gipcrawler.crawl.derived import DerivedSettings
from tests.crawling import ROOT


def derived(**given):
    settings = Settings()
    settings.setmodule(project, "project")
    for name, value in given.items():
        settings.set(name, value, "cmdline")
    DerivedSettings().update_settings(settings)
    return settings


def asked(name, **variables):
    """A setting as `scrapy` sees it in a process of its own."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIP_")}
    command = [sys.executable, "-m", "scrapy", "settings", "--get", name]
    ended = subprocess.run(command, cwd=ROOT, env=kept | variables, capture_output=True, text=True, check=True)
    return ended.stdout.strip()


def test_the_database_follows_the_archive_folder():
    assert derived(ARCHIVE_DIR="/data/gip")["DATABASE_URL"] == "sqlite:////data/gip/gip.db"
    assert derived(ARCHIVE_DIR="/data", DATABASE_URL="sqlite:///x.db")["DATABASE_URL"] == "sqlite:///x.db"


def test_the_contact_is_told_to_every_portal():
    agent = derived(CONTACT="someone@example.org")["USER_AGENT"]
    assert agent.startswith("Mozilla/5.0 (X11; ")
    assert " (compatible; gipcrawler/" in agent
    assert agent.endswith(" someone@example.org")
    assert derived()["USER_AGENT"].endswith(")")


def test_the_environment_overrides_the_project():
    assert asked("ARCHIVE_DIR") == "archive"
    assert asked("DATABASE_URL") == "sqlite:///archive/gip.db"
    assert asked("DATABASE_URL", GIP_ARCHIVE_DIR="/data") == "sqlite:////data/gip.db"
    assert asked("DATABASE_URL", GIP_ARCHIVE_DIR="/data", GIP_DATABASE_URL="postgresql+psycopg://h/d").startswith(
        "post"
    )
    assert float(asked("AUTOTHROTTLE_START_DELAY", GIP_DOWNLOAD_DELAY="0")) == 0


@pytest.mark.parametrize("name", ["ITEM_PIPELINES", "FEEDS"])
def test_a_dry_run_has_nothing_that_writes(name):
    assert derived(DRY_RUN="1", FEEDS={"a.csv": {"format": "csv"}}).getdict(name) == {}


def test_no_request_goes_out_for_the_list_of_public_suffixes():
    derived()
    assert tuple(cookies._split_domain.suffix_list_urls) == ()
    assert cookies._is_public_domain("gov.cn")
    assert not cookies._is_public_domain("beijing.gov.cn")


def test_the_projects_own_folder_comes_first():
    script = "import gipcrawler.settings, sys, spiders, pipelines; print(sys.path[0]); print(spiders.__path__[0])"
    ended = subprocess.run(
        [sys.executable, "-c", script],
        cwd="/",
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout.splitlines() == [str(ROOT), str(ROOT / "spiders")]
