"""大汉 JPaaS: the list is built on request, as a fragment inside JSON, for arguments that the page itself names."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tests.replica.content import Entry, File, Placed
from tests.replica.site import Answer, Asked, Site
from tests.replica.skin import Line, Skin
from tests.replica.static import Details, parted
from tests.replica.ucap import hexadecimal

UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"
WANTED = {"referer", "user-agent", "x-requested-with"}
DATED = '<li><a href="{href}" target="_blank" title="{title}">{cut}</a><span>{day}</span></li>'
BRACKETED = '<li><span class="day">[{day}]</span><a href="{href}" target="_blank" title="{title}">{cut}</a></li>'
UNDATED = '<li><a href="{href}" target="_blank" title="{title}">{cut}</a></li>'
"""The three ways of its lists; in the last one the date stands on the detail page only."""


@dataclass(frozen=True, slots=True)
class JpaasColumn:
    """The list on the page at `path`; details below `below`, which need not be the list's own column."""

    site: Site
    path: str
    below: str
    skin: Skin
    item: str = DATED
    tag: str = "信息列表"
    per_page: int = 15

    def publish(self, lines: Sequence[Entry | Line]) -> dict[int, Placed]:
        """Put the column's page, its unit, detail pages and files on the site."""
        skin = replace(self.skin, item=self.item)
        details = Details(self.site, skin, self._address, self._attachment)
        placed = details.place_all(lines)
        parts = parted(details.lines(lines, placed), self.per_page)
        query = self._query()
        other = self.site.programs.get(UNIT)

        def unit(asked: Asked) -> Answer:
            fields = asked.fields
            if fields.get("pageId") != query["pageId"] and other:
                return other(asked)
            told = json.loads(fields.get("paramJson") or "{}")
            if not query.items() <= fields.items():
                return self._told("<div>模板内容数据为空</div>")
            if " " in fields.get("paramJson", "") or not asked.headers.keys() >= WANTED:
                return Answer(403, b"Forbidden")
            number = int(told.get("pageNo") or 1)
            shown = parts[number - 1] if 0 < number <= len(parts) else []
            count = sum(map(len, parts))
            rows = "\n".join(map(skin.line, shown))
            return self._told(
                f'<div class="list"><ul>\n{rows}\n</ul></div>'
                f'<div class="page" count="{count}" rows="{self.per_page}" pageno="{number}"></div>'
            )

        self.site.programs[UNIT] = unit
        quoted = ",".join(f"'{name}':'{value}'" for name, value in query.items())
        shell = SHELL.format(unit=UNIT, query=f"{{{quoted}}}")
        self.site.pages[self.path] = skin.bare_page(skin.column, shell)
        return placed

    def _told(self, html: str) -> Answer:
        told = {"success": True, "message": "操作成功", "code": "200", "data": {"html": html}}
        return Answer(200, json.dumps(told, ensure_ascii=False).encode(), "application/json;charset=UTF-8")

    def _query(self) -> dict[str, str]:
        code = hexadecimal(self.site.host + self.path)
        return {
            "parseType": "bulidstatic",
            "webId": code[:12],
            "tplSetId": code[8:32],
            "pageType": "column",
            "tagId": self.tag,
            "editType": "null",
            "pageId": code[:16],
        }

    def _address(self, entry: Entry) -> str:
        return f"{self.below}art/{entry.filed.year}/art_{hexadecimal(f'{self.site.host}{entry.number}')}.html"

    def _attachment(self, entry: Entry, place: int, file: File) -> str:
        return f"/cms_files/filemanager/{entry.filed:%Y%m}/{hexadecimal(f'{entry.number}/{place}')}.{file.suffix}"


SHELL = """<div class="container"><script parseType="bulidstatic" type="text/javascript"
 url="{unit}" queryData="{query}" src="/images/jquery.min.js"></script></div>"""
