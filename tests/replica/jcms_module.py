"""JCMS's module 信息公开: the column is a frame with a tree, its list rows of a table that search.jsp gives by POST."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from tests.replica.content import Entry, Placed
from tests.replica.jcms import place
from tests.replica.site import HTML, Answer, Asked, Site, failed
from tests.replica.skin import Line, Skin
from tests.replica.static import parted

SEARCH = "/module/xxgk/search.jsp"


@dataclass(frozen=True, slots=True)
class JcmsModuleColumn:
    """The column `number` of the organ with the code `area`; `kind` is the class of the annual reports."""

    site: Site
    number: int
    unit: int
    area: str
    skin: Skin
    kind: str = "A0402"
    per_page: int = 4

    def publish(self, lines: Sequence[Entry | Line]) -> dict[int, Placed]:
        """Put the frame, the search, detail pages and files on the site."""
        entries = [line for line in lines if isinstance(line, Entry)]
        placed = {one.number: place(self.site, self.skin, one, self._path(one)) for one in entries}
        parts = parted([self._line(placed[one.number]) for one in entries], self.per_page)

        def search(asked: Asked) -> Answer:
            fields = asked.fields
            if (fields.get("area"), fields.get("infotypeId")) != (self.area, self.kind):
                return failed(500, "Internal Server Error")
            number = max(int(fields.get("currpage") or 1), 1)
            shown = parts[number - 1] if number <= len(parts) else []
            rows = "\n".join(self._row(place, line) for place, line in enumerate(shown))
            count = sum(map(len, parts))
            return Answer(200, TABLE.format(rows=rows, count=count, pages=len(parts), current=number).encode(), PLAIN)

        self.site.programs[SEARCH] = search
        frame = FRAME.format(area=self.area, unit=self.unit, number=self.number, kind=self.kind, search=SEARCH)
        page = self.skin.bare_page(self.skin.column, frame)
        for name in ("", "index.html"):
            self.site.pages[f"/col/col{self.number}/{name}"] = page
        return placed

    def _path(self, entry: Entry) -> str:
        day = entry.filed
        return f"/art/{day.year}/{day.month}/{day.day}/art_{self.number}_{entry.number}.html"

    def _line(self, placed: Placed) -> Line:
        return Line(placed.url, placed.entry.title, placed.entry.published)

    def _row(self, place: int, line: Line) -> str:
        parity, title = ("odd", "even")[place % 2], escape(line.title)
        return (
            f'<tr class="tr_main_value_{parity}"><td align="center">{place + 1}</td><td><a href="{line.href}" '
            f'target="_blank" mc="{title}" wh="" rq="{line.published.isoformat()}" syh="{self.area}/{place}">'
            f"{title[:14]}...</a></td><td>{line.published.isoformat()}</td></tr>"
        )


PLAIN = f"{HTML};charset=UTF-8"
TABLE = """<table class="tb_main"><tr><th>序号</th><th>名称</th><th>发布日期</th></tr>
{rows}
</table><div class="tb_page">共&nbsp;{count}&nbsp;条记录&nbsp;第&nbsp;{current}/{pages}&nbsp;页</div>"""
FRAME = """<iframe src="/module/xxgk/tree.jsp?standardXxgk=1&amp;area={area}&amp;divid=div{unit}" width="220"></iframe>
<div id="div{unit}"></div>
<script>
var infotypeId = '{kind}';
loadDynamic('{search}?standardXxgk=1&infotypeId=' + infotypeId + '&vc_title=&vc_number=&area={area}', 'div{unit}', '0',
  '{number}', '{unit}', '1');
</script>"""
