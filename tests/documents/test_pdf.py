"""A PDF reads by the geometry of what is printed."""

import io
import json
import time
import zlib
from itertools import pairwise
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader

from gipcrawler.documents.pdf import MEDIA_TYPE, MOST_PAGES, read_pdf
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Grid, Paragraph
from tests.documents.pdf_press import FULL, HEIGHT, LEADING, LEFT, RIGHT, SIZE, WIDTH, Press, grids, places, texts

SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples"


@pytest.fixture
def press() -> Press:
    return Press()


PROSE = (
    "全年新收公开申请十二件，均在法定期限内办结，其中七件予以公开，两件部分公开，其余三件因本机关不掌握相关信息而无法提供，"
    "已逐件说明理由并指引申请人向有关机关咨询。"
)


def test_lines_join_into_paragraphs_and_headings_stand_alone(press):
    press.line("某某县人民政府", x=250, size=18)
    press.line("一、总体情况", LEFT + 2 * SIZE)
    press.prose(PROSE)
    press.prose(PROSE[:50] + "。")
    document = press.document()
    assert document.media_type == MEDIA_TYPE
    assert texts(document) == ["某某县人民政府", "一、总体情况", PROSE, PROSE[:50] + "。"]
    assert all(block.page == 1 for block in document.blocks)


def test_a_paragraph_goes_on_over_the_end_of_a_page_and_its_number(press):
    press.prose(PROSE * 2)
    for number in (1, 2):
        press.text(280, HEIGHT - 40, f"— {number} —")
        if number == 1:
            press.turn()
            press.line("的后半句从这里接着写。")
    document = press.document()
    assert texts(document) == [PROSE * 2, "的后半句从这里接着写。"]
    cut = Press()
    cut.prose(PROSE[:66])
    cut.text(280, HEIGHT - 40, "- 1 -")
    cut.turn()
    cut.line(PROSE[66:])
    cut.text(280, HEIGHT - 40, "- 2 -")
    document = cut.document()
    assert texts(document) == [PROSE]
    assert document.blocks[0].page == 1


def test_a_full_line_ends_its_paragraph_where_the_next_is_set_in(press):
    press.prose("甲" * 31 + "。")
    press.prose("乙" * 40 + "。")
    assert texts(press.document()) == ["甲" * 31 + "。", "乙" * 40 + "。"]


def test_paragraphs_without_indent_part_at_the_wider_gap(press):
    for text in ("甲" * (FULL * 2 - 1) + "。", "乙" * (FULL * 2 - 1) + "。"):
        press.prose(text, indent=0)
        press.y += LEADING * 0.7
    assert texts(press.document()) == ["甲" * (FULL * 2 - 1) + "。", "乙" * (FULL * 2 - 1) + "。"]


def test_lines_that_share_no_margin_are_read(press):
    for at in range(60):
        press.text(60 + 7 * at, 60 + 12 * at, f"第{at}处", 8)
    assert "第59处" in "".join(texts(press.document()))


def test_marks_that_hang_over_the_margin_do_not_move_it(press):
    press.prose("字" * 200, indent=0)
    for _ in range(2):
        press.line("字" * FULL + "，")
        press.line("字" * 6 + "。")
    press.line("字" * FULL)
    press.line("完。")
    *_, last = texts(press.document())
    assert last == "字" * FULL + "完。"


def test_a_line_that_had_no_room_for_the_next_word_goes_on(press):
    press.prose("字" * 100, indent=0)
    press.line("详情可发送邮件咨询，本机关的邮箱地址是")
    press.line("gongkai-office@example.gov.cn，工作日答复。")
    assert (
        texts(press.document())[-1]
        == "详情可发送邮件咨询，本机关的邮箱地址是gongkai-office@example.gov.cn，工作日答复。"
    )


def test_a_title_over_two_lines_and_a_signature_stay_apart(press):
    press.line("某某市某某区人民政府", x=230, size=18)
    press.line("2023年政府信息公开工作年度报告", x=170, size=18)
    press.prose(PROSE)
    press.line("某某市某某区人民政府", x=RIGHT - 10 * SIZE)
    press.line("2024年1月15日", x=RIGHT - 6.5 * SIZE)
    assert texts(press.document()) == [
        "某某市某某区人民政府",
        "2023年政府信息公开工作年度报告",
        PROSE,
        "某某市某某区人民政府",
        "2024年1月15日",
    ]


