"""Make the golden cases that are no single page: `python -m tests.golden.packed` writes them."""

import io
import re
import zipfile

from tests.golden.quirks import FIXTURES
from tests.press import as_html, synthetic

SPLIT = synthetic("福建省泰宁县人民政府", 2023, "2021", 9)
TABLE = re.compile(r"<table.*?</table>", re.DOTALL)
WHEN = (2024, 1, 20, 9, 0, 0)
SHEET_ROWS = (
    ("一、主动公开情况", "——", ""),
    ("（一）主动公开政府信息数", "条", "318"),
    ("其中：主动公开规范性文件数", "条", "12"),
    ("三、依申请公开情况", "——", ""),
    ("（一）收到申请数", "件", "21"),
    ("1.当面申请数", "件", "6"),
    ("2.传真申请数", "件", "0"),
    ("3.网络申请数", "件", "9"),
    ("4.信函申请数", "件", "2"),
    ("5.电子邮件申请数", "件", "4"),
    ("六、举报投诉数量", "件", "0"),
    ("七、依申请公开信息收取的费用", "万元", "0.35"),
)

SHEET = """<html><head><meta charset="utf-8"></head><body>
<p>政府信息公开情况统计表</p>
<p>（2017年度）</p>
<table border="1">
<tr><td colspan="3">填报单位（盖章）：福建省泰宁县财政局</td></tr>
<tr><td>统计指标</td><td>单位</td><td>统计数</td></tr>
{rows}</table>
<p>单位负责人：甲　审核人：乙　填报人：丙　联系电话：0000-0000000　填报日期：2018年1月9日</p>
</body></html>
"""


def split() -> bytes:
    """A report as an archive of four files: the prose, and each table in a file of its own."""
    page = as_html(SPLIT).decode()
    files = [("正文.html", TABLE.sub("<p>（数据见附件）</p>", page))]
    files += [
        (f"附件{at}.html", f"<html><body><p>附件{at}</p>{table}</body></html>")
        for at, table in enumerate(TABLE.findall(page), 1)
    ]
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files:
            archive.writestr(zipfile.ZipInfo(name, WHEN), text, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def sheet_alone() -> bytes:
    """A statistics sheet without a report around it: only its own fields say whose it is, and of which year."""
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\n" for row in SHEET_ROWS)
    return SHEET.format(rows=rows).encode()


CASES = {"split_over_files_2023/input.zip": split, "sheet_alone_2017/input.html": sheet_alone}


def write() -> None:
    """Write the documents; their readings are for the golden test to write, and for a person to review."""
    for path, made in CASES.items():
        (FIXTURES / path).parent.mkdir(exist_ok=True)
        (FIXTURES / path).write_bytes(made())


if __name__ == "__main__":
    write()
