"""TRS WCM: a column is a directory, its second page index_1, the pager a script; details YYYYMM/tYYYYMMDD_ID."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.replica.content import Entry, Placed
from tests.replica.site import Site, download
from tests.replica.skin import Line, Skin

Pager = Callable[[int, int], str]
"""Number of pages and 0-based number of this one, to the script that draws the pager."""


def create_page_html(pages: int, current: int) -> str:
    """The default template: a call with the numbers in it."""
    return f'<div class="page"><script>createPageHTML({pages}, {current}, "index", "html");</script></div>'


def count_page(pages: int, current: int) -> str:
    """A hand-written pager: the numbers stand in variables."""
    return f"""<div class="pages"><script type="text/javascript">
var currentPage = {current}; //所在页从0开始
var prevPage = currentPage - 1; //上一页
var nextPage = currentPage + 1; //下一页
var countPage = {pages}; //共多少页
for (var i = 0; i < countPage; i++) {{
  document.write('<a href="index' + (i == 0 ? '' : '_' + i) + '.html">' + (i + 1) + '</a>');
}}
</script></div>"""


@dataclass(frozen=True, slots=True)
class TrsColumn:
    """A column of a site: `directory` with both slashes."""

    site: Site
    directory: str
    skin: Skin
    pager: Pager = create_page_html
    per_page: int = 5

    def publish(self, lines: Sequence[Entry | Line]) -> dict[int, Placed]:
        """Put listing, detail pages and files on the site; gives the entries' addresses under their numbers."""
        placed = {line.number: self._place(line) for line in lines if isinstance(line, Entry)}
        shown = [line if isinstance(line, Line) else self._line(line) for line in lines]
        parts = [shown[start : start + self.per_page] for start in range(0, len(shown), self.per_page)]
        for number, part in enumerate(parts):
            answer = self.skin.list_page(part, self.pager(len(parts), number))
            name = f"index_{number}.html" if number else "index.html"
            self.site.pages[self.directory + name] = answer
        self.site.pages[self.directory] = self.site.pages[self.directory + "index.html"]
        return placed

    def address(self, entry: Entry) -> str:
        """The detail page's address below the directory."""
        return f"{entry.filed:%Y%m}/t{entry.filed:%Y%m%d}_{entry.number}.html"

    def _names(self, entry: Entry) -> list[str]:
        """Files stand in the page's own directory, P0 for pictures and PDF, W0 for Word."""
        letters = ("W" if file.suffix == "docx" else "P" for file in entry.files)
        return [
            f"{letter}0{entry.filed:%Y%m%d}{entry.number * 7919 + place:012d}.{file.suffix}"
            for place, (letter, file) in enumerate(zip(letters, entry.files, strict=True))
        ]

    def _line(self, entry: Entry) -> Line:
        address = f"{entry.filed:%Y%m}/{self._names(entry)[0]}" if entry.direct else self.address(entry)
        return Line(f"./{address}", entry.title, entry.published)

    def _place(self, entry: Entry) -> Placed:
        names = self._names(entry)
        paths = [f"{self.directory}{entry.filed:%Y%m}/{name}" for name in names]
        for file, path in zip(entry.files, paths, strict=True):
            self.site.pages[path] = download(file.body, path)
        files = tuple(self.site.root + path for path in paths)
        if entry.direct:
            return Placed(entry, files[0], files)
        path = self.directory + self.address(entry)
        links = [Line(f"./{name}", file.words, entry.published) for name, file in zip(names, entry.files, strict=True)]
        self.site.pages[path] = self.skin.detail(entry, links)
        return Placed(entry, self.site.root + path, files)
