"""The "pc/list" product (江西, 自贡, 开封): a shell page whose list is JSON in a script, details named by 19 digits."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.replica.content import Entry, File, Placed
from tests.replica.site import Answer, Site, page
from tests.replica.skin import Line, Skin
from tests.replica.static import Details

EPOCH = 1_600_000_000_000_000_000
"""Where the 19 digits of contents begin."""


@dataclass(frozen=True, slots=True)
class PcListColumn:
    """A column in `directory` (/<site>/<code>, no slash at its end); `script` holds {} where the list goes.

    Every third line has an empty `urls`: the address is then made from the number.
    """

    site: Site
    directory: str
    skin: Skin
    script: str = "var articleList = {};"

    def publish(self, lines: Sequence[Entry | Line]) -> dict[int, Placed]:
        """Put the column's page, detail pages and files on the site."""
        placed = Details(self.site, self.skin, self._address, self._attachment).place_all(lines)
        articles = [
            self._foreign(line) if isinstance(line, Line) else self._article(placed[line.number], number)
            for number, line in enumerate(lines)
        ]
        listed = self.script.replace("{}", json.dumps(articles, ensure_ascii=False))
        self.site.pages[f"{self.directory}/pc/list.html"] = self._page(listed)
        return placed

    def _page(self, script: str) -> Answer:
        return page(
            PAGE.format(site=self.skin.site, host=self.site.host, column=self.skin.column, code=self.skin.code).replace(
                "/*list*/", script
            )
        )

    def _article(self, placed: Placed, number: int) -> dict[str, Any]:
        entry = placed.entry
        path = placed.url.removeprefix(self.site.root)
        files = [
            {
                "fileName": file.words,
                "filePath": self._attachment(entry, place, file),
                "domainName": self.site.root,
                "fileId": str(EPOCH + entry.number * 10 + place),
                "totalSize": len(file.body),
            }
            for place, file in enumerate(entry.files)
        ]
        return {
            "id": str(EPOCH + entry.number),
            "title": entry.title,
            "subTitle": None,
            "pubDate": moment(entry.published),
            "urls": "" if number % 3 == 2 and not entry.direct else json.dumps({"common": path, "pc": path}),
            "articleFiles": files,
        }

    def _foreign(self, line: Line) -> dict[str, Any]:
        return {
            "id": "0",
            "title": line.title,
            "pubDate": moment(line.published),
            "urls": json.dumps({"pc": line.href}),
            "articleFiles": [],
        }

    def _address(self, entry: Entry) -> str:
        return f"{self.directory}/pc/content/content_{EPOCH + entry.number}.html"

    def _attachment(self, entry: Entry, place: int, file: File) -> str:
        return f"/file-server/{entry.published:%Y%m%d}/{EPOCH + entry.number * 10 + place}.{file.suffix}"


def moment(day: date) -> str:
    """A day with a time, as the list has it."""
    return f"{day.isoformat()} 10:21:07"


PAGE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{column}_{site}</title>
<meta name="SiteName" content="{site}"><meta name="SiteDomain" content="{host}">
<meta name="SiteIDCode" content="{code}">
<meta name="ColumnName" content="{column}"><link rel="stylesheet" href="/images/site.css"></head>
<body><div id="app"><div class="nav"><a href="/">首页</a></div><div class="list"><ul></ul></div>
<div class="pagination"></div></div>
<script type="text/javascript">
/*list*/
</script><script src="/images/jquery.min.js"></script></body></html>
"""
