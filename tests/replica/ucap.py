"""开普 UCAP: a column is one template page, its second page carries _2 before the extension; files/ for attachments."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import md5

from tests.replica.content import Entry, Placed
from tests.replica.site import Answer, Site, download, page
from tests.replica.skin import Line, Skin

Address = Callable[[Entry], str]
"""An entry to the path of its detail page, without extension."""


def hexadecimal(text: str) -> str:
    """32 hexadecimal digits, as this family names pages and files."""
    return md5(text.encode(), usedforsecurity=False).hexdigest()


def redirect_shell(target: str) -> Answer:
    """A column that has nothing of its own: less than a kilobyte of script that goes on to its first child."""
    return page(
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title></title>\n<script type="text/javascript">\n'
        f'  window.location.href = "{target}";\n</script>\n</head><body></body></html>\n'
    )


@dataclass(frozen=True, slots=True)
class UcapColumn:
    """A column of a site: `template` is its page's path without extension, `address` names its details."""

    site: Site
    template: str
    skin: Skin
    address: Address
    per_page: int = 5

    def publish(self, lines: Sequence[Entry | Line]) -> dict[int, Placed]:
        """Put listing, detail pages and files on the site; gives the entries' addresses under their numbers."""
        placed = {line.number: self._place(line) for line in lines if isinstance(line, Entry)}
        shown = [line if isinstance(line, Line) else self._line(placed[line.number]) for line in lines]
        parts = [shown[start : start + self.per_page] for start in range(0, len(shown), self.per_page)]
        for number, part in enumerate(parts, 1):
            self.site.pages[self._page(number)] = self.skin.list_page(part, self._pager(len(parts), number))
        return placed

    def _line(self, placed: Placed) -> Line:
        return Line(placed.url.removeprefix(self.site.root), placed.entry.title, placed.entry.published)

    def _page(self, number: int) -> str:
        return f"{self.template}{'' if number == 1 else f'_{number}'}.shtml"

    def _pager(self, pages: int, current: int) -> str:
        numbers = "".join(
            f"<span>{number}</span>" if number == current else f'<a href="{self._page(number)}">{number}</a>'
            for number in range(1, pages + 1)
        )
        after = f'<a class="next" href="{self._page(current + 1)}">下一页</a>' if current < pages else ""
        return f'<div class="pagination">{numbers}{after}</div>'

    def _place(self, entry: Entry) -> Placed:
        base = self.address(entry)
        paths = [
            f"{base}/files/{hexadecimal(f'{base}{place}')}.{file.suffix}" for place, file in enumerate(entry.files)
        ]
        for file, path in zip(entry.files, paths, strict=True):
            self.site.pages[path] = download(file.body, path)
        files = tuple(self.site.root + path for path in paths)
        if entry.direct:
            return Placed(entry, files[0], files)
        links = [Line(path, file.words, entry.published) for path, file in zip(paths, entry.files, strict=True)]
        self.site.pages[f"{base}.shtml"] = self.skin.detail(entry, links)
        return Placed(entry, f"{self.site.root}{base}.shtml", files)
