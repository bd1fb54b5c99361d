"""Put a reading beside what a document was known to say, and tell where the two differ."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from gipcrawler.model import Report

Known = tuple[str, str, str | None, str, Decimal | None]
Address = tuple[str, str, str | None, str]


def differences(report: Report, known: Iterable[Known]) -> dict[Address, tuple[object, object]]:
    """Each cell that was read otherwise than known, as (read, known): "absent" if missing, "twice" if doubled."""
    wanted: dict[Address, object] = {cell[:4]: cell[4] for cell in known}
    addresses = [(cell.table, cell.row, cell.sub_row, cell.column) for cell in report.cells]
    read: dict[Address, object] = dict(zip(addresses, (cell.value for cell in report.cells), strict=True))
    read |= {address: "twice" for address, count in Counter(addresses).items() if count > 1}
    return {
        address: (read.get(address, "absent"), wanted.get(address, "absent"))
        for address in [*wanted, *(address for address in read if address not in wanted)]
        if read.get(address, "absent") != wanted.get(address, "absent")
    }
