"""辽宁's "/web": an article is a directory of digits with an index.shtml, the next list pages are <8 hex>-2.shtml."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.replica.content import Entry, File, Placed
from tests.replica.site import Site
from tests.replica.skin import Line, Skin
from tests.replica.static import Details, StaticColumn
from tests.replica.ucap import hexadecimal


@dataclass(frozen=True, slots=True)
class WebCmsColumn:
    """The list in `directory` (both slashes)."""

    site: Site
    directory: str
    skin: Skin
    per_page: int = 4

    def publish(self, lines: Sequence[Entry | Line]) -> dict[int, Placed]:
        """Put listing, detail pages and files on the site."""
        details = Details(self.site, self.skin, self._address, self._attachment)
        return StaticColumn(details, self._page, per_page=self.per_page).publish(lines)

    def _page(self, number: int) -> str:
        return f"{self.directory}{'index' if number == 1 else f'{hexadecimal(self.directory)[:8]}-{number}'}.shtml"

    def _address(self, entry: Entry) -> str:
        return f"{self._folder(entry)}index.shtml"

    def _attachment(self, entry: Entry, place: int, file: File) -> str:
        return f"{self._folder(entry)}{entry.filed:%Y%m%d}{entry.number % 10**9:09d}{place}.{file.suffix}"

    def _folder(self, entry: Entry) -> str:
        return f"{self.directory}{entry.filed:%Y%m%d}{entry.number % 10**9:09d}{entry.number % 97:02d}/"
