"""eportal (河北 of old, 哈尔滨): list pages are /eportal/ui with a query; details are directories of a number."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.replica.content import Entry, File, Placed
from tests.replica.site import Answer, Asked, Site, failed
from tests.replica.skin import Line, Skin
from tests.replica.static import Details, parted
from tests.replica.ucap import hexadecimal

UI = "/eportal/ui"


@dataclass(frozen=True, slots=True)
class EportalColumn:
    """The list of page `page_id`; details lie below `directory`, which shows the list too."""

    site: Site
    page_id: int
    directory: str
    skin: Skin
    per_page: int = 8

    def publish(self, lines: Sequence[Entry | Line]) -> dict[int, Placed]:
        """Put listing, detail pages and files on the site."""
        details = Details(self.site, self.skin, self._address, self._attachment)
        placed = details.place_all(lines)
        parts = parted(details.lines(lines, placed), self.per_page)
        module = hexadecimal(str(self.page_id))
        pages = [
            self.skin.list_page(part, self._pager(len(parts), number, module)) for number, part in enumerate(parts, 1)
        ]

        def ui(asked: Asked) -> Answer:
            number = int(asked.fields.get("currentPage") or 1)
            known = asked.fields.get("pageId") == str(self.page_id) and 0 < number <= len(pages)
            return pages[number - 1] if known else failed(404, "Not Found")

        self.site.programs[UI] = ui
        for name in ("", "index.html"):
            self.site.pages[self.directory + name] = pages[0]
        return placed

    def _pager(self, last: int, current: int, module: str) -> str:
        base = f"{UI}?pageId={self.page_id}&amp;moduleId={module}"
        after = f'<a href="{base}&amp;currentPage={current + 1}">下一页</a>' if current < last else ""
        end = f'<a href="{base}&amp;currentPage={last}">尾页</a>' if current < last else ""
        return f'<div class="easysite-page"><span>共{last}页</span>{after}{end}</div>'

    def _address(self, entry: Entry) -> str:
        return f"{self.directory}{entry.number}/index.html"

    def _attachment(self, entry: Entry, place: int, file: File) -> str:
        return f"{self.directory}{entry.number}/{entry.published:%Y%m%d}{entry.number * 10 + place}.{file.suffix}"
