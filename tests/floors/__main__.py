"""Write the floors anew: `python -m tests.floors`, and where one sinks `--lower REASON`, which the file keeps."""

import argparse
import sys

from tests.floors.floors import FILE, Floors, Lowered, load, write
from tests.floors.measure import CARRIERS, QUIRKY, measured


def main() -> int:
    """Measure everything and write it down; refuse to lower a floor without a reason."""
    parser = argparse.ArgumentParser(prog="python -m tests.floors", description=__doc__)
    parser.add_argument("--lower", metavar="REASON", help="why floors may sink")
    reason = parser.parse_args().lower
    before = load() if FILE.exists() else Floors({}, ())
    shares = {
        carrier: {what: share.share for what, share in measured(carrier).items()} for carrier in (*CARRIERS, QUIRKY)
    }
    sunk = [
        Lowered(carrier, what, old, shares.get(carrier, {}).get(what, 0.0), reason or "")
        for carrier, floors in before.shares.items()
        for what, old in floors.items()
        if shares.get(carrier, {}).get(what, 0.0) < old
    ]
    if sunk and not reason:
        for one in sunk:
            sys.stderr.write(f"{one.carrier} {one.what}: {one.after} is below {one.before}\n")
        sys.stderr.write("Nothing is written: find out why, or say it with --lower REASON.\n")
        return 1
    write(Floors(shares, (*before.lowered, *sunk)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
