"""龙讯 (安徽): a page of an organ and a type whose list comes as a fragment by its number; details /public/organ/id."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tests.replica.content import Entry, File, Placed
from tests.replica.site import HTML, Answer, Asked, Site
from tests.replica.skin import Line, Skin
from tests.replica.static import Details, parted
from tests.replica.ucap import hexadecimal

ANNUAL = 3
"""The type of the annual reports; 1 is 制度, 2 指南, 4 目录, 5 依申请."""
LISTING = '<div class="xxgk_navli_box">\n{}\n</div>'
ITEM = (
    '<div class="xxgk_navli"><ul><li class="mc"><a class="title" href="{href}" title="{title}" target="_blank">{cut}'
    '</a></li><li class="rq"><span class="date">{day}</span></li></ul></div>'
)


@dataclass(frozen=True, slots=True)
class LonsunColumn:
    """The annual reports of the organ numbered `organ` on the site numbered `site_id`.

    `filled` serves the first page within the column's own; else all of the list comes by request. With
    `downloads` files come from a program, else from the store itself.
    """

    site: Site
    skin: Skin
    site_id: int
    organ: int
    filled: bool = True
    downloads: bool = False
    per_page: int = 15

    def publish(self, lines: Sequence[Entry | Line]) -> dict[int, Placed]:
        """Put the column's page, the fragments, detail pages and files on the site."""
        skin = replace(self.skin, listing=LISTING, item=ITEM)
        details = Details(self.site, skin, self._address, self._attachment)
        placed = details.place_all(lines)
        parts = parted(details.lines(lines, placed), self.per_page)
        wanted = {"labelName": "publicInfoList", "organId": str(self.organ), "type": str(ANNUAL)}
        other = self.site.programs.get("/site/label/8888")

        def label(asked: Asked) -> Answer:
            fields = asked.fields
            if not wanted.items() <= fields.items():
                return other(asked) if other else Answer(200, b"", f"{HTML};charset=UTF-8")
            number = int(fields.get("pageIndex") or 1)
            shown = parts[number - 1] if number <= len(parts) else []
            return Answer(200, "\n".join(map(skin.line, shown)).encode(), f"{HTML};charset=UTF-8")

        def column(asked: Asked) -> Answer:
            annual = asked.fields.get("type") == str(ANNUAL)
            shown = parts[0] if annual and self.filled else []
            script = SCRIPT.format(query=self._query(), pages=len(parts), size=self.per_page)
            return skin.list_page(shown, script if annual else "")

        self.site.programs["/site/label/8888"] = label
        self.site.programs[f"/public/column/{self.organ}"] = column
        return placed

    def _query(self) -> str:
        return (
            f"labelName=publicInfoList&siteId={self.site_id}&organId={self.organ}&type={ANNUAL}&catId="
            f"&pageSize={self.per_page}&action=list&isDate=true&dateFormat=yyyy-MM-dd&length=50"
            f"&file=/c1/{self.site.host.split('.')[1]}/publicInfoList_newest"
        )

    def _address(self, entry: Entry) -> str:
        return f"/public/{self.organ}/{entry.number}.html"

    def _attachment(self, entry: Entry, place: int, file: File) -> str:
        name = hexadecimal(f"{entry.number}{place}")[:20]
        path = f"/M00/0{place}/{entry.number % 90 + 10}/{name}.{file.suffix}"
        return f"/download/file?filePath=/group1{path}" if self.downloads else f"/group6{path}"


SCRIPT = """<div class="pagination" id="page_public_info"></div>
<script>
$(function () {{
  var url = "/site/label/8888?{query}";
  Ls.pagination("#page_public_info", function (pageIndex) {{
    $(".xxgk_navli_box").load(url + "&pageIndex=" + pageIndex);
  }}, {{ currentPage: 1, pageCount: {pages}, pageSize: {size} }});
}});
</script>"""