def test_running_heads_and_bare_page_numbers_go_and_figures_stay(press):
    for number in range(1, 4):
        press.text(250, 40, f"某某县2022年度报告 第{number}页 共3页", 9)
        press.text(300, HEIGHT - 30, str(number), 9)
        press.line(f"第{'一二三'[number - 1]}部分的正文。")
        press.turn()
    assert texts(press.document()) == ["第一部分的正文。", "第二部分的正文。", "第三部分的正文。"]
    alone = Press()
    alone.line("正文。")
    alone.text(300, HEIGHT - 30, "28")
    assert texts(alone.document()) == ["正文。", "28"]


def test_the_same_words_at_the_same_place_of_two_far_pages_are_no_running_head(press):
    for page in range(4):
        press.line("某某县人民政府" if page in (0, 3) else f"第{page}页的第一行")
        press.prose(PROSE)
        press.turn()
    assert texts(press.document()).count("某某县人民政府") == 2


def test_spans_come_from_missing_rules(press):
    x = [90, 150, 210, 300, 390, 480]
    press.box(90, 100, 210, 160, "申请人情况")
    press.box(210, 100, 480, 130, "法人或其他组织")
    for (x0, x1), text in zip(pairwise(x[2:]), ("商业企业", "科研机构", "总计"), strict=True):
        press.box(x0, 130, x1, 160, text)
    press.box(90, 160, 150, 220, "（三）", "不予公开")
    for row, label in enumerate(("1.国家秘密", "2.其他")):
        press.box(150, 160 + 30 * row, 210, 190 + 30 * row, label)
        for at, (x0, x1) in enumerate(pairwise(x[2:])):
            press.box(x0, 160 + 30 * row, x1, 190 + 30 * row, str(10 * row + at))
    (grid,) = grids(press.document())
    assert grid.page == 1
    assert [(text.replace("\n", ""), *rest) for text, *rest in places(grid)] == [
        ("申请人情况", 0, 0, 2, 2),
        ("法人或其他组织", 0, 2, 1, 3),
        ("商业企业", 1, 2, 1, 1),
        ("科研机构", 1, 3, 1, 1),
        ("总计", 1, 4, 1, 1),
        ("（三）不予公开", 2, 0, 2, 1),
        ("1.国家秘密", 2, 1, 1, 1),
        ("0", 2, 2, 1, 1),
        ("1", 2, 3, 1, 1),
        ("2", 2, 4, 1, 1),
        ("2.其他", 3, 1, 1, 1),
        ("10", 3, 2, 1, 1),
        ("11", 3, 3, 1, 1),
        ("12", 3, 4, 1, 1),
    ]


def test_upright_and_two_line_labels_are_read_cell_by_cell(press):
    press.box(90, 100, 105, 200, *"三本年度结果")
    for at, words in enumerate((("结果", "维持"), ("结果", "纠正"), ("其他", "结果"), ("尚未", "审结"))):
        press.box(105 + 30 * at, 100, 135 + 30 * at, 150, *words)
        press.box(105 + 30 * at, 150, 135 + 30 * at, 200, str(at))
    (grid,) = grids(press.document())
    label, *heads = (cell.text for cell in grid.cells if cell.row == 0)
    assert label == "三本年度结果"
    assert [head.replace("\n", "") for head in heads] == ["结果维持", "结果纠正", "其他结果", "尚未审结"]


def test_a_table_over_two_pages_is_one_grid_a_page_with_the_columns_of_the_whole(press):
    press.line("三、申请情况")
    x = [90, 300, 400, 500]
    press.table(x, 700, ["一、新收", "3", "4"])
    press.text(280, HEIGHT - 40, "- 1 -")
    press.turn()
    press.box(80, 90, 290, 120, "第二十条")  # left pages stand ten points further out
    press.box(290, 90, 490, 120, "本年收费金额")
    press.text(280, HEIGHT - 40, "- 2 -")
    document = press.document()
    assert [type(block) for block in document.blocks] == [Paragraph, Grid, Grid]
    first, second = grids(document)
    assert [(cell.text, cell.column, cell.page) for cell in first.cells] == [
        ("一、新收", 0, 1),
        ("3", 1, 1),
        ("4", 2, 1),
    ]
    assert [(cell.text, cell.column, cell.column_span, cell.page) for cell in second.cells] == [
        ("第二十条", 0, 1, 2),
        ("本年收费金额", 1, 2, 2),
    ]


