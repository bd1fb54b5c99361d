"""Turn the sections of a change into HTML: paragraph beside paragraph, and both in one where they are to be merged."""

import math
from collections.abc import Iterator, Sequence
from itertools import groupby

from gipcrawler.diff.change import Hunk, Passage, SectionChange
from gipcrawler.diff.markup import Html, element, join

SAYS = {"same": "相同", "changed": "有改动", "added": "新增", "removed": "删去"}


def section_html(section: SectionChange, anchor: str) -> Html:
    """One section: its heading with what became of it, then its passages."""
    titles = list(dict.fromkeys(title for title in (section.left_title, section.right_title) if title))
    heading = element(
        "h3",
        " → ".join(titles),
        " ",
        element("span", said(section), class_="gip-note"),
        id=anchor,
    )
    return element(
        "section", heading, passages_html(section.passages), class_=f"gip-section gip-{section.change}", lang="zh-CN"
    )


def said(section: SectionChange) -> str:
    """What became of a section, in a few words."""
    if section.change != "changed":
        return SAYS[section.change]
    if all(passage.change in {"same", "moved"} and passage.similarity == 1 for passage in section.passages):
        return "段落移动了位置"
    return f"{SAYS['changed']}，相似度 {math.floor(section.similarity * 100)}%"


def passages_html(passages: Sequence[Passage]) -> Html:
    """Passages in order; those that are the same stand together, so that they can be folded away."""
    parts: list[Html] = []
    for same, run in groupby(passages, key=lambda passage: passage.change == "same"):
        rows = [_row(passage) for passage in run]
        if same:
            parts.append(element("div", *rows, class_="gip-same"))
            parts.append(element("p", f"…… {len(rows)} 段相同 ……", class_="gip-skip"))
        else:
            parts += rows
    return join(*parts)


def hunks_html(hunks: Sequence[Hunk]) -> tuple[Html, Html]:
    """The left text with, marked `gip-other`, what only the right one says; and the right text."""
    merged = [piece for hunk in hunks for piece in _merged(hunk)]
    right = [_piece(hunk, hunk.right, "ins") for hunk in hunks if hunk.right]
    return join(*merged), join(*right)


def _row(passage: Passage) -> Html:
    left, right = hunks_html(passage.hunks)
    is_left = any(hunk.left for hunk in passage.hunks)
    is_right = any(hunk.right for hunk in passage.hunks)
    where = passage.elsewhere
    note = None
    if where:
        way = "移至" if is_left else "移自"
        note = element("span", f"{way}“{where.section}”第 {where.paragraph} 段", class_="gip-note")
    return element(
        "div",
        element("div", note if is_left else _other(note), left, class_="gip-left" if is_left else "gip-left gip-void"),
        element("div", note if is_right else None, right, class_="gip-right" if is_right else "gip-right gip-void"),
        class_=f"gip-row gip-{passage.change}",
    )


def _other(note: Html | None) -> Html | None:
    return element("span", note, class_="gip-other") if note else None


def _merged(hunk: Hunk) -> Iterator[Html]:
    if hunk.left:
        yield _piece(hunk, hunk.left, "del")
    if hunk.right and hunk.change != "same":
        yield element("span", _piece(hunk, hunk.right, "ins"), class_="gip-other")


def _piece(hunk: Hunk, text: str, mark: str) -> Html:
    """One side of a hunk, in `del` or `ins` where the other side does not say it."""
    marks = {"gip-boilerplate": hunk.boilerplate, "gip-cosmetic": hunk.cosmetic, "gip-wandered": hunk.change == "moved"}
    classes = " ".join(name for name, holds in marks.items() if holds) or None
    if hunk.change in {"same", "moved"}:
        return element("span", text, class_=classes) if classes else join(text)
    return element(mark, text, class_=classes)
