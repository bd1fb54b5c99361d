"""A crawl leaves an index of each file that it finished."""

from gipcrawler.warc.index import file_digest, said_digest
from tests.crawling import crawl
from tests.replica.replica import Replica


def test_what_a_crawl_finished_is_indexed(tmp_path):
    with Replica(["jilin"]) as replica:
        done = crawl("jilin", archive=tmp_path, proxy=replica.proxy)
    assert done.returncode == 0, done.stderr
    files = {path.name: path for path in (tmp_path / "warc").glob("*.warc.gz")}
    indexes = {path.name.removesuffix(".cdxj"): path for path in (tmp_path / "index").glob("*.cdxj")}
    assert files.keys() == indexes.keys() != set()
    assert all(said_digest(indexes[name]) == file_digest(path) for name, path in files.items())
