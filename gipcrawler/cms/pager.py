"""Find the next pages of a static listing: from links where the pager has some, else from the numbers in its script.

The suffix of page two is `_1` on some portals and `_2` on others, within one family (table in PORTALS 2.0); it is
detected and never assumed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urljoin, urlsplit

from gipcrawler.cms.markup import Tree, address_of, words
from gipcrawler.text.spaces import fold

CALL = re.compile(r"(?<!function )\bcreatePage\w*\s*\(([^()]*)\)")
COUNT = re.compile(r"\b(?:countPage|pageCount|totalPages?|allPage)\s*=\s*['\"]?(\d+)", re.IGNORECASE)
CURRENT = re.compile(r"\b(?:currentPage|currPage|curPage|pageIndex)\s*=\s*['\"]?(\d+)", re.IGNORECASE)
# "首页" is left out: on most pages it is the portal's home
WORD = re.compile(
    r"\[?(?:\d{1,4}|第\d+页|上一?页|下一?页|前一?页|后一?页|尾页|末页|最后一?页|[>»›]+|next|last)\]?", re.IGNORECASE
)
NUMBERED = re.compile(r"^(?P<stem>.*?)_?(?P<number>\d{1,4})?(?P<extension>\.(?:s?html?|jsp|aspx?|php))$", re.IGNORECASE)
PAGE_NAMES = frozenset(
    ("page", "pagenum", "pageno", "pageindex", "currentpage", "currpage", "curpage", "cur_page", "p")
)
SUFFIX = re.compile(r"_(\d{1,4})(\.\w+)$")


@dataclass(frozen=True, slots=True)
class Script:
    """The numbers that a pager's script names: pages in all, this page in the script's own count, file name."""

    count: int
    current: int | None
    stem: str | None
    extension: str | None


def linked(tree: Tree, base: str) -> tuple[str, ...]:
    """The addresses behind the pager's links: numbers, 下一页, 尾页, that lead to pages of the same name."""
    here = urlsplit(base)
    own = NUMBERED.match(here.path.rpartition("/")[2])
    found: dict[str, None] = {}
    for link in tree.iter("a"):
        if not WORD.fullmatch(fold(words(link))):
            continue
        url = address_of(link, base)
        parts = urlsplit(url or "")
        if not url or parts.hostname != here.hostname or url == base:
            continue
        folder, _, name = parts.path.rpartition("/")
        numbered = NUMBERED.match(name)
        same_folder = folder == here.path.rpartition("/")[0]
        by_name = (
            numbered and numbered["number"] and same_folder and (own is None or _kin(own["stem"], numbered["stem"]))
        )
        by_query = parts.path == here.path and any(key.lower() in PAGE_NAMES for key, _ in parse_qsl(parts.query))
        if by_name or by_query:
            found.setdefault(url)
    return tuple(found)


def scripted(text: str) -> Script | None:
    """The pager script of a page: `createPageHTML(count, current, name, extension)` or countPage and currentPage.

    UCAP puts the id of an element before the numbers and the number of records after the name.
    """
    for call in CALL.finditer(text):
        given = [argument.strip() for argument in call[1].split(",")]
        numbers = [int(argument) for argument in given if argument.isdigit()]
        names = [argument.strip("'\"") for argument in given if argument[:1] in {"'", '"'}]
        if numbers:
            stem, extension = names[-2:] if len(names) > 1 else (None, None)
            return Script(numbers[0], numbers[1] if len(numbers) > 1 else None, stem, extension)
    count, current = COUNT.search(text), CURRENT.search(text)
    return Script(int(count[1]), int(current[1]) if current else None, None, None) if count else None


def following(script: Script, url: str, second: int | None = None) -> tuple[str, ...]:
    """The page or pages after the one at `url`; `second` is the suffix of page two where the family fixes it.

    Page p of N carries the suffix p - 1 or p, and the script counts from 0 or from 1. On the first page a script
    that counts from 0 says `_1` (the default template of TRS); one that counts from 1 leaves two possibilities, so all
    of `_1` … `_N` are asked for, of which one does not exist. On page `_k` a script that says k - 1 tells suffix p.
    """
    name = urlsplit(url).path.rpartition("/")[2]
    own_stem, _, own_extension = name.rpartition(".")
    stem, extension = script.stem or "", script.extension or own_extension or "html"
    suffix = re.fullmatch(rf"{re.escape(stem)}_(\d+)" if stem else r".*_(\d{1,4})", own_stem)
    stem = stem or (own_stem[: suffix.start(1) - 1] if suffix else own_stem) or "index"
    return tuple(
        urljoin(url, f"{stem}_{number}.{extension}") for number in _suffixes(script, suffix and int(suffix[1]), second)
    )


def other_second(url: str) -> str | None:
    """For a page `_1` that turned out not to exist: the address of page two if this portal counts from 1."""
    suffix = SUFFIX.search(url)
    return f"{url[: suffix.start()]}_2{suffix[2]}" if suffix and suffix[1] == "1" else None


def is_numbered(url: str) -> bool:
    """True for an address with a page suffix, past whose end portals send the reader back to the first page."""
    return SUFFIX.search(url) is not None


def _suffixes(script: Script, here: int | None, second: int | None) -> Iterator[int]:
    if here is None:
        if script.count > 1 and (second is not None or script.current == 0):
            yield second or 1
        elif script.count > 1:
            yield from range(1, script.count + 1)
    else:
        from_one = second == 2 or script.current is None or script.current == here - 1
        if here + 1 <= (script.count if from_one else script.count - 1):
            yield here + 1


def _kin(own: str, other: str) -> bool:
    """True for `index` and `index`, and for a directory page beside `index_2`; false for `index` beside `t2021`."""
    return not own or own == other or other in {"index", "list"}
