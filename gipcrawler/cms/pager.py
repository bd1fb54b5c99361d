"""Find the next pages of a static listing: from links where the pager has some, else from the numbers in its script.

The suffix of page two is `_1` on some portals and `_2` on others, within one family (table in PORTALS 2.0), and 博达
VSB counts downwards; it is detected and never assumed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, urlencode, urljoin, urlsplit

from gipcrawler.cms.adapter import Fetch
from gipcrawler.cms.markup import Tree, absolute, address_of, words
from gipcrawler.cms.pager_calls import called, posted
from gipcrawler.text.spaces import fold

CALL = re.compile(r"(?<!function )\bcreatePage\w*\s*\(([^()]*)\)")
COUNT = re.compile(r"\b(?:countPage|pageCount|totalPages?|allPage)\s*=\s*['\"]?(\d{1,6})(?!\d)", re.IGNORECASE)
CURRENT = re.compile(r"\b(?:currentPage|currPage|curPage|pageIndex)\s*=\s*['\"]?(\d{1,6})(?!\d)", re.IGNORECASE)
NUMBER = re.compile(r"[0-9]{1,6}")  # of pages or records; what is longer, or in other digits, counts neither
PRINTED_COUNT = re.compile(r"共\s*(?:<[^>]+>\s*)*(\d{1,4})\s*(?:<[^>]+>\s*)*页")
# "首页" is left out: on most pages it is the portal's home; 上一页 is where the crawl came from
NEXT = re.compile(r"\[?(?:下一?页|后一?页|后页|[>»›]+|next(?:page)?)[>»›]*\]?", re.IGNORECASE)
LAST = re.compile(r"\[?(?:尾页|末页|最后一?页|last(?:page)?|[>»›]{2,})\]?", re.IGNORECASE)
PAGE = re.compile(r"\[?(?:\d{1,4}|第\d{1,4}页)\]?")
FIRST = re.compile(r"\[?(?:1|第1页)\]?")
NUMBERED = re.compile(
    r"^(?P<stem>.*?)(?:(?:[_-]|(?<=[^\d_-])|^)(?P<number>\d{1,4}))?(?P<extension>\.(?:s?html?|jsp|aspx?|php))$",
    re.IGNORECASE,
)
PAGE_NAMES = re.compile(
    r"(?:page_?(?:num(?:ber)?|no|index|id)?|(?:cur(?:rent|r)?)_?page(?:no|num)?|pn?|pg|a\d*p)", re.IGNORECASE
)
IN_QUERY = re.compile(rf"['\"]?([^'\"\s()]*[?&;]{PAGE_NAMES.pattern}=\d+[^'\"\s()]*)['\"]?", re.IGNORECASE)
SUFFIX = re.compile(r"_(\d{1,4})(\.\w+)$")
MOST_PAGES = 500
"""Pages asked for at once of a script that leaves their names open; the longest list seen has 288."""
MOST_FILLED = 100
"""Pages between this one and the last, where the pager names only the last; more than the longest list seen has."""


@dataclass(frozen=True, slots=True)
class Script:
    """The numbers that a pager's script names: pages in all, this page in the script's own count, file name."""

    count: int
    current: int | None
    stem: str | None
    extension: str | None
    printed: bool = False
    """True where the page only says in words how many pages there are: 共3页."""


def linked(tree: Tree, base: str) -> tuple[str, ...]:
    """The addresses behind the pager's links: numbers, 下一页, 尾页, that lead to pages of the same list.

    Where they stand in scripts (`query(this,'…&currentPage=2')`, `javascript:next(2)` and what `next` does with it),
    they are taken from there. Where nothing but the last page is named, all until then are given.
    """
    found: dict[str, str] = {}
    for link in tree.iter("a"):
        said = fold(words(link) or link.get("title") or "")
        after = NEXT.fullmatch(said)
        if not (after or PAGE.fullmatch(said) or LAST.fullmatch(said)) or _is_first(said, base):
            continue
        url = _address(link, base) or called(tree, link, base)
        if url and url != base and _belongs(urlsplit(url), urlsplit(base), sure=bool(after)):
            found.setdefault(url, said)
    if found and all(LAST.fullmatch(said) for said in found.values()):
        return tuple(dict.fromkeys(filled for url in found for filled in _until(url, base)))
    return tuple(found)


def sent(tree: Tree, base: str) -> tuple[Fetch, ...]:
    """The forms that the pager sends by POST: for 下一页 where it has that, else for each of its numbers."""
    found: dict[Fetch, bool] = {}
    for link in tree.iter("a"):
        said = fold(words(link) or link.get("title") or "")
        after = NEXT.fullmatch(said) is not None
        fetch = posted(tree, link, base) if after or PAGE.fullmatch(said) else None
        if fetch:
            found.setdefault(fetch, after)
    return tuple(fetch for fetch, after in found.items() if after or not any(found.values()))


def scripted(text: str) -> Script | None:
    """The pager script of a page: `createPageHTML(count, current, name, extension)` or countPage and currentPage.

    UCAP puts the id of an element before the numbers and the number of records after the name; the call may be given
    the variables countPage and currentPage instead of numbers. Without a script, what the page says in words.
    """
    count, current = COUNT.search(text), CURRENT.search(text)
    stem = extension = None
    for call in CALL.finditer(text):
        given = [argument.strip() for argument in call[1].split(",")]
        numbers = [int(argument) for argument in given if NUMBER.fullmatch(argument)]
        names = [argument.strip("'\"") for argument in given if argument[:1] in {"'", '"'}]
        if len(names) > 1:
            stem, extension = names[-2:]
        if numbers:
            return Script(numbers[0], numbers[1] if len(numbers) > 1 else None, stem, extension)
    if count:
        return Script(int(count[1]), int(current[1]) if current else None, stem, extension)
    printed = PRINTED_COUNT.search(text)
    return Script(int(printed[1]), None, None, None, printed=True) if printed else None


def following(script: Script, url: str, second: int | None = None) -> tuple[str, ...]:
    """The page or pages after the one at `url`; `second` is the suffix of page two where the family fixes it.

    Page p of N carries the suffix p - 1 or p, and the script counts from 0 or from 1. On the first page a script
    that counts from 0 says `_1` (the default template of TRS); one that counts from 1 leaves two possibilities, so all
    of `_1` … `_N` are asked for, of which one does not exist. On page `_k` a script that says k - 1 tells suffix p.
    An address whose query has the page's number goes on by that; how many pages there are may then be said in words.
    """
    asked = dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))
    name = next((name for name, value in asked.items() if PAGE_NAMES.fullmatch(name) and NUMBER.fullmatch(value)), None)
    if name:
        number = int(asked[name]) + 1
        return (f"{url.partition('?')[0]}?{urlencode(asked | {name: str(number)})}",) if number <= script.count else ()
    if script.printed:
        return ()
    file = urlsplit(url).path.rpartition("/")[2]
    own_stem, _, own_extension = file.rpartition(".")
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
            yield from range(1, min(script.count, MOST_PAGES) + 1)
    else:
        from_one = second == 2 or script.current is None or script.current == here - 1
        if here + 1 <= (script.count if from_one else script.count - 1):
            yield here + 1


def _address(link: Tree, base: str) -> str | None:
    """Where a pager's link leads; its address may stand in an attribute of the skin's own, or in a script there."""
    url = address_of(link, base)
    if url:
        return url
    hidden = (IN_QUERY.search(str(value)) for value in link.attrib.values())
    return next((absolute(base, match[1]) for match in hidden if match), None)


def _is_first(said: str, base: str) -> bool:
    """True for the link to page 1 on page 1."""
    parts = urlsplit(base)
    numbered = NUMBERED.match(parts.path.rpartition("/")[2])
    asked = any(PAGE_NAMES.fullmatch(name) and value not in {"", "1"} for name, value in parse_qsl(parts.query))
    return FIRST.fullmatch(said) is not None and not asked and not (numbered and numbered["number"])


def _belongs(parts: SplitResult, here: SplitResult, *, sure: bool) -> bool:
    """True for an address that is another page of the list at `here`, by its file name or by its query.

    `sure` is the link that says 下一页, whose file may have a name of its own.
    """
    if parts.hostname != here.hostname:
        return False
    folder, _, name = parts.path.rpartition("/")
    own_folder, _, own_name = here.path.rpartition("/")
    own, numbered = NUMBERED.match(own_name), NUMBERED.match(name)
    if numbered and numbered["number"]:
        if folder == own_folder:
            return sure or own is None or _kin(own["stem"], own_name, numbered["stem"])
        if folder == here.path.rpartition(".")[0] and not numbered["stem"]:  # zfxxgknb.htm, zfxxgknb/3.htm
            return True
    return any(PAGE_NAMES.fullmatch(key) and value.isdecimal() for key, value in parse_qsl(parts.query))


def _kin(own: str, name: str, other: str) -> bool:
    """True for `index` twice, for a directory page beside `index_2`, for `index_531.html` beside `index_531_1.html`."""
    return not own or other in {own, name.rpartition(".")[0], "index", "list"}


def _until(last: str, base: str) -> Iterator[str]:
    """The pages up to the last one, whose number stands in its file name (page two is _1 or _2) or in its query."""
    named = SUFFIX.search(last)
    number = named or re.search(rf"[?&]{PAGE_NAMES.pattern}=(\d{{1,4}})(?=&|$)", last, re.IGNORECASE)
    if number is None:
        yield last
        return
    for page in range(1 if named else 2, min(int(number[1]), MOST_FILLED) + 1):
        url = f"{last[: number.start(1)]}{page}{last[number.end(1) :]}"
        if url != base:
            yield url
