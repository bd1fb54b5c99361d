import gzip
from io import BytesIO

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from gipcrawler.errors import ArchiveError
from gipcrawler.warc import records
from gipcrawler.warc.members import Damage, members
from tests.archives import answer, exchange, write


@pytest.fixture
def path(tmp_path):
    write(tmp_path, [exchange(f"/{number}", answer(b"x" * 500 * number), number) for number in range(1, 5)])
    return next((tmp_path / "warc").iterdir())


def foreign(*, compressed):
    out = BytesIO()
    writer = WARCWriter(out, gzip=compressed)
    for name in ("one", "two"):
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/plain")], protocol="HTTP/1.1")
        body = BytesIO(name.encode() * 99)
        writer.write_record(writer.create_warc_record(f"http://x.cn/{name}", "response", body, http_headers=head))
    return out.getvalue()


def test_whole_files_give_the_records_of_any_reader(path):
    assert list(members(path)) == list(records(path))


@pytest.mark.parametrize(("name", "compressed"), [("a.warc", False), ("a.warc.gz", True)])
def test_files_of_other_tools_are_read(tmp_path, name, compressed):
    path = tmp_path / name
    path.write_bytes(foreign(compressed=compressed))
    found = list(members(path))
    assert [record.url for record in found] == ["http://x.cn/one", "http://x.cn/two"]
    assert found[1].offset == found[0].length
    assert path.stat().st_size == found[1].offset + found[1].length


def test_every_flipped_byte_of_compressed_data_is_one_damage_and_the_rest_is_read(path):
    whole = list(members(path))
    data = path.read_bytes()
    victim = whole[4]
    for at in range(victim.offset + 10, victim.offset + victim.length):
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        found = list(members(path))
        damage = [one for one in found if isinstance(one, Damage)]
        assert [(one.offset, one.length, one.torn) for one in damage] == [(victim.offset, victim.length, False)], at
        assert [one for one in found if not isinstance(one, Damage)] == [one for one in whole if one != victim]


@pytest.mark.parametrize("cut", [1, 9, 100])
def test_a_torn_tail_is_told_from_damage(path, cut):
    last = list(members(path))[-1]
    with path.open("r+b") as stream:
        stream.truncate(path.stat().st_size - cut)
    *rest, damage = members(path)
    assert (damage.offset, damage.length, damage.torn) == (last.offset, last.length - cut, True)
    assert len(rest) == 8


def test_what_is_no_warc_is_damage_and_what_is_not_there_an_error(tmp_path):
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(b"hello") + b"garbage")
    (damage,) = members(path)
    assert damage.length == path.stat().st_size
    path.write_bytes(b"")
    assert list(members(path)) == []
    path.write_bytes(gzip.compress(gzip.decompress(foreign(compressed=True))))
    (damage,) = members(path)
    assert "more than its one record" in damage.says
    with pytest.raises(ArchiveError, match="cannot read"):
        list(members(tmp_path / "nothing.warc.gz"))
