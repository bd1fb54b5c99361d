"""A fast portal in a process of its own: `python -m tests.crawl.page_server BYTES` prints its port and serves.

Every path has a page of its own of about so many bytes, made of what a report page is made of.
"""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

SIZE = 67_000
ROOT = Path(__file__).parents[2]


@cache
def rows(size: int) -> bytes:
    numbers = range(size // 60)
    lines = (
        f'<tr><td class="c{number % 9}">收到{number}</td><td>{number * 7919 % 977}</td></tr>' for number in numbers
    )
    return "\n".join(lines).encode().ljust(size)


def body(path: str, size: int = SIZE) -> bytes:
    """The page at a path."""
    return b"<!-- %s -->" % path.encode() + rows(size)


class Portal(asyncio.Protocol):
    def __init__(self, size: int) -> None:
        self.size = size
        self.received = b""

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        *requests, self.received = (self.received + data).split(b"\r\n\r\n")
        for request in requests:
            page = body(request.split(b" ", 2)[1].decode(), self.size)
            head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d"
            self.transport.write(head % len(page) + b"\r\n\r\n" + page)


@contextmanager
def portal(size: int = SIZE) -> Iterator[str]:
    """The address of a portal that serves until the end of the block."""
    command = [sys.executable, "-m", "tests.crawl.page_server", str(size)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.terminate()


async def serve(size: int) -> None:
    server = await asyncio.get_running_loop().create_server(lambda: Portal(size), "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
