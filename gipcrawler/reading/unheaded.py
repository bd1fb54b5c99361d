"""Tell the prose of a report whose headings are missing from the preamble, and from what a page prints around it."""

import re
from collections.abc import Sequence

from gipcrawler.reading.heading import RANKS
from gipcrawler.text.spaces import fold
from gipcrawler.text.titles import read_title

# FORMATS section 1: the preamble has legal basis, who made the report, what it consists of, period, where to find it
# and whom to ask. A sentence that has nothing but one of these is no account of the year
PREAMBLE = re.compile(
    r"^(?:为)?(?:根据|按照|依据|依照|遵照|按).{0,120}(?:条例|规定|通知|要求|格式|精神|文件|法律法规)"
    r"|(?:编制|撰写|编写|公布|发布|形成).{0,24}(?:年度?报告|年报|报告)|(?:年度?报告|年报|报告)[^。;]{0,30}(?:编制|公布|发布|如下|组成|包括|构成)"
    r"|报告(?:全文)?(?:由|共|分|包括|包含|主要).{0,90}(?:部分|组成|内容|事项)"
    r"|(?:统计|数据|报告)(?:的)?(?:期限|时限|时段|时间|期间|截止|起止)|(?:1月1日|0101)[^。]{0,16}12月31"
    r"|(?:联系|咨询|来电|致函|垂询)[^。]{0,16}(?:电话|方式|地址|人)|(?:电话|传真|邮编|邮政编码|邮箱|地址|网址)[:：]"
    r"|(?:电子版|全文|本报告|年报)[^。]{0,30}(?:下载|查阅|查看|查询|浏览|登录)|(?:疑问|意见|建议|不明)[^。]{0,20}(?:联系|反馈|致电)"
    r"|(?:现|特)(?:将|就|予)[^。]{0,60}(?:如下|公布|发布|报告|通报)|欢迎[^。]{0,20}(?:监督|查阅|批评|提出)|见附件|请点击"
)
SENTENCES = re.compile(r"(?<=[。;；])")
FEWEST = 120  # characters that make a report of prose alone


def account(lines: Sequence[str]) -> int:
    """Where in lines before the first heading the account of the year begins, or their number where none does.

    A line that is a sub-head belongs to what follows it. Lines without a sentence in them are title, or furniture.
    """
    begin = len(lines)
    for at in reversed(range(len(lines))):
        line = fold(lines[at])
        if read_title(line) and "。" not in line:
            break
        if _tells(line) or (begin == at + 1 and _is_subhead(line)):
            begin = at
    return begin


def is_account(lines: Sequence[str]) -> bool:
    """Whether lines without any heading and table are long enough to be a report."""
    return sum(len(fold(line)) for line in lines if _tells(fold(line))) >= FEWEST


def _tells(line: str) -> bool:
    """Whether a line, folded, has a sentence that is none of a preamble's."""
    if "。" not in line and ";" not in line:
        return False
    return any(len(part) > 6 and not PREAMBLE.search(part) for part in SENTENCES.split(line))


def _is_subhead(line: str) -> bool:
    return len(line) < 40 and any(rank.match(line) for rank in RANKS)
