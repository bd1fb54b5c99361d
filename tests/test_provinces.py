"""Every province against its replica: what is planted is found once, nothing else is, and nobody is asked in vain.

Recall, precision and the names, places, levels and years in the database are held to 0.99; the requests to what a
first and a second run may cost; and every address asked for to the robots.txt of its host.
"""

import sqlite3
import subprocess
from collections import Counter
from contextlib import closing
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import pytest

from tests.crawling import QUICK, ROOT, crawl, program
from tests.replica.estate import DEPARTMENTS, YEARS, estate
from tests.replica.provinces import PROVINCES, SAMPLES
from tests.replica.replica import Replica

PLAIN = QUICK | {"REQUISITES": "0"}
SHARE = 0.99
COST = 1.6
"""Requests for each planted report on a first run, listings aside."""
BY_BROWSER = frozenset(("hunan", "neimenggu"))
"""Provinces with a list that only a script fills."""


class Found:
    """What a crawl left: its reports, its runs, and what it asked for."""

    def __init__(self, folder, replica):
        self.folder, self.replica = folder, replica
        with closing(sqlite3.connect(folder / "gip.db")) as connection:
            connection.row_factory = sqlite3.Row
            self.rows = connection.execute("select * from reports").fetchall()
        self.by_url = {row["source_url"]: row for row in self.rows}

    def pairs(self):
        """Planted reports with the row that stands for each, or null."""
        for one in self.replica.planted:
            urls = (one.url, *one.documents, *one.aliases)
            yield one, next((self.by_url[url] for url in urls if url in self.by_url), None)

    def share(self, of_row, of_planted):
        """How many of the found reports say what they must."""
        both = [(row, one) for one, row in self.pairs() if row is not None and of_the_land(one)]
        wrong = [(of_row(row), of_planted(one), one.url) for row, one in both if of_row(row) != of_planted(one)]
        return 1 - len(wrong) / len(both), wrong

    def listings(self):
        """Pages that were asked for and are no article and no file: lists, hubs, front pages, shells."""
        reports = addresses(self.replica)
        return {url for url in asked(self.replica) if url not in reports and self.is_list(url)}

    def is_list(self, url):
        parts = urlsplit(url)
        site = self.replica.sites[parts.hostname]
        answer = site.pages.get(f"{parts.path}?{parts.query}") or site.pages.get(parts.path or "/")
        return parts.path in site.programs or (answer is not None and b"articletitle" not in answer.body.lower())


def asked(replica):
    """Addresses that were asked for, robots.txt aside; a redirect to another scheme counts with its target."""
    return [line.url for line in replica.requests if urlsplit(line.url).path != "/robots.txt" and line.status != 301]


def of_the_land(one):
    """Whether a planted report is one of the estate's; of the fixtures beside them the place is not told."""
    return one.level is not None or one.province not in SAMPLES


def addresses(replica):
    """Where the planted reports stand."""
    return {url for one in replica.planted for url in (one.url, *one.documents, *one.aliases)}


def forbidden(replica, urls):
    """What robots.txt forbids among `urls`."""
    rules = {}
    for host, site in replica.sites.items():
        rules[host] = RobotFileParser()
        rules[host].parse((site.robots or "").splitlines())
    return [url for url in urls if not rules[urlsplit(url).hostname].can_fetch("gipcrawler", url)]


def marked(slug):
    return pytest.param(slug, marks=pytest.mark.needs("chromium")) if slug in BY_BROWSER else slug


@pytest.mark.parametrize("slug", [marked(slug) for slug in PROVINCES])
def test_a_province_is_found_whole_and_costs_little(slug, tmp_path):
    with Replica([slug]) as replica:
        ended = crawl(slug, archive=tmp_path, proxy=replica.proxy, settings=PLAIN)
        assert "Traceback" not in ended.stderr, ended.stderr[-3000:]
        found = Found(tmp_path, replica)
        pairs = list(found.pairs())
        missed = [one.url for one, row in pairs if row is None]
        known = {row["report_id"] for _, row in pairs if row is not None}
        surplus = [row["source_url"] for row in found.rows if row["report_id"] not in known]
        assert len(missed) <= (1 - SHARE) * len(pairs), missed
        assert len(surplus) <= (1 - SHARE) * len(found.rows), surplus
        assert_told_right(found)
        assert ended.returncode == 0, ended.stderr[-3000:]

        first = asked(replica)
        assert replica.foreign() == []
        assert not forbidden(replica, first)
        assert len(first) - len(found.listings()) <= COST * len(pairs), Counter(first).most_common(5)

        replica.requests.clear()
        crawl(slug, archive=tmp_path, proxy=replica.proxy, settings=PLAIN)
        assert not addresses(replica).intersection(asked(replica))
        there = [line.url for line in replica.requests if line.status < 300 and not line.url.endswith("/robots.txt")]
        assert set(there) <= found.listings()
        assert len(there) <= 1.1 * len(found.listings())


def test_every_province_is_planted():
    planted = {slug: portal().planted for slug, portal in PROVINCES.items()}
    assert set(planted) == {*DEPARTMENTS, "bingtuan", "central"}
    assert len(DEPARTMENTS) == 31
    assert sum(map(len, planted.values())) >= 300
    for slug in DEPARTMENTS:
        land = estate(slug)
        there = Counter((one.publisher, one.year) for one in planted[slug] if one.level)
        assert [there[organ.name, year] for organ in land.organs for year in YEARS] == [1] * 18, slug
        assert set(there.values()) == {1}, slug


def test_scrapy_lists_every_province():
    listed = subprocess.run(
        [program("scrapy"), "list"], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert listed.stdout.split() == sorted([*DEPARTMENTS, "bingtuan", "central", "portal"])


def assert_told_right(found):
    for of_row, of_planted in (
        (lambda row: row["year"], lambda one: one.year),
        (lambda row: row["publisher"], lambda one: one.publisher),
        (lambda row: row["place"], lambda one: one.place or None),
        (lambda row: row["level"], lambda one: one.level or None),
    ):
        share, wrong = found.share(of_row, of_planted)
        assert share >= SHARE, wrong
