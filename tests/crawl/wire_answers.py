"""What the test servers answer, by path, and how some of the paths are asked for."""

import gzip
import random

from tests.crawl.wire_server import Answer

PAGE = ("<html><head><title>年度报告</title></head><body>" + "政府信息公开工作。" * 400 + "</body></html>").encode(
    "gb18030"
)


def sized(body: bytes, *lines: bytes, status: bytes = b"HTTP/1.1 200 OK") -> bytes:
    return b"\r\n".join((status, *lines, b"Content-Length: %d" % len(body), b"", body))


def chunked(body: bytes, size: int) -> bytes:
    pieces = [body[start : start + size] for start in range(0, len(body), size)]
    framed = b"".join(b"%x;ext=%d\r\n%s\r\n" % (len(piece), at, piece) for at, piece in enumerate(pieces))
    return framed + b"0\r\nX-Trailer: after\r\n\r\n"


ODD_HEAD = (
    b"sErVeR:nginx  ",
    b"X-Twice: one",
    b"SET-cookie: a=1",
    b"X-Folded: first\r\n\tsecond",
    b"a line without a colon",
    b"Content-Disposition: attachment; filename=\xc4\xea\xb6\xc8.doc",
    b"X-Twice: one",
    b"set-Cookie:b=2",
    b"content-TYPE:Text/HTML;charset=GBK ",
)
LONG = bytes(range(256)) * 4096
# 20 MB, in larger pieces, for its own 20 000 ones would take most of the suite's time
BIG = random.Random(20).randbytes(20_000_000)

# Each is asked for over every way, in this order, one at a time; the failing ones below all at once.
WHOLE = {
    "/plain": Answer(sized(PAGE, b"Content-Type: text/html")),
    "/odd-head": Answer(sized(PAGE, *ODD_HEAD, status=b"HTTP/1.1 200 \xba\xc3 odd  reason")),
    "/bare-lf": Answer(b"HTTP/1.1 200 OK\nContent-Length: 5\nX-A: 1\n\nhello"),
    "/chunked-gzip": Answer(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\nContent-Encoding: gzip\r\nContent-Type: text/html\r\n\r\n"
        + chunked(gzip.compress(PAGE), 700)
    ),
    "/empty": Answer(sized(b"")),
    "/head": Answer(b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n"),
    "/no-content": Answer(b"HTTP/1.1 204 No Content\r\nX-A: 1\r\n\r\n"),
    "/not-modified": Answer(b'HTTP/1.1 304 Not Modified\r\nETag: "x"\r\n\r\n'),
    "/missing": Answer(sized(b"no such page", status=b"HTTP/1.1 404 Not Found")),
    "/moved": Answer(sized(b"gone there", b"Location: /plain", status=b"HTTP/1.1 302 Found")),
    "/form": Answer(sized(b'{"total": 0}', b"Content-Type: application/json")),
    "/early-hints": Answer(
        sized(b"hinted"), interim=b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n"
    ),
    "/junk-after": Answer(sized(b"exact"), overrun=b"<!-- junk % \xff\r\n -->"),
    "/until-close": Answer(b"HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n" + PAGE, then="close"),
    "/big": Answer(sized(BIG), piece=99_991),
    "/first": Answer(sized(b"kept alive")),
    "/stale": Answer(sized(b"second try"), only_fresh=True),
    "/last": Answer(sized(b"closed", b"Connection: close"), then="close"),
}
# Each ends before its end: what is done, and the reason that the record must give.
CUT = {
    "/short": (Answer(b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n" + PAGE[:3000], then="close"), "disconnect"),
    "/reset": (Answer(b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n" + PAGE[:3000], then="reset"), "disconnect"),
    "/reset-in-head": (Answer(b"HTTP/1.1 200 OK\r\nContent-Le", then="reset"), "disconnect"),
    "/cut-chunk": (
        Answer(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n9\r\ncut", then="close"),
        "disconnect",
    ),
    "/stall": (Answer(b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n" + PAGE[:3000], then="stall"), "time"),
    "/stall-in-head": (Answer(b"HTTP/1.1 200 OK\r\nContent-Le", then="stall"), "time"),
    "/bad-field": (Answer(sized(b"fine", b"X-A : 1"), then="stall"), "unspecified"),
    "/no-chunk": (
        Answer(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nnonsense\r\n", then="stall"),
        "unspecified",
    ),
}
# Those that the client cuts may leave any part of what was sent.
TOO_LONG = {
    "/too-long": Answer(sized(LONG)),
    "/too-long-chunks": Answer(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked(LONG, 50000)),
}
NO_ANSWER = {
    "/bad-status": Answer(b"HTPP 200 %c4%\xff fine\r\nContent-Length: 2\r\n\r\nok", then="close"),
    "/foreign-status": Answer(b"ICY/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", then="close"),
    "/silent": Answer(b"", then="stall"),
    "/only-hints": Answer(b"", interim=b"HTTP/1.1 103 Early Hints\r\n\r\n", then="stall"),
}
RAGGED = {"/ragged": Answer(b"HTTP/1.0 200 OK\r\n\r\n" + PAGE, then="ragged")}
FAILING = {path: answer for path, (answer, _) in CUT.items()} | TOO_LONG | NO_ANSWER | RAGGED
REQUESTS: dict[str, dict] = {
    "/plain": {"headers": {"Referer": "http://www.example.gov.cn/list.html"}},
    "/head": {"method": "HEAD"},
    "/no-content": {"stay": True},
    "/not-modified": {"stay": True},
    "/missing": {"stay": True},
    "/form": {
        "method": "POST",
        "body": "q=\xc4\xea\xb6\xc8",
        "headers": {"Content-Type": "application/x-www-form-urlencoded"},
    },
    **{key: {"meta": {"download_timeout": 2}} for key in ("/stall", "/stall-in-head", "/silent", "/only-hints")},
    **{key: {"meta": {"download_maxsize": 120000}} for key in TOO_LONG},
}
