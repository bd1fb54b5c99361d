"""The documents of an entry: which of them is the report, what belongs together, and what is another report."""

import io
import re
import zipfile
from dataclasses import replace

import pytest

from gipcrawler.errors import UnreadableError
from gipcrawler.model import State
from gipcrawler.reading import Entry, Given, Hint, Whence, read, read_entry
from tests.press import Sheet, as_docx, as_html, expected, synthetic
from tests.press.pictures import png
from tests.press.xlsx import as_xlsx
from tests.reading.compare import differences

SHEET = synthetic("江苏省宝应县人民政府", 2022, "2021", 7)
BEFORE = synthetic("江苏省宝应县人民政府", 2021, "2021", 6)
TABLES = ("active_disclosure", "applications", "review_litigation")
TABLE = re.compile(r"<table.*?</table>", re.DOTALL)


def entry(*bodies: bytes, names: tuple[str, ...] = (), **hint: str) -> Entry:
    called = names or ("",) * len(bodies)
    given = [
        Given(body, None, f"https://a.gov.cn/{at}", name)
        for at, (body, name) in enumerate(zip(bodies, called, strict=True))
    ]
    return read_entry(given, Hint(**hint))


def prose(sheet: Sheet, note: str = "") -> bytes:
    """The report's page without its tables."""
    return TABLE.sub(f"<p>{note}</p>", as_html(sheet).decode()).encode()


def table(sheet: Sheet, *keys: str, title: str = "") -> bytes:
    """A page with nothing but some of the report's tables."""
    tables = dict(zip(TABLES, TABLE.findall(as_html(sheet).decode()), strict=True))
    return f"<html><body><p>{title}</p>{''.join(tables[key] for key in keys)}</body></html>".encode()


def chapters(sheet: Sheet, *numbers: int) -> bytes:
    """Some sections of the report, with their tables."""
    first, *parts = re.split(r"(?=<h2)", as_html(sheet).decode().partition("</body>")[0])
    whole = [first, *parts]
    return (first if 0 in numbers else "<html><body>").encode() + "".join(
        whole[number] for number in numbers if number
    ).encode()


def blank(sheet: Sheet) -> Sheet:
    figures = {
        key: replace(told, rows={row: dict.fromkeys(columns) for row, columns in told.rows.items()})
        for key, told in sheet.figures.items()
    }
    return replace(sheet, figures=figures)


def whole(told: Entry, sheet: Sheet = SHEET) -> None:
    (reading,) = told.readings
    report = reading.report
    assert differences(report, expected(sheet)) == {}
    assert (report.issuer, report.year) == (sheet.issuer, sheet.year)
    assert [section.key for section in report.sections] == [section.key for section in sheet.sections]
    texts = {section.key: section.text for section in report.sections}
    assert all(paragraph in texts[one.key] for one in sheet.sections for paragraph in one.paragraphs)


def test_prose_in_the_page_and_each_table_in_a_file_of_its_own_are_one_report():
    files = [prose(SHEET, "见附件"), *(table(SHEET, key, title="附表") for key in reversed(TABLES))]
    told = entry(*files)
    whole(told)
    (reading,) = told.readings
    assert {reading.read_from, *reading.further} == {Whence(number) for number in range(4)}
    order = (reading.read_from, *reading.further)
    assert {order[cell.origin.document].document: cell.table for cell in reading.report.cells} == {
        1: "review_litigation",
        2: "applications",
        3: "active_disclosure",
    }
    assert [cell.table for cell in reading.report.cells] == sorted(
        (cell.table for cell in reading.report.cells), key=TABLES.index
    )


def test_a_long_note_over_a_table_makes_it_no_other_report():
    note = "本表由各股室按季度报送汇总而成，数字经办公室逐项核对，与台账、答复文书和收发登记一致，未发现差错。"
    tables = table(SHEET, *TABLES).replace(b"<p>", f"<p>{note * 2}</p><p>".encode(), 1)
    (reading,) = entry(prose(SHEET), tables).readings
    assert differences(reading.report, expected(SHEET)) == {}
    *sections, last = reading.report.sections
    assert [section.key for section in sections] == [section.key for section in SHEET.sections]
    assert SHEET.sections[0].paragraphs[0] in sections[0].text
    assert (last.key, last.text) == (None, note * 2)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_a_report_in_three_files_by_chapters_is_one(order):
    parts = [chapters(SHEET, 0, 1, 2), chapters(SHEET, 3, 4), chapters(SHEET, 5, 6)]
    told = entry(*(parts[number] for number in order), title=SHEET.title)
    whole(told)


