"""Print any survey as one web page that needs nothing else: Chinese, fit for print, shares as a map of heat."""

from collections.abc import Iterator
from datetime import date
from html import escape

from gipcrawler.survey.sheet import Field, Line, Sheet, Survey, Words

# From nothing kept to everything kept. Each pair is paper and ink; black or white ink has a contrast of 4.5 and more
# on its paper, and the figure stands in the field, so that nobody needs the colours.
HEAT = (
    ("#f4f4f4", "#333333"),
    ("#e3edf6", "#111111"),
    ("#c4dbee", "#111111"),
    ("#94c1e0", "#111111"),
    ("#5a9fcd", "#000000"),
    ("#2b6ea6", "#ffffff"),
    ("#124a7d", "#ffffff"),
)
STYLE = """
:root { color-scheme: light; }
body { font: 14px/1.5 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif;
  color: #111; background: #fff; margin: 1.5rem; }
h1 { font-size: 1.4rem; margin: 0 0 .3rem; }
p { margin: .3rem 0; }
div { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: bold; padding: .3rem 0; }
th, td { border: 1px solid #ccc; padding: .15rem .5rem; text-align: right; white-space: nowrap; }
th { background: #eee; color: #111; }
.w { text-align: left; font-weight: normal; white-space: normal; overflow-wrap: anywhere; }
thead th.w { font-weight: bold; }
.total td, .total th { border-top: 2px solid #333; font-weight: bold; }
.faint td, .faint th { color: #595959; }
""" + "".join(f".h{at} {{ background: {paper}; color: {ink}; }}\n" for at, (paper, ink) in enumerate(HEAT))
PRINT = """
@media print {
  @page { size: A4 landscape; margin: 12mm; }
  body { margin: 0; font-size: 8pt; }
  div { overflow: visible; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  td, th { -webkit-print-color-adjust: exact; print-color-adjust: exact; padding: .05rem .25rem; }
}
"""


def as_html(survey: Survey, today: date) -> str:
    """The page; `today` is the date that it bears."""
    title = f"{survey.name.chinese}（{today.isoformat()}）"
    sheets = "".join(part for sheet in survey.sheets() for part in _sheet(sheet))
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}{PRINT}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(title)}</h1>\n{sheets}</main>\n</body>\n</html>\n"
    )


def _sheet(sheet: Sheet) -> Iterator[str]:
    # a table that is wider than its screen scrolls by keyboard too, and so needs focus and a name
    yield f'<div role="region" tabindex="0" aria-label="{escape(sheet.title.chinese)}">\n<table>\n'
    yield f"<caption>{escape(sheet.title.chinese)}</caption>\n<thead><tr>"
    for at, head in enumerate(sheet.heads):
        yield f'<th scope="col"{_words(at, sheet)}>{escape(head.chinese)}</th>'
    yield "</tr></thead>\n<tbody>\n"
    for line in sheet.lines:
        yield from _line(line, sheet)
    yield "</tbody>\n</table>\n</div>\n"
    for note in sheet.notes:
        yield f"<p>{escape(note.chinese)}</p>\n"


def _line(line: Line, sheet: Sheet) -> Iterator[str]:
    yield f'<tr class="{line.stress}">' if line.stress else "<tr>"
    for at, field in enumerate(line.fields):
        tag, scope = ("th", ' scope="row"') if at == 0 else ("td", "")
        heat = "" if field.share is None else f' class="h{heat_step(field.share)}"'
        note = f' title="{escape(field.note)}"' if field.note else ""
        yield f"<{tag}{scope}{heat or _words(at, sheet)}{note}>{escape(_chinese(field))}</{tag}>"
    yield "</tr>\n"


def _words(at: int, sheet: Sheet) -> str:
    return ' class="w"' if at < sheet.texts else ""


def heat_step(share: float) -> int:
    """The step of the scale: the first only for nothing, the last only for everything."""
    inner = len(HEAT) - 2
    return 0 if share <= 0 else len(HEAT) - 1 if share >= 1 else 1 + min(int(share * inner), inner - 1)


def _chinese(field: Field) -> str:
    return field.text.chinese if isinstance(field.text, Words) else field.text