def test_tables_side_by_side_are_two(press):
    press.table([60, 160, 280], 100, ["新收", "3"], ["结转", "4"])
    press.table([320, 420, 540], 100, ["维持", "5"], ["纠正", "6"])
    left, right = grids(press.document())
    assert [cell.text for cell in left.cells] == ["新收", "3", "结转", "4"]
    assert [cell.text for cell in right.cells] == ["维持", "5", "纠正", "6"]


def test_a_single_row_at_the_end_of_a_page_belongs_to_the_table_that_goes_on(press):
    press.line("二、主动公开")
    press.box(90, 750, 500, 780, "第二十条第（一）项")
    press.turn()
    press.table([90, 300, 500], 90, ["规章", "3"])
    first, second = grids(press.document())
    assert places(first) == [("第二十条第（一）项", 0, 0, 1, 2)]
    assert places(second) == [("规章", 0, 0, 1, 1), ("3", 0, 1, 1, 1)]


def test_a_frame_is_no_table_also_around_one(press):
    press.box(60, 60, 540, 780)
    press.line("一、总体情况")
    press.prose(PROSE)
    press.table([120, 300, 480], 300, ["规章", "3"], ["文件", "4"])
    document = press.document()
    assert texts(document) == ["一、总体情况", PROSE]
    (grid,) = grids(document)
    assert [cell.text for cell in grid.cells] == ["规章", "3", "文件", "4"]


def test_a_boxed_notice_is_a_paragraph(press):
    press.line("一、总体情况")
    press.box(90, 300, 400, 340, "本报告可在网站下载。")
    assert press.document().blocks[1] == Paragraph("本报告可在网站下载。", page=1)


def draw_bars(press: Press) -> None:
    """Rules as Word prints them: a bar half a point thick for each side of each cell, and squares at the corners."""
    for y in (100, 130, 160):
        for x in (90, 240):
            press.bar(x, y, 0.5, 0.5)
            press.bar(x + 0.5, y, 149.5, 0.5)
    for x in (90, 240, 390):
        for y in (100, 130):
            press.bar(x, y + 0.5, 0.5, 29.5)


def draw_double(press: Press) -> None:
    """Rules of cells that stand two points apart, each with its own four sides."""
    for x in (90, 240):
        for y in (100, 130):
            press.box(x + 1, y + 1, x + 149, y + 29)


def draw_dashes(press: Press) -> None:
    """Rules drawn dash by dash, as browsers do."""
    for y in (100, 130, 160):
        for x in range(90, 390, 10):
            press.bar(x, y, 6, 1)
    for x in (90, 240, 390):
        for y in range(100, 160, 10):
            press.bar(x, y, 1, 6)


def draw_dots(press: Press) -> None:
    """Rules drawn dot by dot, as browsers do."""
    for y in (100, 130, 160):
        for x in range(90, 390, 2):
            press.bar(x, y, 0.8, 0.8)
    for x in (90, 240, 390):
        for y in range(100, 160, 2):
            press.bar(x, y, 0.8, 0.8)


def draw_open(press: Press) -> None:
    """A table open at its left and right."""
    for y in (100, 130, 160):
        press.rule(90, y, 390, y)
    press.rule(240, 100, 240, 160)


def draw_cut(press: Press) -> None:
    """The upper part of a table that a browser cut at the end of the page: its sides end without a rule."""
    for y in (100, 130):
        press.rule(90, y, 390, y)
    for x in (90, 240, 390):
        press.rule(x, 100, x, 160)


def draw_in_form(press: Press) -> None:
    """Rules inside a form, moved and made twice as large on the page."""
    press.canvas.beginForm("table")
    for y in (0, 15, 30):
        press.canvas.line(0, y, 150, y)
    for x in (0, 75, 150):
        press.canvas.line(x, 0, x, 30)
    press.canvas.endForm()
    press.canvas.saveState()
    press.canvas.translate(90, HEIGHT - 160)
    press.canvas.scale(2, 2)
    press.canvas.doForm("table")
    press.canvas.restoreState()


