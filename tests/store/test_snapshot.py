"""A snapshot holds what the database held, in the same tables, and may be renewed while somebody reads it."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from gipcrawler.errors import StoreError
from gipcrawler.store import FindingQuery, Query, Store
from gipcrawler.store.snapshot import take, taken_at
from tests.postgres import server
from tests.services import SERVICES
from tests.survey.filled import BROKEN, fill, keep


def postgres() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="gip-pg-") as folder, server(Path(folder)) as running:
        yield running.database()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'origin.db'}"
    else:
        if SERVICES["postgresql"].program is None:
            pytest.skip("PostgreSQL is not installed")
        yield from postgres()


def test_a_snapshot_holds_what_the_database_held(url, tmp_path):
    origin = Store.open(url)
    fill(origin)
    kept = keep(origin, "东营市人民政府", "370500", 2022, findings=(BROKEN,))
    finding = origin.findings(report_id=kept)[0]
    origin.judge(finding.id, "confirmed", "核对过原件", "甲")
    file = tmp_path / "shown.db"
    moment = take(url, file)
    assert taken_at(file) == moment
    assert [path.name for path in tmp_path.glob("*.part*")] == []
    shown = Store.open(f"sqlite:///{file}")
    for each in (origin, shown):
        assert each.report(kept) is not None
    assert shown.reports() == origin.reports()
    assert shown.report(kept) == origin.report(kept)
    assert shown.findings() == origin.findings()
    assert shown.metric("new_requests") == origin.metric("new_requests")
    assert shown.count_hits(Query("街道")) == origin.count_hits(Query("街道")) > 0

    keep(origin, "烟台市人民政府", "370600", 2022)
    take(url, file)
    assert shown.reports() == origin.reports()
    assert shown.count_findings(FindingQuery()) == origin.count_findings(FindingQuery())
    for each in (origin, shown):
        each.close()


def test_what_cannot_be_read_leaves_the_snapshot_as_it_was(tmp_path):
    file = tmp_path / "shown.db"
    assert taken_at(file) is None
    take(f"sqlite:///{tmp_path / 'origin.db'}", file)
    before = taken_at(file)
    with pytest.raises(StoreError):
        take("postgresql+psycopg://nobody@127.0.0.1:1/none", file)
    assert taken_at(file) == before
