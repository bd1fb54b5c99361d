"""What stands between the reports in the same columns and is none (PORTALS section 9): nobody may take it for one."""

from collections.abc import Callable
from datetime import date

from tests.replica.content import Entry

Decoy = Callable[[str, int], tuple[str, date, str]]


def website_sheet(organ: str, year: int) -> tuple[str, date, str]:
    """The statistics of a web site: a table with counts, under a title that ends as ours do."""
    rows = "".join(
        f"<tr><td>{name}</td><td>{number}</td></tr>"
        for name, number in (("信息发布总数（单位：条）", year % 97 + 300), ("专栏专题数量", 4), ("留言数量", 12))
    )
    body = f"<p>填报单位：{organ}</p><table><tr><td>指标</td><td>数值</td></tr>{rows}</table>"
    return f"{organ}{year}年政府网站工作年度报表", date(year + 1, 1, 29), body


def notice(organ: str, year: int) -> tuple[str, date, str]:
    """A circular about the reports."""
    body = (
        "<p>各村（社区）、各站所：</p><p>请于明年一月十日前交来本单位材料，格式照旧，逾期不候。材料应当列出三张表格，"
        "表内数字由经办人签字，电子版发到办公室邮箱。</p><p>联系人：文书室。</p>"
    )
    return f"{organ}关于做好{year}年政府信息公开工作年度报告编制发布工作的通知", date(year, 12, 18), body


def rule_of_law(organ: str, year: int) -> tuple[str, date, str]:
    """The other yearly report that every organ owes."""
    body = (
        "<p>一、总体情况</p><p>全年开展普法宣讲六场，调解纠纷二十一件。</p>"
        "<p>二、存在的主要问题</p><p>基层执法人员偏少。</p><p>三、下一年度安排</p><p>补充两名持证人员。</p>"
    )
    return f"{organ}{year}年法治政府建设年度报告", date(year + 1, 2, 25), body


def graphic(organ: str, year: int) -> tuple[str, date, str]:
    """The picture edition of a report whose text stands beside it."""
    body = f'<p style="text-align:center"><img src="./W{year}.png" alt="图解"></p><p>（制图：宣传办）</p>'
    return f"图解：{organ}{year}年政府信息公开工作年度报告", date(year + 1, 3, 2), body


def work_points(organ: str, year: int) -> tuple[str, date, str]:
    """What the organ means to do."""
    body = "<p>今年安排三件事：把目录理顺，把解读写活，把查阅点搬到一楼。</p>"
    return f"{organ}{year}年政务公开工作要点", date(year, 5, 8), body


def summary(organ: str, year: int) -> tuple[str, date, str]:
    """What the organ did otherwise."""
    body = f"<p>{year}年，对外接待来访四批，修缮办公用房两处，车辆集中停放。</p><p>下一年工作安排另行发文。</p>"
    return f"{organ}{year}年度工作总结", date(year + 1, 1, 16), body


ALL: tuple[Decoy, ...] = (graphic, rule_of_law, website_sheet, notice, work_points)


def decoys(organ: str, years: tuple[int, ...], first: int, kinds: tuple[Decoy, ...] = ALL) -> list[Entry]:
    """Entries of every kind for every year, numbered from `first`."""
    made = [kind(organ, year) for year in years for kind in kinds]
    return [
        Entry(title, published, first + place, body, source=organ)
        for place, (title, published, body) in enumerate(made)
    ]