@pytest.mark.parametrize("draw", [draw_bars, draw_double, draw_dashes, draw_dots, draw_open, draw_cut, draw_in_form])
def test_rules_are_found_however_they_are_drawn(press, draw):
    draw(press)
    for at, text in enumerate(("规章", "3", "文件", "4")):
        press.text(100 + 150 * (at % 2), 120 + 30 * (at // 2), text)
    (grid,) = grids(press.document())
    assert places(grid) == [
        ("规章", 0, 0, 1, 1),
        ("3", 0, 1, 1, 1),
        ("文件", 1, 0, 1, 1),
        ("4", 1, 1, 1, 1),
    ]


def test_a_few_dots_in_a_row_are_no_rule(press):
    for y in (100, 130):
        for x in (90, 240, 390):
            press.bar(x, y, 0.8, 0.8)
    press.text(100, 120, "规章")
    press.text(250, 120, "3")
    assert texts(press.document()) == ["规章 3"]


def test_a_page_number_between_the_sides_of_a_table_is_no_figure(press):
    for page in (1, 2):
        for y in (100, 130):
            press.rule(90, y, 390, y)
        for x in (90, 240, 390):
            press.rule(x, 100, x, HEIGHT - 20)
        press.text(95, 120, "规章")
        press.text(250, 120, "3")
        press.text(300, HEIGHT - 40, str(page))
        press.turn()
    assert [[cell.text for cell in grid.cells] for grid in grids(press.document())] == [["规章", "3"]] * 2


def test_a_shaded_paragraph_and_an_underline_are_no_rules(press):
    press.canvas.setFillGray(0.9)
    for y in (100, 124, 148):
        press.bar(90, y, 400, 24)
    press.canvas.setFillGray(0)
    press.y = 118
    press.prose("甲" * (FULL * 2 - 5) + "。")
    press.rule(90, 121, 300, 121)
    assert texts(press.document()) == ["甲" * (FULL * 2 - 5) + "。"]


def test_a_table_without_rules_is_a_paragraph_a_line(press):
    rows = (("项目", "自然人", "商业企业", "总计"), ("一、新收", "3", "0", "3"), ("二、结转", "1", "0", "1"))
    for row in rows:
        for at, text in enumerate(row):
            press.text(LEFT + at * 120, press.y, text)
        press.y += LEADING
    assert texts(press.document()) == [" ".join(row) for row in rows]


def test_figures_broken_by_a_narrow_cell_are_whole_and_stacked_ones_are_not_joined(press):
    press.table([90, 200, 228, 300], 100, ["处理决定", "", "2"], height=40)
    press.text(203, 115, "1234", 10)
    press.text(203, 127, "56", 10)
    press.text(250, 112, "7", 10)
    (grid,) = grids(press.document())
    assert [cell.text for cell in grid.cells] == ["处理决定", "123456", "7\n2"]


def test_a_figure_wider_than_its_cell_stays_in_one(press):
    press.table([90, 200, 230, 300], 100, ["处理决定", "3985758", "0"], height=40)
    (grid,) = grids(press.document())
    assert [cell.text for cell in grid.cells] == ["处理决定", "3985758", "0"]


def test_words_struck_twice_to_look_bold_are_read_once(press):
    for shift in (0, 0.3):
        press.text(LEFT + shift, 100, "一、总体情况 11件", 16)
    assert texts(press.document()) == ["一、总体情况 11件"]


def test_a_watermark_is_not_read(press):
    press.prose(PROSE)
    press.canvas.saveState()
    press.canvas.translate(200, 300)
    press.canvas.rotate(45)
    press.canvas.drawString(0, 0, "内部资料")
    press.canvas.restoreState()
    assert texts(press.document()) == [PROSE]


def test_a_page_shown_turned_reads_as_shown(press):
    press.canvas.setPageRotation(90)
    press.canvas.rotate(90)
    press.canvas.translate(0, -WIDTH)
    for y in (100, 130):
        press.canvas.line(90, y, 690, y)
    for x in (90, 390, 690):
        press.canvas.line(x, 100, x, 130)
    press.canvas.setFont("STSong-Light", SIZE)
    press.canvas.drawString(100, 110, "规章")
    press.canvas.drawString(400, 110, "3")
    press.canvas.drawString(90, 300, "表前的一行")
    document = press.document()
    assert document.blocks[0] == Paragraph("表前的一行", page=1)
    assert places(grids(document)[0]) == [("规章", 0, 0, 1, 1), ("3", 0, 1, 1, 1)]


def test_turned_labels_in_a_cell_read_along_their_lines(press):
    press.table([90, 130, 300], 100, ["", "3"], height=120)
    press.canvas.saveState()
    press.canvas.translate(105, HEIGHT - 210)
    press.canvas.rotate(90)
    press.canvas.setFont("STSong-Light", SIZE)
    press.canvas.drawString(0, 0, "本年度")
    press.canvas.drawString(0, -16, "办理结果")
    press.canvas.restoreState()
    (grid,) = grids(press.document())
    assert grid.cells[0].text.replace("\n", "") == "本年度办理结果"


def test_a_label_written_in_columns_reads_from_the_right(press):
    press.table([90, 140, 300], 100, ["", "3"], height=120)
    for x, words in ((115, "本年度的"), (97, "办理结果")):
        for at, word in enumerate(words):
            press.text(x, 120 + 13 * at, word)
    (grid,) = grids(press.document())
    assert grid.cells[0].text.replace("\n", "") == "本年度的办理结果"


def test_what_a_browser_prints_around_a_single_page_goes(press):
    press.text(30, 30, "2024/1/31 上午10:22", 8)
    press.text(250, 30, "某某县2023年度报告", 8)
    press.prose(PROSE)
    press.text(30, HEIGHT - 20, "https://www.example.gov.cn/art/2024/1/31/art_1_2.html", 8)
    press.text(540, HEIGHT - 20, "1/1", 8)
    assert texts(press.document()) == [PROSE]


def test_a_word_divided_at_the_end_of_a_line_keeps_its_hyphen(press):
    press.prose("字" * 100, indent=0)
    press.line("电话" * 14 + "0517-")
    press.line("83605210。")
    assert texts(press.document())[-1].endswith("0517-83605210。")


def mapped(characters: str) -> bytes:
    """A PDF of one line whose font says that A, B, C … are these characters."""
    codes = "".join(chr(ord("A") + at) for at in range(len(characters)))
    pairs = "\n".join(f"<{ord(code):02x}> <{ord(text):04x}>" for code, text in zip(codes, characters, strict=True))
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
        f"1 begincodespacerange <00> <ff> endcodespacerange {len(codes)} beginbfchar\n{pairs}\nendbfchar "
        "endcmap end end"
    )
    content = f"BT /F 12 Tf 72 700 Td ({codes}) Tj ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 4 0 R>>>>/Contents 6 0 R>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 5 0 R>>",
        f"<</Length {len(cmap)}>>stream\n{cmap}\nendstream",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
    ]
    out = "%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj{body}endobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\n"
    return (out + f"startxref\n{start}\n%%EOF\n").encode()


