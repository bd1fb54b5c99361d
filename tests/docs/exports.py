"""The tables of an export (gipcrawler/export/tables.toml) into docs/export.md."""

from gipcrawler.export.schema import TABLES, Field, Table
from gipcrawler.forms import metrics
from tests.docs.markdown import GENERATED, code, table

BEGINNING = f"""# Export

{GENERATED}

    gipcrawler export --to panel --format csv --year 2023 --place 510000

writes what the database holds of a division and all below it, and of a report year, into a folder: a file a table,
and a `datapackage.json` that describes every column in English and Chinese ([Frictionless Data
Package](https://specs.frictionlessdata.io/), version 1), with size and SHA-256 of each file. Without `--year` and
`--place` it is all. Files of an earlier export there are replaced when all the new ones are whole; after a full disk,
an error or Ctrl-C the old ones stand as they were. One folder is for one format.

| format | files | figures |
|---|---|---|
| `csv` | `cells.csv` and so on: RFC 4180, UTF-8; nothing where there is nothing | with every digit |
| `jsonl` | `cells.jsonl` and so on: an object a line, `null` where there is nothing | numbers with every digit |
| `parquet` | `cells.parquet` and so on: needs `pip install 'gipcrawler[parquet]'` | doubles beside `exact` |
| `sqlite` | `gip.sqlite`, with indexes, views, search over sections; `metadata.json` | doubles beside `exact` |

`datasette gip.sqlite -m metadata.json` shows the last one, wherever its rows came from; search
wants three characters or more.

## What to count with

- `metrics` is the panel: a row a publisher and year, a column a metric across the forms of 2014, 2019 and 2021. It
  holds current editions only. A metric is empty where a cell that it counts is blank or missing: blank is not zero.
- All other tables hold every edition. A report that was silently replaced has two: **keep `is_current`**, or it
  counts twice. In `gip.sqlite` the view `current_cells` has done so.
- `cells.value` is empty for a blank, a dash and words; `state` tells them apart. A row that the issuer split has a
  `sub_row`; the official row is the one without.
- A department's figures are in its government's report too: do not add up the two.

```r
panel <- read.csv("panel/metrics.csv", encoding = "UTF-8", colClasses = c(place = "character"))
```

```python
panel = pandas.read_csv("panel/metrics.csv", dtype={{"place": "string"}})
```

## Where a row comes from

Each row names the address, the time, the WARC file, the offset and the record id of the document that it was read
from (`member` too, where that is a file in an archive), and cells the block, row, column and page in it. A report
that was split over several documents has rows from each. `gipcrawler cite` and `gipcrawler replay` take it from
there.

## Equal bytes

The same readings give the same bytes, from SQLite as from Postgres, whatever was saved first: keys are made
of what is stored and not of row numbers (`370322001 人民政府@2020`; an edition's of its report's and its
content's digest), rows come by publisher, year, first sight and digest, compared by code points, and no
file holds the time of the export; `created` in `datapackage.json` is that of the newest capture. Parquet
and SQLite name the version of the library that wrote them, so theirs are equal on equal installations.
"""


def page() -> str:
    """The page."""
    parts = [BEGINNING, "## Tables\n", "A column with `!` has something in every row.\n"]
    told: set[Field] = set()
    for one in TABLES:
        parts.append(f"### `{one.name}`: {one.title}\n\n{one.says}{_key(one)}\n")
        known = [field for field in one.fields if field in told]
        new = [field for field in one.fields if field not in told]
        if known:
            names = ", ".join(code(field.name) for field in known)
            parts.append(f"As above: {names}.\n")
        measured = {metric.id for metric in metrics()}
        rows = [
            (code(field.name + "!" * field.always), field.type.value, field.title, field.says)
            for field in new
            if field.name not in measured
        ]
        if one.name == "metrics":
            parts.append("And a column for each [metric](metrics.md).\n")
        if rows:
            parts.append(table(("column", "type", "中文", "what it says"), rows))
        told.update(new)
    return "\n".join(parts)


def _key(one: Table) -> str:
    """What tells rows apart, and what they refer to."""
    key = ", ".join(map(code, one.key))
    refers = ", ".join(f"{code(column)} to {code(other)}" for other, column in one.refers)
    return f" Key: {key}." + (f" Refers by {refers}." if refers else "")
