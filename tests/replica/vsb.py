"""博达 VSB: a list is one .htm file, its further pages lie in a directory of its name and are counted downwards."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tests.replica.content import Entry, File, Placed
from tests.replica.site import Site
from tests.replica.skin import Line, Skin
from tests.replica.static import Details, parted

ITEM = '<li id="line_u8"><span>{day}</span><a href="{href}" target="_blank" title="{title}">{cut}</a></li>'


@dataclass(frozen=True, slots=True)
class VsbColumn:
    """The list at `path` (without .htm); details info/<node>/<id>.htm at the root of the host."""

    site: Site
    path: str
    node: int
    skin: Skin
    per_page: int = 6

    def publish(self, lines: Sequence[Entry | Line]) -> dict[int, Placed]:
        """Put listing, detail pages and files on the site."""
        details = Details(self.site, replace(self.skin, item=ITEM), self._address, self._attachment)
        placed = details.place_all(lines)
        parts = parted(details.lines(lines, placed), self.per_page)
        for number, part in enumerate(parts):
            self.site.pages[self._page(len(parts), number)] = details.skin.list_page(part, self._pager(parts, number))
        return placed

    def _page(self, pages: int, number: int) -> str:
        return f"{self.path}/{pages - number}.htm" if number else f"{self.path}.htm"

    def _pager(self, parts: Sequence[Sequence[Line]], current: int) -> str:
        last, total = len(parts), sum(map(len, parts))
        if current == last - 1:
            return f'<div class="pb_sys_common">共{total}条 <span class="p_next_d">下页</span></div>'
        after, end = self._page(last, current + 1), self._page(last, last - 1)
        return (
            f'<div class="pb_sys_common"><span class="p_t">共{total}条 {current + 1}/{last}</span> '
            f'<span class="p_next p_fun"><a href="{after}">下页</a></span>'
            f'<span class="p_last p_fun"><a href="{end}">尾页</a></span></div>'
        )

    def _address(self, entry: Entry) -> str:
        return f"/info/{self.node}/{entry.number}.htm"

    def _attachment(self, entry: Entry, place: int, file: File) -> str:
        return f"/__local/{entry.number % 16:X}/{place:X}{entry.number % 7}/{entry.number}.{file.suffix}"