def test_tables_in_a_workbook_belong_to_the_prose_of_the_page():
    (reading,) = entry(prose(SHEET), as_xlsx(SHEET)).readings
    assert differences(reading.report, expected(SHEET)) == {}
    assert {section.key for section in reading.report.sections} == {section.key for section in SHEET.sections}


@pytest.mark.parametrize("first", [True, False])
def test_the_empty_form_is_no_part_of_the_report(first):
    form = table(blank(SHEET), *TABLES)
    page = prose(SHEET)
    (reading,) = entry(*((form, page) if first else (page, form))).readings
    assert reading.report.cells == ()
    assert reading.further == ()
    assert {section.text for section in reading.report.sections if section.key == "overview"}


def test_last_years_report_is_no_part_of_this_years():
    told = entry(prose(SHEET), table(BEFORE, *TABLES, title=BEFORE.title), title=SHEET.title)
    (reading,) = told.readings
    assert (reading.report.year, reading.report.cells, reading.further) == (2022, (), ())
    assert ["https://a.gov.cn/1" in str(one) for one in told.unread] == [True]


def test_last_years_table_by_its_name_is_no_part_of_this_years():
    named = ("", "宝应县2021年政府信息公开年报附表.docx")
    (reading,) = entry(prose(SHEET), table(BEFORE, "applications"), names=named, title=SHEET.title).readings
    assert reading.report.cells == ()


def test_other_figures_of_the_same_table_are_another_report():
    mine, theirs = table(SHEET, "applications", "review_litigation"), table(BEFORE, *TABLES[:2])
    (reading,) = entry(mine, theirs).readings
    assert len({cell.table for cell in reading.report.cells}) == 2


def test_a_page_about_a_report_is_no_part_of_it():
    about = prose(BEFORE).decode().replace(BEFORE.title, "《宝应县2022年政府信息公开工作年度报告》解读")
    (reading,) = entry(table(SHEET, *TABLES), about.encode(), names=("", "年报解读"), title=SHEET.title).readings
    assert reading.report.sections == ()
    assert reading.further == ()


def test_nothing_after_a_complete_report_is_read():
    whole(entry(as_html(SHEET), b"%PDF-1.4\n%%EOF\n"))
    assert entry(as_html(SHEET), b"%PDF-1.4\n%%EOF\n").unread == ()


def test_what_cannot_be_read_is_said_with_its_address():
    told = entry(b"", "<html><body><p>没有正文。</p></body></html>".encode())
    assert told.readings == ()
    assert "https://a.gov.cn/0: The document is empty" in told.reason
    assert entry("<html><body><p>没有正文。</p></body></html>".encode()).reason.startswith("No section")


def chapters_of(sheet: Sheet) -> bytes:
    """A report without its title and signature, and without a name in its text."""
    body = as_html(sheet).decode().partition("<h2")
    inner = body[2].partition('<p class="signature">')[0].replace(sheet.issuer or "", "本机关")
    return f"<html><body><h2{inner}</body></html>".encode()


TOWNS = [
    synthetic(f"江苏省宝应县{name}镇人民政府", 2022, "2021", seed)
    for seed, name in enumerate(("射阳湖", "西安丰", "山阳"))
]