def test_radicals_in_place_of_characters_are_mended_and_nothing_else():
    assert texts(read_pdf(mapped("⼈⺠政府⾏⽂①Ａ"))) == ["人民政府行文①Ａ"]


def scan() -> bytes:
    press = Press()
    for _ in range(2):
        picture = ImageReader(io.BytesIO(b"P6 2 2 255\n" + bytes(range(12))))
        press.canvas.drawImage(picture, 0, 0, WIDTH, HEIGHT)
        press.text(400, HEIGHT - 20, "某某扫描软件制作")
        press.turn()
    return press.bytes()


def locked() -> bytes:
    press = Press(encrypt=StandardEncryption("geheim", canPrint=0))
    press.line("正文")
    return press.bytes()


def bomb(layers: int = 1) -> bytes:
    """A page whose content is 150 MB of spaces, packed once or more."""
    packer = zlib.compressobj(9)
    content = b"".join(packer.compress(b" " * 1_000_000) for _ in range(150)) + packer.flush()
    for _ in range(layers - 1):
        content = zlib.compress(content)
    filters = "/FlateDecode" * layers
    page = mapped("正文").replace(b"/Contents 6 0 R", b"/Contents 7 0 R")
    packed = b"7 0 obj<</Length %d/Filter[%s]>>stream\n" % (len(content), filters.encode()) + content
    return page.replace(b"xref\n", packed + b"\nendstream endobj\nxref\n", 1)


def long() -> bytes:
    press = Press()
    for _ in range(MOST_PAGES + 1):
        press.turn()
    return press.bytes()


