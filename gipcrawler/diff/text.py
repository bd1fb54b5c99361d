"""Turn two texts into hunks, clause by clause, and say how alike they are."""

import re
from difflib import SequenceMatcher

from gipcrawler.diff.change import Hunk, Kind
from gipcrawler.text.spaces import fold

CLAUSE = re.compile(r"[^。；;！？!?，,、：:\n]+[。；;！？!?，,、：:\n]*|[。；;！？!?，,、：:\n]+")
CHANGES: dict[str, Kind] = {
    "equal": "same",
    "replace": "changed",
    "insert": "added",
    "delete": "removed",
}


def compare_text(left: str, right: str) -> tuple[float, tuple[Hunk, ...]]:
    """How alike two texts are (0 to 1, by characters in equal clauses) and what differs; spacing does not count."""
    old, new = CLAUSE.findall(left), CLAUSE.findall(right)
    matcher = SequenceMatcher(None, [fold(clause) for clause in old], [fold(clause) for clause in new], autojunk=False)
    hunks: list[Hunk] = []
    shared = 0
    for operation, i, i_end, j, j_end in matcher.get_opcodes():
        before, after = "".join(old[i:i_end]), "".join(new[j:j_end])
        hunks.append(Hunk(CHANGES[operation], before, after))
        shared += len(before) + len(after) if operation == "equal" else 0
    total = sum(map(len, old)) + sum(map(len, new))
    return round(shared / total, 4) if total else 1.0, tuple(hunks)
