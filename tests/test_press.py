"""The press prints what it says: seen with lxml, python-docx and pdfplumber, never with gipcrawler's own reader."""

import io
import re
from decimal import Decimal
from pathlib import Path

import docx
import pdfplumber
import pytest
from docx.table import Table
from lxml import html

from tests.press import as_docx, as_html, as_page, as_paragraphs, as_pdf, as_tabbed, expected, forms, sheets, synthetic
from tests.press.layout import FIGURE, lay_out
from tests.press.sheet import amount

SEEDS = Path(__file__).parents[1].parent / "shared" / "samples" / "seeds"
COUNTS = {"000": 198, "001": 198, "002": 201, "003": 198, "004": 198, "huaian_2024": 200}
HEIGHTS = {"000": [19, 26, 4], "002": [19, 26, 4], "003": [18, 26, 4], "huaian_2024": [14, 28, 4]}
PRINTERS = {
    "clean": as_html,
    "word": lambda sheet: as_html(sheet, "word"),
    "gb18030": lambda sheet: as_html(sheet, "word", "gb18030"),
    "page": as_page,
    "docx": as_docx,
    "pdf": as_pdf,
    "tabbed": as_tabbed,
    "paragraphs": as_paragraphs,
}
MADE_UP = [
    synthetic(issuer, year, form, seed)
    for seed, (issuer, year, form) in enumerate(
        (
            ("某县某镇人民政府", 2020, "2019"),
            ("某市某区人民政府", 2022, "2021"),
            ("某省人民政府", 2024, "2021"),
            ("某市人民政府", 2021, {**dict.fromkeys(forms.TABLES, "2019"), "active_disclosure": "2021"}),
        )
    )
]
BLANK = re.compile(r"\s+")
keys = pytest.mark.parametrize("key", sorted(sheets))


def squeezed(text: str) -> str:
    return BLANK.sub("", text)


def figures_of(sheet):
    """The printed figures of each table, row by row, from the layout's boxes."""
    tables = []
    for table in sheet.figures:
        layout = lay_out(sheet, table)
        tables.append([[box.text for box in layout.row(row) if box.kind == FIGURE] for row in range(layout.height)])
    return tables


@keys
def test_a_sheet_holds_every_official_cell_once(key):
    cells = expected(sheets[key])
    assert len(cells) == COUNTS[key]
    assert len({cell[:4] for cell in cells}) == len(cells)


def test_the_samples_figures_are_all_there():
    found = {key: {cell[:4]: cell[4] for cell in expected(sheets[key])} for key in sheets}
    split = "active_disclosure", "other_external_management"
    assert found["003"]["applications", "result_total", None, "nonprofit"] is None
    assert found["003"][*split, None, "change"] == 1
    assert found["003"]["active_disclosure", "government_procurement", None, "amount"] == Decimal("998.435698")
    assert found["002"][*split, "行政确认", "decisions"] == 0
    assert (*split, None, "decisions") not in found["002"]
    assert found["huaian_2024"]["applications", "unavailable_not_held", None, "total"] == 769
    assert sheets["000"].figures["active_disclosure"].extra_rows[0].endswith("127")


@keys
def test_no_sentence_is_taken_from_the_samples(key):
    if not SEEDS.is_dir():
        pytest.skip("the samples are not beside this checkout")
    theirs = squeezed("".join(path.read_text(encoding="utf-8") for path in SEEDS.glob("*.txt")))
    ours = [text for section in sheets[key].sections for text in section.paragraphs if len(text) > 24]
    assert ours
    span = 16
    for text in (squeezed(text).replace("中华人民共和国政府信息公开条例", "") for text in ours):
        assert not [text[i : i + span] for i in range(len(text) - span) if text[i : i + span] in theirs]


@pytest.mark.parametrize("printer", PRINTERS)
def test_printing_twice_gives_the_same_bytes(printer):
    assert PRINTERS[printer](sheets["003"]) == PRINTERS[printer](sheets["003"])


