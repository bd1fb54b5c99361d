"""Turn text into what is compared of it: without spaces, in plain widths and simplified characters."""

from gipcrawler.text.spaces import INVISIBLE, SIMPLIFIED, level


def squeeze(text: str) -> tuple[str, list[int]]:
    """The text without spaces, in plain widths and simplified characters, and where each character stood."""
    leveled = level(text).translate(SIMPLIFIED)
    kept = [(mark, place) for place, mark in enumerate(leveled) if not mark.isspace() and not INVISIBLE.match(mark)]
    return "".join(mark for mark, _ in kept), [place for _, place in kept]
