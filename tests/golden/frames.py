"""Spoil what stands around the tables, and what they are called, as other issuers have it (FORMATS sections 1 to 5)."""

import re

from tests.golden.quirk import Quirk, in_applications, put, words

WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")
SHORT = {
    "行政规范性文件": "规范性文件",
    "本年制发件数": "本年度制发数",
    "本年废止件数": "本年废止数",
    "现行有效件数": "现行有效数",
    "本年收费金额（单位：万元）": "本年收费金额（万元）",
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": "1.逾期不补正",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请": "2.逾期不缴费",
    "（六）其他处理": "（六）其他",
    "危及“三安全一稳定”": "危及三安全一稳定",
    "三、收到和处理政府信息公开申请情况": "三、行政机关收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况": "四、因政府信息公开工作被申请行政复议及提起行政诉讼情况",
    "五、存在的主要问题及改进情况": "五、政府信息公开工作存在的主要问题及整改措施",
    "六、其他需要报告的事项": "六、需要说明的事项",
}
NUMBERS = "一二三四五六七八"


def headless(page: str) -> str:
    """All headings gone: between title and signature prose and tables follow each other."""
    return re.sub(r"<h2[^>]*>.*?</h2>\n", "", page)


def shifted(page: str) -> str:
    """A sub-head of section one is promoted: what follows counts one further, and there is no section six."""
    page = re.sub(r"<h2[^>]*>六、.*?(?=<p class=\"signature\">)", "", page, flags=re.DOTALL)
    for at in (4, 3, 2, 1):
        page = page.replace(f">{NUMBERS[at]}、", f">{NUMBERS[at + 1]}、")
    return re.sub(r"<p>（二）依申请公开(?:情况)?", "<p>二、年度工作要点落实情况</p>\n<p>", page, count=1)


def full_width(page: str) -> str:
    """Every figure of a table in full-width digits."""
    return re.sub(r"(?<=>)[\d.]+(?=</td>)", lambda match: match[0].translate(WIDE), page)


def footnoted(page: str) -> str:
    """Notes in a last row of table four, and below table three."""
    note = "注：本表数量含上年度结转的案件，按结案文书编号统计。"
    page = re.sub(
        r"(<table id=\"review.*?)(</table>)", rf'\1<tr><td colspan="15">{note}</td></tr>\n\2', page, flags=re.DOTALL
    )
    return re.sub(
        r"(<table id=\"applications.*?</table>\n)",
        r"\1<p>备注：其他处理的均已书面告知。</p>\n",
        page,
        flags=re.DOTALL,
    )


def in_words(page: str) -> str:
    """Changes in words: 增3, 减2."""
    change = re.compile(r"(?<=<td>)([+-])(\d+)(?=</td>)")
    return change.sub(lambda match: {"+": "增", "-": "减"}[match[1]] + match[2], page)


def group_in_runs(rows: list[str]) -> list[str]:
    """Group labels in several runs, and their brackets of half width."""
    return [
        row.replace("（四）无法提供", "(<b>四</b>)<span>无法</span><br/>提供").replace(
            "（三）不予公开", "( 三 )不予公开"
        )
        for row in rows
    ]


def dumped(page: str) -> str:
    """What converters leave: bookmarks in cells and prose, placeholders of pictures, several spaces around figures."""
    page = page.replace("<h2 id=", "<p>[image: media/image1.png]</p>\n<h2 id=", 1)
    return re.sub(r"<td>(\d+)</td>(?=<td>\d+</td></tr>)", r"<td> \t\1&nbsp;　</td>", page)


FRAMES = {
    "overview_heading_missing_2022": Quirk(
        *("湖北省罗田县人民政府", 2022, "2021", put(r"<h2[^>]*>一、.*?</h2>\n", "")),
    ),
    "headings_gone_2020": Quirk("陕西省留坝县人民政府", 2020, "2019", headless),
    "numbers_shifted_2021": Quirk("甘肃省康乐县人民政府", 2021, "2021", shifted),
    "full_width_2022": Quirk("山东省沂源县人民政府", 2022, "2021", full_width),
    "footnotes_2023": Quirk("浙江省象山县人民政府", 2023, "2021", footnoted),
    "short_labels_2022": Quirk("江西省靖安县人民政府", 2022, "2021", words(SHORT)),
    "change_in_words_2019": Quirk("安徽省歙县人民政府", 2019, "2019", in_words),
    "group_in_runs_2023": Quirk("河北省涉县人民政府", 2023, "2021", in_applications(group_in_runs)),
    "dumped_2021": Quirk("广西壮族自治区灵山县人民政府", 2021, "2021", dumped),
}  # fmt: skip
