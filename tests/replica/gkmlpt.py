"""gkmlpt (广东): a shell whose script names site and columns, a list in JSON by hundreds, details below /gkmlpt/."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from html import escape
from typing import Any

from tests.replica.content import Entry, File, Placed
from tests.replica.site import Answer, Asked, Site, page
from tests.replica.skin import Line, Skin
from tests.replica.static import Details, parted

PER_PAGE = 100
BEIJING = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class GkmlptColumn:
    """The annual-report column of a site on the platform, as the tree names it; other columns hold `others`.

    `quoted` writes the configuration as JSON, else as a script's object with bare keys.
    """

    site: Site
    skin: Skin
    sid: int
    column: int
    organ: str
    quoted: bool = True

    def publish(self, lines: Sequence[Entry | Line]) -> dict[int, Placed]:
        """Put shell, list program, detail pages and files on the site."""
        looks = replace(self.skin, container='<div class="article-content">{}</div>', attachments=ATTACHMENTS)
        details = Details(self.site, looks, address, attachment, head=self._head)
        placed = details.place_all(lines)
        articles = [
            self._alias(line) if isinstance(line, Line) else self._article(placed[line.number]) for line in lines
        ]
        parts = parted(articles, PER_PAGE)

        def answer(asked: Asked) -> Answer:
            fields = asked.fields
            known = fields.get("sid") == str(self.sid)
            number = max(int(fields.get("page") or 1), 1)
            shown = parts[number - 1] if known and number <= len(parts) else []
            told = {"articles": shown, "total": len(articles) if known else 0, "page": number, "page_size": PER_PAGE}
            return Answer(200, json.dumps(told).encode(), "application/json")

        self.site.programs[f"/gkmlpt/api/all/{self.column}"] = answer
        for name in ("", "index", "annualreport", "policy"):
            self.site.pages[f"/gkmlpt/{name}"] = self._shell()
        return placed

    def _article(self, placed: Placed) -> dict[str, Any]:
        entry = placed.entry
        midnight = datetime.combine(entry.published, time(9, 30), UTC) - BEIJING
        seconds = int(midnight.timestamp())
        return {
            "id": entry.number,
            "title": entry.title,
            "url": placed.url,
            "post_url": "",
            "publisher": self.organ,
            "source": self.organ,
            "create_time": seconds,
            "created_at": f"{entry.published.isoformat()} 09:30:00",
            "first_publish_time": seconds,
            "date": seconds,
            "display_publish_time": seconds,
            "document_number": None,
            "identifier": f"{self.sid}/{entry.published.year}-{entry.number % 100000:05d}",
            "abstract": None,
            "classify_main_name": "政府信息公开年报",
            "is_expired": False,
            "is_abolished": 0,
            "attachments": [],
        }

    def _alias(self, line: Line) -> dict[str, Any]:
        entry = Entry(line.title, line.published, 99)
        return self._article(Placed(entry, line.href)) | {"post_url": line.href}

    def _head(self, entry: Entry) -> str:
        rows = (
            ("索引号", f"{self.sid}-{entry.number}"),
            ("分类", "政府信息公开年报"),
            ("发布机构", self.organ),
            ("成文日期", entry.published.isoformat()),
            ("名称", entry.title),
            ("文号", ""),
            ("发布日期", entry.published.isoformat()),
            ("主题词", ""),
        )
        cells = "".join(f"<tr><td>{name}：</td><td><span>{escape(value)}</span></td></tr>" for name, value in rows)
        return f'<div class="classify"><table>{cells}</table></div>'

    def _shell(self) -> Answer:
        tree = [
            {"id": self.column - 3, "name": "政府信息公开指南", "children": []},
            {"id": self.column - 2, "name": "政府信息公开制度", "children": []},
            {
                "id": self.column - 1,
                "name": "法定主动公开内容",
                "children": [{"id": self.column + 20, "name": "工作总结", "children": []}],
            },
            {"id": self.column, "name": "政府信息公开年报", "children": []},
        ]
        config: Mapping[str, Any] = {
            "SID": str(self.sid) if self.quoted else self.sid,
            "NAME": self.organ,
            "SITE_ROOT": "/gkmlpt",
            "TREE": tree,
        }
        text = (
            json.dumps(config)
            if self.quoted
            else "{\n"
            + ",\n".join(f"    {name}: {json.dumps(value, ensure_ascii=False)}" for name, value in config.items())
            + "\n}"
        )
        return page(SHELL.format(organ=self.organ, config=text))


def address(entry: Entry) -> str:
    """Millions, thousands, and the number."""
    return f"/gkmlpt/content/{entry.number // 1_000_000}/{entry.number // 1000}/post_{entry.number}.html"


def attachment(entry: Entry, place: int, file: File) -> str:
    """Files lie in the platform's own folder."""
    return f"/gkmlpt/attachment/0/{entry.number // 1000}/{entry.number * 10 + place}.{file.suffix}"


ATTACHMENTS = '<div class="relevant"><p>附件：</p><ul>{}</ul></div>'
SHELL = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{organ}信息公开目录</title>
<script type="text/javascript">
window._CONFIG = {config};
</script>
<link rel="stylesheet" href="/images/site.css"></head>
<body><div id="app"></div><script src="/images/jquery.min.js"></script></body></html>
"""
