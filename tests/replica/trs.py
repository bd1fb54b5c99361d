"""TRS WCM: a column is a directory, its second page index_1, the pager a script; details YYYYMM/tYYYYMMDD_ID."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.replica.content import Entry, Placed
from tests.replica.site import Answer, Site, download, page
from tests.replica.skin import Line, Skin

Pager = Callable[[int, int, str, str], str]
"""Number of pages, 0-based number of this one, name and extension of the files, to what draws the pager."""


def create_page_html(pages: int, current: int, name: str, extension: str) -> str:
    """The default template: a call with the numbers in it."""
    return f'<div class="page"><script>createPageHTML({pages}, {current}, "{name}", "{extension}");</script></div>'


def count_page(pages: int, current: int, name: str, extension: str) -> str:
    """A hand-written pager: the numbers stand in variables."""
    return f"""<div class="pages"><script type="text/javascript">
var currentPage = {current}; //所在页从0开始
var prevPage = currentPage - 1; //上一页
var nextPage = currentPage + 1; //下一页
var countPage = {pages}; //共多少页
for (var i = 0; i < countPage; i++) {{
  document.write('<a href="{name}' + (i == 0 ? '' : '_' + i) + '.{extension}">' + (i + 1) + '</a>');
}}
</script></div>"""


def page_links(pages: int, current: int, name: str, extension: str) -> str:
    """A pager that counts from 1 and stands in the page: the second page carries _2."""
    names = [f"{name}{f'_{number}' if number > 1 else ''}.{extension}" for number in range(1, pages + 1)]
    links = "".join(
        f'<span class="current">{at + 1}</span>' if at == current else f'<a href="{one}">{at + 1}</a>'
        for at, one in enumerate(names)
    )
    after = f'<a href="{names[current + 1]}">下一页</a>' if current + 1 < pages else ""
    return f'<div class="page">{links}{after}<a href="{names[-1]}">尾页</a></div>'


def refresh(target: str) -> Answer:
    """A directory that has nothing of its own: a few hundred bytes that lead to the first child."""
    return page(f'<html><head><meta http-equiv="refresh" content="0;url={target}"></head><body></body></html>\n')


def replaced(target: str) -> Answer:
    """The same by a line of script."""
    return page(f'<html><head><script>window.location.replace("{target}");</script></head><body></body></html>\n')


@dataclass(frozen=True, slots=True)
class TrsColumn:
    """A column of a site: `directory` with both slashes.

    `name`, `extension` and `second` (the suffix of page two) name the listing's files; `shelf` is the directory of the
    details where it is another one; `flat` details carry no date in their address; with `mobile` every page has an
    alias _wap; with `sends_back` a page past the end is no 404 but leads to the first.
    """

    site: Site
    directory: str
    skin: Skin
    pager: Pager = create_page_html
    per_page: int = 5
    name: str = "index"
    extension: str = "html"
    second: int = 1
    shelf: str = ""
    flat: bool = False
    mobile: bool = False
    sends_back: bool = False

    def publish(self, lines: Sequence[Entry | Line]) -> dict[int, Placed]:
        """Put listing, detail pages and files on the site; gives the entries' addresses under their numbers."""
        placed = {line.number: self.place(line) for line in lines if isinstance(line, Entry)}
        shown = [line if isinstance(line, Line) else self._line(line) for line in lines]
        parts = [shown[start : start + self.per_page] for start in range(0, len(shown), self.per_page)] or [[]]
        for number, part in enumerate(parts):
            pager = self.pager(len(parts), number, self.name, self.extension)
            self.site.pages[self.directory + self._file(number)] = self.skin.list_page(part, pager)
        self.site.pages[self.directory] = self.site.pages[self.directory + self._file(0)]
        if self.sends_back:
            self.site.pages[self.directory + self._file(len(parts))] = refresh("./")
        return placed

    def address(self, entry: Entry) -> str:
        """The detail page's address below the directory."""
        if self.flat:
            return f"t{entry.number}.{self.extension}"
        return f"{entry.filed:%Y%m}/t{entry.filed:%Y%m%d}_{entry.number}.{self.extension}"

    def _file(self, number: int) -> str:
        return f"{self.name}{f'_{number - 1 + self.second}' if number else ''}.{self.extension}"

    def _names(self, entry: Entry) -> list[str]:
        """Files stand in the page's own directory, P0 for pictures and PDF, W0 for Word."""
        letters = ("W" if file.suffix == "docx" else "P" for file in entry.files)
        return [
            f"{letter}0{entry.filed:%Y%m%d}{entry.number * 7919 + place:012d}.{file.suffix}"
            for place, (letter, file) in enumerate(zip(letters, entry.files, strict=True))
        ]

    def _beside(self, entry: Entry) -> str:
        """The directory of an entry's page and files, as a path."""
        return self._path(entry).rpartition("/")[0] + "/"

    def _line(self, entry: Entry) -> Line:
        path = self._beside(entry) + self._names(entry)[0] if entry.direct else self._path(entry)
        href = path if self.shelf else "./" + path.removeprefix(self.directory)
        return Line(href, entry.title, entry.published)

    def _path(self, entry: Entry) -> str:
        return (self.shelf or self.directory) + self.address(entry)

    def place(self, entry: Entry) -> Placed:
        """Put an entry's page and files on the site, whether a list names it or not."""
        names = self._names(entry)
        paths = [self._beside(entry) + name for name in names]
        for file, path in zip(entry.files, paths, strict=True):
            self.site.pages[path] = download(file.body, path)
        files = tuple(self.site.root + path for path in paths)
        if entry.direct:
            return Placed(entry, files[0], files)
        path = self._path(entry)
        links = [Line(f"./{name}", file.words, entry.published) for name, file in zip(names, entry.files, strict=True)]
        self.site.pages[path] = self.skin.detail(entry, links)
        alias = path.replace(f".{self.extension}", f"_wap.{self.extension}") if self.mobile else ""
        if alias:
            self.site.pages[alias] = self.site.pages[path]
        return Placed(entry, self.site.root + path, files, (self.site.root + alias,) if alias else ())
