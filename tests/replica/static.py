"""Entries become pages and files under the addresses of a family, and, where its lists are files too, listing pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from tests.replica.content import Entry, File, Placed
from tests.replica.site import Site, download
from tests.replica.skin import Line, Skin

T = TypeVar("T")
Pages = Callable[[int], str]
"""A page's number, from 1 on, to its path."""
Pager = Callable[[int, int, Pages], str]
"""The number of pages and that of this one, with their paths, to what stands below the list."""


def numbered(last: int, current: int, path: Pages) -> str:
    """A pager of links: numbers, the next page, the last."""
    if last == 1:
        return ""
    numbers = "".join(
        f'<span class="current">{number}</span>'
        if number == current
        else f'<a href="{path(number)}" title="{number}">{number}</a>'
        for number in range(1, last + 1)
    )
    after = f'<a href="{path(current + 1)}">下一页</a><a href="{path(last)}">尾页</a>' if current < last else ""
    return f'<div class="page">{numbers}{after}</div>'


def index_2(directory: str, suffix: str = "html", name: str = "index") -> Pages:
    """Pages of a directory, the second of them index_2."""
    return lambda number: f"{directory}{name}{'' if number == 1 else f'_{number}'}.{suffix}"


def index_1(directory: str, suffix: str = "html", name: str = "index") -> Pages:
    """Pages of a directory, the second of them index_1."""
    return lambda number: f"{directory}{name}{'' if number == 1 else f'_{number - 1}'}.{suffix}"


def parted(lines: Sequence[T], size: int) -> list[Sequence[T]]:
    """The lines of each page; one page without any where there are none."""
    return [lines[start : start + size] for start in range(0, len(lines), size)] or [[]]


@dataclass(frozen=True, slots=True)
class Details:
    """`address` names the detail pages of a host, `attachment` the files that belong to one, by path.

    `head` is what stands between title and text, a table about the document for instance; `alias` a second path, if
    the page has one.
    """

    site: Site
    skin: Skin
    address: Callable[[Entry], str]
    attachment: Callable[[Entry, int, File], str]
    head: Callable[[Entry], str] | None = None
    alias: Callable[[Entry], str] | None = None

    def place_all(self, lines: Sequence[Entry | Line]) -> dict[int, Placed]:
        """Put pages and files of all entries on the site."""
        return {line.number: self.place(line) for line in lines if isinstance(line, Entry)}

    def place(self, entry: Entry) -> Placed:
        """Put an entry's page and files on the site."""
        paths = [self.attachment(entry, place, file) for place, file in enumerate(entry.files)]
        for file, path in zip(entry.files, paths, strict=True):
            self.site.pages[path] = download(file.body, path)
        files = tuple(self.site.root + path for path in paths)
        if entry.direct:
            return Placed(entry, files[0], files)
        links = [Line(path, file.words, entry.published) for path, file in zip(paths, entry.files, strict=True)]
        path = self.address(entry)
        head = self.head(entry).replace("{", "{{").replace("}", "}}") if self.head else ""
        self.site.pages[path] = replace(self.skin, container=head + self.skin.container).detail(entry, links)
        if self.alias is None:
            return Placed(entry, self.site.root + path, files)
        alias = self.alias(entry)
        self.site.pages[alias] = self.site.pages[path]
        return Placed(entry, self.site.root + path, files, (self.site.root + alias,))

    def lines(self, lines: Sequence[Entry | Line], placed: dict[int, Placed]) -> list[Line]:
        """What the listing shows, addresses without scheme and host."""
        return [line if isinstance(line, Line) else self._line(placed[line.number]) for line in lines]

    def _line(self, placed: Placed) -> Line:
        return Line(placed.url.removeprefix(self.site.root), placed.entry.title, placed.entry.published)


@dataclass(frozen=True, slots=True)
class StaticColumn:
    """A column of `details` whose listing pages are files, named by `page`."""

    details: Details
    page: Pages
    pager: Pager = numbered
    per_page: int = 10

    @property
    def site(self) -> Site:
        """The host."""
        return self.details.site

    def publish(self, lines: Sequence[Entry | Line]) -> dict[int, Placed]:
        """Put listing, detail pages and files on the site; gives the entries' addresses under their numbers."""
        placed = self.details.place_all(lines)
        parts = parted(self.details.lines(lines, placed), self.per_page)
        for number, part in enumerate(parts, 1):
            answer = self.details.skin.list_page(part, self.pager(len(parts), number, self.page))
            self.site.pages[self.page(number)] = answer
        first = self.page(1)
        directory, _, name = first.rpartition("/")
        if name.startswith("index."):
            self.site.pages[f"{directory}/"] = self.site.pages[first]
        return placed
