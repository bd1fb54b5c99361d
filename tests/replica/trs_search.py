"""TRS lists that a search fills: the column's page has a script alone, WAS5 answers in HTML, IGS in JSON."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from tests.replica.content import Entry, Placed
from tests.replica.site import Answer, Asked, Site, failed
from tests.replica.skin import Line, Skin
from tests.replica.static import parted
from tests.replica.trs import TrsColumn

WAS, IGS = "/was5/web/search", "/igs/front/search/list.html"
WAS_SCRIPT = """<div id="doclist"></div><div id="pages"></div>
<script>
var chnlid = {channel};
function turn(page) {{
  $.get("/was5/web/search?channelid=229105&templet=docs.jsp&sortfield=-docreltime&prepage={size}&classsql="
    + encodeURIComponent("chnlid=" + chnlid) + "&page=" + page, function (inside) {{ $("#doclist").html(inside); }});
}}
turn(1);
</script>"""
IGS_SCRIPT = """<ul class="more-list" id="docs"></ul>
<script>
function turn(page) {{
  $.getJSON("/igs/front/search/list.html?index=file2-index-alias&type=governmentdocuments&pageNumber=" + page
    + "&pageSize={size}&filter[SITEID]={channel}&siteId={channel}", function (answer) {{ show(answer.page.content); }});
}}
turn(1);
</script>"""


@dataclass(frozen=True, slots=True)
class SearchedColumn:
    """A column of TRS at `directory`, whose list the search at `program` (`WAS`, `IGS`) gives for `channel`."""

    site: Site
    directory: str
    skin: Skin
    program: str
    channel: int
    extension: str = "html"
    per_page: int = 5

    def publish(self, lines: Sequence[Entry | Line]) -> dict[int, Placed]:
        """Put the column's page, the search, detail pages and files on the site."""
        trs = TrsColumn(self.site, self.directory, self.skin, extension=self.extension)
        placed = {line.number: trs.place(line) for line in lines if isinstance(line, Entry)}
        shown = [line if isinstance(line, Line) else _line(placed[line.number]) for line in lines]
        parts = parted(shown, self.per_page)
        script = WAS_SCRIPT if self.program == WAS else IGS_SCRIPT
        inside = script.format(channel=self.channel, size=self.per_page)
        for name in ("", f"index.{self.extension}"):
            self.site.pages[self.directory + name] = self.skin.bare_page(self.skin.column, inside)

        def search(asked: Asked) -> Answer:
            fields = asked.fields
            number = int(fields.get("page") or fields.get("pageNumber") or 1)
            known = str(self.channel) in {fields.get("classsql", "").partition("=")[2], fields.get("filter[SITEID]")}
            if not known or number > len(parts):
                return failed(404, "Not Found")
            return self._html(parts[number - 1]) if self.program == WAS else _json(parts[number - 1], parts)

        self.site.programs[self.program] = search
        return placed

    def _html(self, part: Sequence[Line]) -> Answer:
        return Answer(200, "\n".join(map(self.skin.line, part)).encode(), "text/html; charset=utf-8")


def _json(part: Sequence[Line], parts: Sequence[Sequence[Line]]) -> Answer:
    content = [
        {"DOCTITLE": line.title, "DOCPUBURL": line.href, "PUBDATE": f"{line.published:%Y-%m-%d} 09:30:00", "FWZH": ""}
        for line in part
    ]
    answer = {"page": {"content": content, "total": sum(map(len, parts)), "totalPages": len(parts)}}
    return Answer(200, json.dumps(answer, ensure_ascii=False).encode(), "application/json;charset=UTF-8")


def _line(placed: Placed) -> Line:
    return Line(placed.url, placed.entry.title, placed.entry.published)