@keys
@pytest.mark.parametrize("style", ["clean", "word"])
def test_html_has_the_geometry_and_the_figures(key, style):
    tables = html.fromstring(as_html(sheets[key], style)).findall(".//table")
    for table, figures in zip(tables, figures_of(sheets[key]), strict=True):
        covered = {}
        for row, line in enumerate(table.iter("tr")):
            column = 0
            for cell in line:
                while (row, column) in covered:
                    column += 1
                for below in range(int(cell.get("rowspan", "1"))):
                    for right in range(int(cell.get("colspan", "1"))):
                        assert (row + below, column + right) not in covered
                        covered[row + below, column + right] = squeezed(cell.text_content())
        rows, columns = max(row for row, _ in covered) + 1, max(column for _, column in covered) + 1
        assert len(covered) == rows * columns
        assert rows == len(figures)
        for row, values in enumerate(figures):
            if len(values) in {7, 15}:
                assert [covered[row, columns - len(values) + i] for i in range(len(values))] == values


@pytest.mark.parametrize("key", sorted(HEIGHTS))
def test_tables_have_the_official_size(key):
    tables = html.fromstring(as_html(sheets[key])).findall(".//table")
    assert [len(table.findall("tr")) for table in tables] == HEIGHTS[key]
    widths = [sum(int(cell.get("colspan", "1")) for cell in table.find("tr")) for table in tables]
    assert widths == [5 if key == "002" else 4, 10, 15]
    spans = [cell.get("rowspan") for cell in tables[1].iter("th") if cell.text == forms.RESULTS]
    assert spans == ["22" if key == "huaian_2024" else "20"]


def test_word_pages_are_as_bad_as_the_real_ones():
    page = as_html(sheets["004"], "word").decode()
    assert "<o:p>" in page
    assert "&nbsp;" in page
    assert "　<" in page
    assert "MsoNormal" in page
    assert forms.RESULTS not in page
    tree = html.fromstring(page)
    labels = [cell for cell in tree.iter("td") if squeezed(cell.text_content()) == forms.RESULTS]
    assert len(labels[0].findall(".//br")) == len(forms.RESULTS) - 1
    assert all(len(cell.findall(".//p/*")) > 1 for cell in tree.iter("td") if "政府信息" in cell.text_content())


def test_gb18030_is_declared_as_gb2312():
    page = as_html(sheets["002"], "clean", "gb18030")
    assert b'charset="gb2312"' in page
    assert "穆家峪镇" in page.decode("gb18030")
    with pytest.raises(UnicodeDecodeError):
        page.decode("utf-8")


def test_a_page_frames_the_report():
    tree = html.fromstring(as_page(sheets["001"], "word"))
    assert tree.findtext(".//h1") == sheets["001"].title
    assert len(tree.findall(".//table")) == 4
    assert len(tree.findall(".//div[@id='content']//table")) == 3
    assert "2021-01-26" in tree.find(".//p[@class='byline']").text


@keys
def test_docx_merges_as_word_does(key):
    document = docx.Document(io.BytesIO(as_docx(sheets[key])))
    assert squeezed(document.paragraphs[0].text) == sheets[key].title_lines[0]
    assert {paragraph.style.name for paragraph in document.paragraphs} == {"Normal"}
    for table, figures in zip(document.tables, figures_of(sheets[key]), strict=True):
        assert len(table.rows) == len(figures)
        for line, values in zip(table.rows, figures, strict=True):
            assert sum(cell.grid_span for cell in line._tr.tc_lst) == len(table.columns)
            if values:
                texts = ["".join(node.text for node in cell.iter(TEXT)) for cell in line._tr.tc_lst]
                assert texts[-len(values) :] == values
    if not sheets[key].figures["active_disclosure"].sub_rows:
        assert merges(document.tables[1]) == [3, 2, 2, 22 if key == "huaian_2024" else 20, 8, 3, 5] + (
            [3] if key == "huaian_2024" else []
        )


TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


def merges(table: Table) -> list[int]:
    """How many rows each vertical merge takes, in reading order."""
    started: list[list[int]] = []
    open_at: dict[int, list[int]] = {}
    for line in table.rows:
        column = 0
        for cell in line._tr.tc_lst:
            if cell.vMerge == "restart":
                open_at[column] = [1]
                started.append(open_at[column])
            elif cell.vMerge == "continue":
                open_at[column][0] += 1
            column += cell.grid_span
    return [count for (count,) in started]


