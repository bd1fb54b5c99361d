import pytest
from hypothesis import given
from hypothesis import strategies as st

from gipcrawler.warc.message import dechunk, read_head, split_interim, status_of


@pytest.mark.parametrize(
    ("message", "status"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\n", 200),
        (b"HTTP/1.1 200\r\n", 200),
        (b"HTTP/1.0 404 \xce\xb4\xd5\xd2\xb5\xbd\n", 404),
        (b"http/1.1 200 ok\r\n\r\n", 200),
        (b"HTTP/1.1 200", None),
        (b"HTTP/1.1 2000 OK\r\n\r\n", None),
        (b"HTTP/1.1 OK\r\n\r\n", None),
        (b"ICY 200 OK\r\n\r\n", None),
        (b"\r\nHTTP/1.1 200 OK\r\n\r\n", None),
        (b"", None),
    ],
)
def test_status(message, status):
    assert status_of(message) == status


@pytest.mark.parametrize(
    ("received", "interim"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 103 Early\r\n\r\n", b""),
        (b"HTTP/1.1 103 Early\r\nA: b\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx", b"HTTP/1.1 103 Early\r\nA: b\r\n\r\n"),
        (
            b"HTTP/1.1 100 Continue\n\nHTTP/1.1 102 Wait\n\nHTTP/1.1 200 OK\n\n",
            b"HTTP/1.1 100 Continue\n\nHTTP/1.1 102 Wait\n\n",
        ),
        (b"HTTP/1.1 103 Early\r\nA: b", b"HTTP/1.1 103 Early\r\nA: b"),
        (b"", b""),
    ],
)
def test_interim_heads_are_cut_off(received, interim):
    assert split_interim(received) == (interim, received[len(interim) :])


@given(st.binary(max_size=300))
def test_any_bytes_are_split_without_loss(received):
    assert b"".join(split_interim(received)) == received
    assert 0 <= read_head(received).length <= len(received)


@given(st.lists(st.binary(min_size=1, max_size=40), max_size=6), st.sampled_from([b"", b";a=1", b' ;q="x;y"', b"  "]))
def test_chunks_are_joined(pieces, extension):
    body = b"".join(b"%x%s\r\n%s\r\n" % (len(piece), extension, piece) for piece in pieces)
    assert dechunk(body + b"0\r\nTrailer: 1\r\n\r\n") == b"".join(pieces)


def test_chunks_that_are_cut_anywhere_give_the_beginning_of_the_body():
    body = b"5;a=b\r\nhello\r\n7\r\n, world\r\n0\r\nTrailer: 1\r\n\r\n"
    for end in range(len(body)):
        assert b"hello, world".startswith(dechunk(body[:end])), body[:end]
    assert dechunk(body[:12]) == b"hello"


def test_what_is_no_chunk_is_given_as_it_is():
    assert dechunk(b"5\r\nhello\r\nnonsense") == b"hellononsense"
    assert dechunk(b"<html></html>") == b"<html></html>"
