"""ASP.NET disclosure programs: one program lists, the query chooses column and page; details are files by day."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.replica.content import Entry, File, Placed
from tests.replica.site import Answer, Asked, Site, failed
from tests.replica.skin import Line, Skin
from tests.replica.static import Details, parted


@dataclass(frozen=True, slots=True)
class AspxColumn:
    """The list of column `cid` below `pid`; its pages are counted from 1."""

    site: Site
    program: str
    cid: int
    pid: int
    skin: Skin
    per_page: int = 5

    def publish(self, lines: Sequence[Entry | Line]) -> dict[int, Placed]:
        """Put listing, detail pages and files on the site."""
        details = Details(self.site, self.skin, self._address, self._attachment)
        placed = details.place_all(lines)
        parts = parted(details.lines(lines, placed), self.per_page)
        pages = [self.skin.list_page(part, self._pager(len(parts), number)) for number, part in enumerate(parts, 1)]

        def program(asked: Asked) -> Answer:
            number = int(asked.fields.get("page") or 1)
            known = asked.fields.get("cid") == str(self.cid) and 0 < number <= len(pages)
            return pages[number - 1] if known else failed(404, "Not Found")

        self.site.programs[self.program] = program
        return placed

    def query(self, page: int) -> str:
        """The address of a page of the list."""
        return f"{self.program}?cid={self.cid}&pid={self.pid}&page={page}&kw="

    def _pager(self, last: int, current: int) -> str:
        hidden = '<input type="hidden" name="__VIEWSTATE" value="/wEPDwUKLTk2Mjc0" />'
        after = f'<a href="{self.query(current + 1)}">下一页</a>' if current < last else ""
        return f'{hidden}<div class="pager">第{current}页/共{last}页 {after}<a href="{self.query(last)}">尾页</a></div>'

    def _address(self, entry: Entry) -> str:
        day = entry.filed
        return f"/html/{day.year}/{day.month}/{day.day}/{entry.number}.html"

    def _attachment(self, entry: Entry, place: int, file: File) -> str:
        return f"/UploadFiles/{entry.filed:%Y%m}/{entry.number}{place}.{file.suffix}"