def packed(*files: tuple[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, body in files:
            archive.writestr(name, body)
    return held.getvalue()


def test_pictures_that_follow_each_other_are_one_document():
    told = entry(prose(SHEET), png(), png(), table(SHEET, "applications"), png(), title=SHEET.title)
    assert [(one.address, one.member) for one in told.unread] == [
        ("https://a.gov.cn/1", ""),
        ("https://a.gov.cn/4", ""),
    ]
    assert len(told.readings[0].report.cells) == 175


def test_an_archive_reads_as_its_report_and_of_several_none_is_taken():
    parts = (("正文.html", prose(SHEET)), ("表.html", table(SHEET, *TABLES)))
    assert differences(read(packed(*parts)), expected(SHEET)) == {}
    with pytest.raises(UnreadableError, match="holds 3 reports"):
        read(packed(*((f"{sheet.issuer}.docx", as_docx(sheet)) for sheet in TOWNS)))
    with pytest.raises(UnreadableError, match=r"holds no report\. the archive 坏\.docx: "):
        read(packed(("坏.docx", b"PK\x03\x04")))


def test_each_report_of_an_archive_is_one():
    archive = packed(*((f"{sheet.issuer}.docx", as_docx(sheet)) for sheet in TOWNS), ("坏.docx", b"PK\x03\x04"))
    told = entry(prose(SHEET, "各镇见附件"), archive, title="宝应县及各镇2022年政府信息公开工作年度报告")
    assert {reading.report.issuer for reading in told.readings} == {SHEET.issuer, *(sheet.issuer for sheet in TOWNS)}
    for reading in told.readings:
        sheet = next((sheet for sheet in TOWNS if sheet.issuer == reading.report.issuer), None)
        if sheet:
            assert reading.read_from == Whence(1, f"{sheet.issuer}.docx")
            assert differences(reading.report, expected(sheet)) == {}
    assert ["坏.docx" in str(one) for one in told.unread] == [True]


def test_an_archive_beside_a_complete_report_is_opened():
    archive = packed(*((f"{sheet.issuer}.docx", as_docx(sheet)) for sheet in TOWNS))
    told = entry(as_html(SHEET), archive, title=SHEET.title)
    assert [reading.report.issuer for reading in told.readings] == [
        SHEET.issuer,
        *sorted((sheet.issuer for sheet in TOWNS), key=str),
    ]


def test_reports_without_names_have_those_of_their_files_in_the_archive():
    bare = [
        re.sub(sheet.issuer, "本机关", as_html(sheet).decode()).replace("本机关2022年", "2022年").encode()
        for sheet in TOWNS
    ]
    files = ((f"{at}.{sheet.issuer[6:]}.html", body) for at, (sheet, body) in enumerate(zip(TOWNS, bare, strict=True)))
    told = entry(packed(*files), place="321023", organ="宝应县", title="宝应县2022年各镇政府信息公开年报")
    assert [(reading.report.issuer, reading.report.year) for reading in told.readings] == [
        (sheet.issuer[6:], 2022) for sheet in TOWNS
    ]
    assert all(reading.report.evidence["issuer"] == "name" for reading in told.readings)


def test_reports_of_several_years_are_several_unless_one_year_is_asked_for():
    archive = packed(("2021.docx", as_docx(BEFORE)), ("2022.docx", as_docx(SHEET)))
    assert [reading.report.year for reading in entry(archive).readings] == [2021, 2022]
    assert [reading.report.year for reading in entry(archive, title="宝应县历年政府信息公开年报").readings] == [
        2021,
        2022,
    ]


def test_a_copy_in_an_archive_with_a_figure_read_otherwise_is_no_second_report():
    wrong = SHEET.with_figure("applications", "granted", "total", 4711)
    for one, other in ((SHEET, wrong), (replace(SHEET, issuer=None, title_lines=("年度报告",)), wrong)):
        told = entry(packed(("1.docx", as_docx(one)), ("2.html", as_html(other))))
        assert len(told.readings) == 1
        assert ["copy with other figures" in str(unread) for unread in told.unread] == [True]


def test_nameless_reports_of_an_archive_are_all_kept():
    files = [(f"附件{at}.html", chapters_of(sheet)) for at, sheet in enumerate(TOWNS, 1)]
    told = entry(packed(*files))
    assert [(reading.report.issuer, reading.read_from.member) for reading in told.readings] == [
        (None, name) for name, _ in files
    ]


def test_a_form_that_nobody_filled_in_is_kept_where_there_is_nothing_else():
    (reading,) = entry(as_docx(blank(SHEET))).readings
    assert {cell.state for cell in reading.report.cells} == {State.BLANK}
