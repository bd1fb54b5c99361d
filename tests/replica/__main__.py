"""`python -m tests.replica [--port 0]`: serve all portals until Ctrl-C, and say how to reach them."""
# ruff: noqa: T201 - a program that speaks to its user

from argparse import ArgumentParser
from threading import Event

from tests.replica.replica import Replica


def main() -> None:
    """Serve until interrupted; the first line printed is the proxy's address."""
    parser = ArgumentParser(
        prog="python -m tests.replica", description="The portals of the provinces, as a proxy on loopback."
    )
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    with Replica(port=parser.parse_args().port) as replica:
        print(replica.proxy, flush=True)
        print(f"export http_proxy={replica.proxy} https_proxy={replica.proxy}", flush=True)
        for one in replica.planted:
            print(f"{one.province:10} {one.year} {one.carrier:5} {one.url}", flush=True)
        try:
            Event().wait()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main()
