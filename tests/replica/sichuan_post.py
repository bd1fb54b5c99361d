"""四川's lists that a script fills: the page names a channel, a POST with JSON gives its articles."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from tests.replica.content import Entry, File, Placed
from tests.replica.site import Answer, Asked, Site, failed
from tests.replica.skin import Line, Skin
from tests.replica.static import Details, parted
from tests.replica.ucap import Address, hexadecimal

PROGRAM = "/cms-scsrmzf/qryZFWJListByConditionsNew"


@dataclass(frozen=True, slots=True)
class SichuanColumn:
    """The column at `template` (without extension); what `skin.listing` holds around the list stands in the page."""

    site: Site
    template: str
    skin: Skin
    named: Address
    per_page: int = 5

    def publish(self, lines: Sequence[Entry | Line]) -> dict[int, Placed]:
        """Put the template page, the program, detail pages and files on the site."""
        details = Details(self.site, self.skin, self._address, self._attachment)
        placed = details.place_all(lines)
        shown = details.lines(lines, placed)
        channel = hexadecimal(self.template)

        def program(asked: Asked) -> Answer:
            if asked.method != "POST" or not asked.body.startswith(b"{"):
                return failed(405, "Method Not Allowed")
            told = json.loads(asked.body)
            known = channel in told.get("channelId", [])
            parts = parted(shown if known else [], min(max(int(told.get("pageSize") or 10), 1), 20))
            number = max(int(told.get("pageNum") or 1), 1)
            results = [
                {"title": line.title, "url": line.href, "publishedTime": f"{line.published.isoformat()} 10:02:11"}
                for line in (parts[number - 1] if number <= len(parts) else [])
            ]
            answer = {"total": len(shown) if known else 0, "pageNum": number, "results": results}
            return Answer(200, json.dumps(answer, ensure_ascii=False).encode(), "application/json;charset=UTF-8")

        self.site.programs[PROGRAM] = program
        script = SCRIPT.format(channel=channel, size=self.per_page, program=PROGRAM)
        self.site.pages[f"{self.template}.shtml"] = self.skin.bare_page(
            self.skin.column, self.skin.listing.format("") + script
        )
        return placed

    def _address(self, entry: Entry) -> str:
        return f"{self.named(entry)}.shtml"

    def _attachment(self, entry: Entry, place: int, file: File) -> str:
        base = self.named(entry)
        return f"{base}/files/{hexadecimal(f'{base}{place}')}.{file.suffix}"


SCRIPT = """<div id="page"></div>
<script>
var channelId = "{channel}";
function query(page) {{
  $.ajax({{
    url: "{program}", type: "POST", contentType: "application/json",
    data: JSON.stringify({{pageSize: {size}, pageNum: page, channelId: [channelId]}}),
    success: function (answer) {{ show(answer.results, answer.total); }}
  }});
}}
query(1);
</script>"""