@keys
def test_pdf_has_the_text_and_the_rules(key):
    sheet = sheets[key]
    with pdfplumber.open(io.BytesIO(as_pdf(sheet))) as file:
        pages = [page.extract_text() for page in file.pages]
        tables = [table for page in file.pages for table in page.extract_tables()]
    for number, text in enumerate(pages, 1):
        assert text.endswith(f"— {number} —")
    whole = squeezed(re.sub(r"\n— \d+ —", "", "\n".join(pages)))
    for section in sheet.sections:
        assert squeezed(section.heading) in whole
        assert all(squeezed(text) in whole for text in section.paragraphs)
    seven = [row[3:] for table in tables if len(table[0]) == 10 for row in table]
    values = [row for row in figures_of(sheet)[1] if row]
    assert seven[-len(values) :] == values
    assert sum(len(table) for table in tables if len(table[0]) == 10) == len(values) + 3
    assert tables[-1][-1] == figures_of(sheet)[2][-1]


def test_pdf_cuts_a_group_label_between_two_pages():
    with pdfplumber.open(io.BytesIO(as_pdf(sheets["huaian_2024"]))) as file:
        parts = [table for page in file.pages for table in page.extract_tables() if len(table[0]) == 10]
    assert [len(part) for part in parts] == [16, 12]
    assert (parts[0][-1][1], parts[1][0][1]) == ("（四）无", "法提供")


@keys
def test_tabbed_text_has_a_line_for_each_cell(key):
    text = as_tabbed(sheets[key]).decode()
    assert "[bookmark: _GoBack]" in text
    layouts = [lay_out(sheets[key], table) for table in sheets[key].figures]
    assert text.count("\n\t") == sum(len(layout.row(row)) for layout in layouts for row in range(layout.height))


@keys
def test_paragraph_text_has_no_rows_left(key):
    text = as_paragraphs(sheets[key]).decode()
    assert "\t" not in text
    run = text.partition("四、结转下年度继续办理\n\n")[2].split("\n\n")[:7]
    last = sheets[key].figures["applications"].rows["carried_forward"]
    assert [squeezed(figure) for figure in run] == [str(value) for value in last.values()]


@pytest.mark.parametrize("sheet", MADE_UP, ids=lambda sheet: sheet.issuer)
def test_made_up_figures_hold_together(sheet):
    table = sheet.figures["applications"]
    value = {row: {column: amount(figure) for column, figure in row_.items()} for row, row_ in table.rows.items()}
    assert any(value["new_requests"].values())
    for column, _ in forms.APPLICANTS:
        opening = value["new_requests"][column] + value["carried_over"][column]
        assert opening == value["result_total"][column] + value["carried_forward"][column]
        assert value["result_total"][column] == sum(value[row][column] for row in forms.detail_rows(table.form))
    for row in value.values():
        assert row["total"] == sum(row.values()) - row["total"]
    for group in sheet.figures["review_litigation"].rows.values():
        assert group["total"] == sum(group.values()) - group["total"]


def test_one_year_goes_on_from_the_year_before():
    first = synthetic("某市人民政府", 2022, "2021", 5)
    second = synthetic("某市人民政府", 2023, "2021", 5, previous=first)
    applications = second.figures["applications"].rows["carried_over"]
    assert applications == first.figures["applications"].rows["carried_forward"]
    for row in ("regulations", "normative_documents"):
        last, now = (sheet.figures["active_disclosure"].rows[row] for sheet in (first, second))
        assert now["in_force"] == last["in_force"] + now["made"] - now["repealed"]


def test_made_up_reports_are_the_same_for_the_same_seed():
    assert synthetic("某镇人民政府", 2021, "2021", 1) == synthetic("某镇人民政府", 2021, "2021", 1)
    assert synthetic("某镇人民政府", 2021, "2021", 1) != synthetic("某镇人民政府", 2021, "2021", 2)


def test_a_changed_figure_is_printed():
    changed = sheets["000"].with_figure("applications", "granted", "total", 7)
    differing = [(a, b) for a, b in zip(expected(sheets["000"]), expected(changed), strict=True) if a != b]
    assert [b for _, b in differing] == [("applications", "granted", None, "total", 7)]
    assert as_tabbed(changed) != as_tabbed(sheets["000"])
