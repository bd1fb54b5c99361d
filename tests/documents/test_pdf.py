"""Text and pages of a PDF read by the geometry of what is printed."""

import io
import zlib
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader

from gipcrawler.documents.pdf import MEDIA_TYPE, MOST_PAGES, read_pdf
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Paragraph
from gipcrawler.text.figures import State, read_figure
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


def test_a_figure_of_which_a_font_tells_a_part_is_no_figure():
    (text,) = texts(read_pdf(mapped("共12\ufffd4")))
    assert text == "共12\ufffd4"
    assert read_figure(text.removeprefix("共")).state is State.TEXT
    assert texts(read_pdf(mapped("\ufffd一、总体情况"))) == ["一、总体情况"]


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
        (scan(), "no text"),
        (blank(), "no text"),
        (bomb(), "unpacks to more"),
        (bomb(layers=3), "unpacks to more"),
        (long(), "1001 pages"),
        (mapped("\ufffd\ufffd\ufffd"), "no text"),
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


@needs_samples
def test_a_real_report_has_its_sections_whole_and_no_furniture():
    document = read_pdf((SAMPLES / "huaian_2024.pdf").read_bytes())
    prose = texts(document)
    assert [text[:2] for text in prose if text[1] == "、"] == ["一、", "二、", "三、", "四、", "五、", "六、"]
    assert [text[:3] for text in prose if text[0] == "（"] == ["（一）", "（二）", "（三）", "（四）", "（五）"]
    assert all(text.endswith("。") for text in prose if len(text) > 40)
    assert not any(text.strip("- ").isdigit() for text in prose)
    assert [grid.page for grid in grids(document)] == [3, 4, 4, 5, 5]
