"""Turn `founded.csv` into the year in which a division of the register got a government of its own.

Only divisions that the public knows to be younger than the first law (2008), and that are not an older one under
another name (`moves.csv` has those). The register gives no dates for townships; none of them is in the table.
"""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path


@cache
def founded() -> Mapping[str, int]:
    """The year of the decision by division code; what is not in it is as old as the law, or of unknown age."""
    with Path(__file__).with_name("founded.csv").open(encoding="utf-8", newline="") as lines:
        return {row["code"]: int(row["since"]) for row in csv.DictReader(lines)}
