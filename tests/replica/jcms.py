"""大汉 JCMS: the list is XML in a script, the next records come from dataproxy.jsp, files through downfile.jsp."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from tests.replica.content import Entry, Placed
from tests.replica.site import Answer, Asked, Site, download, failed, moved
from tests.replica.skin import Line, Skin
from tests.replica.ucap import hexadecimal

DATAPROXY = "/module/web/jpage/dataproxy.jsp"
DOWNFILE = "/module/download/downfile.jsp"
ANNUAL = "/module/xxgk/xxgkAnnualReport.jsp"
PAGES_IN_A_GROUP = 3
"""The page itself carries the records of its first three pages; the rest is asked for."""


@dataclass(frozen=True, slots=True)
class JcmsColumn:
    """A column whose list may depend on the query: `query` is the one under which ours stands.

    `details` is the column in the addresses of articles; `dataproxy` where the next records come from, which an old
    version answers with a script (`scripted`); `around` is what the column page shows above its list.
    """

    site: Site
    number: int
    unit: int
    details: int
    skin: Skin
    query: Mapping[str, str] = field(default_factory=dict)
    per_page: int = 4
    dataproxy: str = DATAPROXY
    scripted: bool = False
    around: str = ""

    def publish(self, lines: Sequence[Entry | Line], elsewhere: Sequence[Entry | Line] = ()) -> dict[int, Placed]:
        """Put lists, detail pages and files on the site; gives the entries' addresses under their numbers.

        `elsewhere` is what the column lists under any other query.
        """
        placed = {line.number: self.place(line) for line in (*lines, *elsewhere) if isinstance(line, Entry)}
        ours, others = (
            [self.skin.line(line if isinstance(line, Line) else self._line(placed[line.number])) for line in group]
            for group in (lines, elsewhere)
        )
        shown, shown_elsewhere = self._page(ours), self._page(others)
        other = self.site.programs.get(self.dataproxy)

        def column(asked: Asked) -> Answer:
            return shown if self.query.items() <= asked.fields.items() else shown_elsewhere

        def dataproxy(asked: Asked) -> Answer:
            fields = asked.fields
            if (fields.get("columnid"), fields.get("unitid")) != (str(self.number), str(self.unit)):
                return other(asked) if other else Answer(500, b"", "text/html")
            start = int(fields.get("startrecord") or int(fields.get("page") or 0) * self.group + 1)
            end = int(fields.get("endrecord") or start + self.group - 1)
            if self.scripted:
                return Answer(200, self._script(ours, start - 1, end).encode(), "text/javascript;charset=UTF-8")
            return Answer(200, self._datastore(ours, start - 1, end).encode(), "text/xml;charset=UTF-8")

        self.site.programs[f"/col/col{self.number}/index.html"] = column
        self.site.pages[f"/col/col{self.number}/"] = shown
        self.site.programs[self.dataproxy] = dataproxy
        return placed

    @property
    def group(self) -> int:
        """Records that come at once."""
        return PAGES_IN_A_GROUP * self.per_page

    def address(self, entry: Entry) -> str:
        """The detail page's path; month and day are not padded."""
        day = entry.filed
        return f"/art/{day.year}/{day.month}/{day.day}/art_{self.details}_{entry.number}.html"

    def place(self, entry: Entry) -> Placed:
        """Put an entry's page and files on the site."""
        return place(self.site, self.skin, entry, self.address(entry))

    def _line(self, placed: Placed) -> Line:
        return Line(placed.url.removeprefix(self.site.root), placed.entry.title, placed.entry.published)

    def _page(self, records: Sequence[str]) -> Answer:
        frame = LIST.format(
            unit=self.unit, number=self.number, per_page=self.per_page, total=len(records), proxy=self.dataproxy
        )
        filled = frame.replace("<!--datastore-->", self._datastore(records, 0, self.group))
        return self.skin.bare_page(self.skin.column, self.around + filled)

    def _datastore(self, records: Sequence[str], start: int, end: int) -> str:
        following = (
            f'<nextgroup><![CDATA[<a href="{self.dataproxy}?page={-(-end // self.group)}&appid=1&appid=1&webid=1&path=/'
            f"&columnid={self.number}&sourceContentType=1&unitid={self.unit}&webname={self.skin.site}"
            '&permissiontype=0"></a>]]></nextgroup>'
            if end < len(records)
            else ""
        )
        shown = "\n".join(f"<record><![CDATA[\n{record}\n]]></record>" for record in records[start:end])
        pages = -(-len(records) // self.per_page)
        return (
            f"<datastore>\n{following}\n<totalrecord>{len(records)}</totalrecord><totalpage>{pages}</totalpage>\n"
            f"<recordset>\n{shown}\n</recordset>\n</datastore>"
        )

    def _script(self, records: Sequence[str], start: int, end: int) -> str:
        pages = -(-len(records) // self.per_page)
        shown = ",".join(json.dumps(record, ensure_ascii=False) for record in records[start:end])
        return f"totalRecord={len(records)};totalPage={pages};dataStore=[{shown}]"


def place(site: Site, skin: Skin, entry: Entry, path: str) -> Placed:
    """Put an entry's page at `path` of a JCMS host, and its files behind the download program."""
    site.programs[DOWNFILE] = lambda asked: moved(f"/attach/0/{asked.fields.get('filename', '')}")
    names = [f"{hexadecimal(f'{entry.number} {number}')}.{file.suffix}" for number, file in enumerate(entry.files)]
    for file, name in zip(entry.files, names, strict=True):
        site.pages[f"/attach/0/{name}"] = download(file.body, name)
    links = [
        Line(f"{DOWNFILE}?classid=0&filename={name}", file.words, entry.published)
        for file, name in zip(entry.files, names, strict=True)
    ]
    site.pages[path] = skin.detail(entry, links)
    return Placed(entry, site.root + path, tuple(f"{site.root}/attach/0/{name}" for name in names))


def annual_report(
    site: Site, skin: Skin, area: str, entries: Sequence[Entry], *, tabs: bool = False
) -> dict[int, Placed]:
    """An organ's reports as the program of its host shows them: one page, chosen by the organ's code and the year.

    With `tabs` each page has the links to the other years.
    """
    paths = {entry.number: f"{ANNUAL}?area={area}&fbtime={entry.published.year - 1}" for entry in entries}
    years = "".join(f'<a href="{paths[one.number]}">{one.published.year - 1}年</a> ' for one in entries) if tabs else ""
    looks = replace(skin, container=f'<div class="years">{years}</div>{skin.container}')

    def program(asked: Asked) -> Answer:
        fields = asked.fields
        known = site.pages.get(f"{ANNUAL}?area={fields.get('area')}&fbtime={fields.get('fbtime')}")
        return known or failed(404, "Not Found")

    site.programs[ANNUAL] = program
    return {entry.number: place(site, looks, entry, paths[entry.number]) for entry in entries}


LIST = """<div class="default_pgContainer" id="{unit}"><script type="text/xml"><!--datastore--></script></div>
<script>
$(function () {{
  $("#{unit}").jpage({{
    themeName: "default", openCookies: false, totalRecord: {total}, perPage: {per_page},
    proxyUrl: "{proxy}",
    params: {{appid: 1, webid: 1, path: "/", columnid: {number}, sourceContentType: 1, unitid: {unit},
      permissiontype: 0}}
  }});
}});
</script>
"""
