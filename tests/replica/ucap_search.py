"""UCAP where a script fills the list: the page names its channel, the search answers in JSON or as a fragment."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.replica.content import Entry, File, Placed
from tests.replica.site import HTML, Answer, Asked, Site
from tests.replica.skin import Line, Skin
from tests.replica.static import Details, parted
from tests.replica.ucap import Address, hexadecimal

SEARCH = "/common/search/"


@dataclass(frozen=True, slots=True)
class UcapSearchColumn:
    """The column at `template` (without extension), filled by the search of its channel.

    With `fragment`, the name of the site's own template, the script asks for HTML, else for JSON.
    """

    site: Site
    template: str
    skin: Skin
    named: Address
    fragment: str = ""
    per_page: int = 5

    def publish(self, lines: Sequence[Entry | Line]) -> dict[int, Placed]:
        """Put the template page, the search, detail pages and files on the site."""
        details = Details(self.site, self.skin, self._address, self._attachment)
        placed = details.place_all(lines)
        shown = details.lines(lines, placed)
        channel = hexadecimal(self.site.host + self.template)
        files = {one.url.removeprefix(self.site.root): one for one in placed.values()}

        def search(asked: Asked) -> Answer:
            fields = asked.fields
            size = min(max(int(fields.get("_pageSize") or self.per_page), 1), 20)
            parts = parted(shown, size)
            number = max(int(fields.get("page") or 1), 1)
            part = parts[number - 1] if number <= len(parts) else []
            if fields.get("_isJson") == "true" and not self.fragment:
                told = {"rows": len(part), "page": number, "total": len(shown), "results": self._results(part, files)}
                return Answer(200, json.dumps({"data": told}, ensure_ascii=False).encode(), "application/json")
            text = self.skin.listing.format("\n".join(map(self.skin.line, part)))
            return Answer(200, text.encode(), f"{HTML};charset=UTF-8")

        self.site.programs[f"{SEARCH}{channel}"] = search
        script = SCRIPT.format(
            channel=channel,
            name=self.skin.column,
            query=f"_isAgg=true&_isJson={'false' if self.fragment else 'true'}&_pageSize={self.per_page}"
            f"&_template={self.fragment or 'index'}&_rangeTimeGte=&_channelName=",
        )
        self.site.pages[f"{self.template}.shtml"] = self.skin.bare_page(self.skin.column, script)
        return placed

    def _results(self, part: Sequence[Line], placed: dict[str, Placed]) -> list[dict[str, Any]]:
        return [
            {
                "title": line.title,
                "url": line.href,
                "publishedTime": 0,
                "publishedTimeStr": f"{line.published.isoformat()} 09:12:00",
                "content": "",
                "domainMetaList": [{"domainMetaName": "信息公开", "resultList": []}],
                "resList": [
                    {"fileName": file.words, "filePath": url.removeprefix(self.site.root)}
                    for file, url in zip(placed[line.href].entry.files, placed[line.href].files, strict=True)
                ]
                if line.href in placed
                else [],
            }
            for line in part
        ]

    def _address(self, entry: Entry) -> str:
        return f"{self.named(entry)}.shtml"

    def _attachment(self, entry: Entry, place: int, file: File) -> str:
        base = self.named(entry)
        return f"{base}/files/{hexadecimal(f'{base}{place}')}.{file.suffix}"


SCRIPT = """<meta name="channel" channelid="{channel}" channelname="{name}">
<div id="list"></div><div id="pagination"></div>
<script>
var channelId = "{channel}";
function load(page) {{
  $.get("/common/search/{channel}?{query}&page=" + page, function (answer) {{ show(answer); }});
}}
load(1);
</script>"""
