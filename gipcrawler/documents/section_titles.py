"""Tell whether a text without spaces names the sections of a report, or is the title of one."""

import re

# What the sections of a report are called, one pattern a section (FORMATS sections 1 and 8)
MARKERS = tuple(
    re.compile(pattern)
    for pattern in (
        r"总体情况|概述|基本情况",
        r"主动公开(?:政府)?(?:信息)?的?情况",
        r"收到和(?:处理|办理)|依申请公开(?:政府信息)?(?:办理|工作)?情况",
        r"行政复议|行政诉讼",
        r"存在的?(?:主要)?(?:问题|不足)|主要问题",
        r"其[他它]?(?:需要?|应当)?(?:报告|说明)的?(?:其他)?(?:事项|情况)|其他报告事项",
        r"第二十条第|统计指标",
    )
)
# Titles that stand above a table or prose and are no row of any official table (FORMATS section 1)
TITLE = re.compile(
    r"[一二三四五六七八九十\d]{1,2}[、.．](?:总体情况|(?:行政机关)?主动公开政府信息情况|(?:行政机关)?收到和处理"
    r"|.{0,16}行政复议.{0,8}行政诉讼情况|.{0,8}存在的?(?:主要)?(?:问题|不足)|其[他它]需要)"
)


def count_markers(text: str) -> int:
    """How many of the sections of a report a text without spaces names."""
    return sum(1 for marker in MARKERS if marker.search(text))