def blank() -> bytes:
    press = Press()
    press.turn()
    return press.bytes()


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "truncated or empty"),
        (b"%PDF-1.4\nrubbish", "damaged or truncated"),
        (mapped("正文")[:300], "damaged or truncated"),
        (b"%PDF-1.5\n1 0 obj<</Linearized 1/L 99999/O 3>>endobj\n" + mapped("正文"), "truncated"),
        (locked(), "password"),
        (scan(), "is a scan"),
        (blank(), "no text"),
        (bomb(), "unpacks to more"),
        (bomb(layers=3), "unpacks to more"),
        (long(), "1001 pages"),
        (mapped("\ufffd\ufffd\ufffd"), "do not tell which characters"),
    ],
    ids=[
        "empty",
        "rubbish",
        "cut",
        "linearized and cut",
        "encrypted",
        "scan",
        "blank",
        "bomb",
        "packed bomb",
        "long",
        "unmapped",
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(body, says):
    with pytest.raises(UnreadableError, match=says) as caught:
        read_pdf(body)
    assert "\n" not in str(caught.value)


def test_a_file_that_only_its_owner_may_change_is_read():
    press = Press(encrypt=StandardEncryption("", ownerPassword="geheim", canModify=0))
    press.line("正文")
    assert texts(press.document()) == ["正文"]


def test_equal_bytes_give_an_equal_document():
    body = mapped("正文")
    assert read_pdf(body) == read_pdf(body)


needs_samples = pytest.mark.skipif(not SAMPLES.exists(), reason="the samples are not beside this checkout")
# One word of each row's label, in the order of the form
LABELS = (
    "新收",
    "结转政府",
    "予以公开",
    "部分公开",
    "国家秘密",
    "法律行政法规",
    "三安全",
    "第三方",
    "内部事务",
    "过程性",
    "执法案卷",
    "行政查询",
    "不掌握",
    "另行制作",
    "仍不明确",
    "信访",
    "重复申请",
    "出版物",
    "大量反复",
    "重新出具",
    "逾期不补",
    "逾期未按",
    "其他",
    "总计",
    "结转下年度",
)


@needs_samples
def test_every_figure_of_a_real_report_stands_in_its_row():
    expected = json.loads((SAMPLES / "expected" / "huaian_2024.json").read_text())["tables"]
    document = read_pdf((SAMPLES / "huaian_2024.pdf").read_bytes())
    rows = [
        [cell for cell in grid.cells if cell.row == row] for grid in grids(document) for row in range(len(grid.cells))
    ]
    by_figures = [
        ("".join(cell.text for cell in row if cell.column < 3), [float(cell.text) for cell in row if cell.column > 2])
        for row in rows
        if len(row) >= 8 and [cell.column for cell in row][-7:] == list(range(3, 10)) and row[-1].text.isdigit()
    ]
    assert [figures for _, figures in by_figures] == [list(row.values()) for row in expected["applications"].values()]
    for (label, _), word in zip(by_figures, LABELS, strict=True):
        assert word in label
    review = [figure for group in expected["review_litigation"].values() for figure in group.values()]
    assert [[float(cell.text) for cell in row] for row in rows if len(row) == 15 and row[0].text.isdigit()] == [review]
    named = {
        row[0].text: [float(cell.text) for cell in row[1:]]
        for row in rows
        if 1 < len(row) <= 4 and row[1].text[0].isdigit()
    }
    assert list(named.values()) == [list(row.values()) for row in expected["active_disclosure"].values()]
    assert list(named) == ["规章", "行政规范性文件", "行政许可", "行政处罚", "行政强制", "行政事业性收费"]


@needs_samples
def test_a_real_report_has_its_sections_whole_and_no_furniture():
    document = read_pdf((SAMPLES / "huaian_2024.pdf").read_bytes())
    prose = texts(document)
    assert [text[:2] for text in prose if text[1] == "、"] == ["一、", "二、", "三、", "四、", "五、", "六、"]
    assert [text[:3] for text in prose if text[0] == "（"] == ["（一）", "（二）", "（三）", "（四）", "（五）"]
    assert all(text.endswith("。") for text in prose if len(text) > 40)
    assert not any(text.strip("- ").isdigit() for text in prose)
    assert [grid.page for grid in grids(document)] == [3, 4, 4, 5, 5]


@needs_samples
def test_a_real_report_is_read_within_its_budget():
    body = (SAMPLES / "huaian_2024.pdf").read_bytes()
    read_pdf(body)
    started = time.process_time()
    read_pdf(body)
    assert (time.process_time() - started) / 6 < 0.12
