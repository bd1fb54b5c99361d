"""河北's own software: columns and blocks have UUIDs; the first page is served whole, the next as fragments."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from tests.replica.content import Entry, File, Placed
from tests.replica.site import HTML, Answer, Asked, Site
from tests.replica.skin import Line, Skin
from tests.replica.static import Details, parted


def uuid(words: str) -> str:
    """The same UUID for the same words."""
    return str(uuid5(NAMESPACE_URL, words))


@dataclass(frozen=True, slots=True)
class BlocksColumn:
    """The column with the UUID `column`."""

    site: Site
    column: str
    skin: Skin
    per_page: int = 8

    def publish(self, lines: Sequence[Entry | Line]) -> dict[int, Placed]:
        """Put the column's page, its block, detail pages and files on the site."""
        details = Details(self.site, self.skin, self._address, self._attachment)
        placed = details.place_all(lines)
        parts = parted(details.lines(lines, placed), self.per_page)
        block = f"/columns/{self.column}/templates/{uuid(self.column + 't')}/blocks/{uuid(self.column + 'b')}"

        def fragment(asked: Asked) -> Answer:
            number = int(asked.fields.get("page") or 1)
            shown = parts[number - 1] if number <= len(parts) else []
            text = self.skin.listing.format("\n".join(map(self.skin.line, shown)))
            return Answer(200, text.encode(), f"{HTML}; charset=utf-8")

        self.site.programs[block] = fragment
        listing = self.skin.list_page(parts[0], PAGER.format(block=block, pages=len(parts)))
        for name in ("index.html", ""):
            self.site.pages[f"/columns/{self.column}/{name}"] = listing
        return placed

    def _address(self, entry: Entry) -> str:
        day = entry.filed
        return f"/columns/{self.column}/{day:%Y%m}/{day:%d}/{uuid(f'{self.site.host}{entry.number}')}.html"

    def _attachment(self, entry: Entry, place: int, file: File) -> str:
        return f"/attachments/{entry.filed:%Y%m}/{uuid(f'{entry.number}/{place}')}.{file.suffix}"


PAGER = """<div class="pagination" data-pages="{pages}"></div>
<script>
var blockUrl = "{block}";
$(".pagination").pagination({{
  pageCount: {pages}, current: 1,
  callback: function (page) {{ $(".list-box").load(blockUrl + "?page=" + page + "&fix=0"); }}
}});
</script>"""
