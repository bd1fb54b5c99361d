"""Who issued a report that does not say it itself: what its listing, its page and its site say, in this order."""

import pytest

from gipcrawler.reading import Hint, read

HEADINGS = ("一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "六、其他需要报告的事项")
SECTIONS = "".join(f"<p>{heading}</p><p>全年办结若干件。</p>" for heading in HEADINGS)


def identified(title="2023年政府信息公开工作年度报告", site="", source="", signed="", **hint):
    metas = {"ArticleTitle": title, "PubDate": "2024-01-26", "SiteName": site, "ContentSource": source}
    head = "".join(f'<meta name="{name}" content="{value}">' for name, value in metas.items() if value)
    body = f"<html><head>{head}</head><body><h1>{title}</h1><div id=zoom>{SECTIONS}<p>{signed}</p></div></body></html>"
    report = read(body.encode(), "text/html", Hint(**hint))
    return report.issuer, report.place


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"title": "浙江省财政厅2023年政府信息公开工作年度报告"}, ("浙江省财政厅", "330000")),
        ({"title": "省财政厅2023年政府信息公开工作年度报告", "place": "330000"}, ("浙江省财政厅", "330000")),
        ({"title": "市教育局2023年政府信息公开工作年度报告", "organ": "杭州市"}, ("杭州市教育局", "330100")),
        ({"title": "市教育局2023年政府信息公开工作年度报告", "site": "杭州市教育局"}, ("杭州市教育局", "330100")),
        ({"signed": "桐庐县财政局", "organ": "杭州市", "place": "330000"}, ("桐庐县财政局", "330122")),
        ({"organ": "省财政厅", "place": "330000"}, ("浙江省财政厅", "330000")),
        ({"organ": "省政府办公厅", "site": "浙江省人民政府", "place": "330000"}, ("浙江省政府办公厅", "330000")),
        ({"organ": "杭州市", "place": "330000"}, ("杭州市人民政府", "330100")),
        ({"site": "浙江省财政厅"}, ("浙江省财政厅", "330000")),
        ({"site": "杭州市人民政府门户网站"}, ("杭州市人民政府", "330100")),
        ({"source": "桐庐县分水镇", "organ": "桐庐县", "place": "330100"}, ("桐庐县分水镇", "330122109")),
        ({"source": "省政府办公厅", "organ": "省财政厅", "place": "330000"}, ("浙江省财政厅", "330000")),
        ({"source": "水务局", "site": "首都之窗"}, ("水务局", None)),
        ({"site": "某门户网站", "place": "330000"}, (None, None)),
        ({"title": "市教育局2023年政府信息公开工作年度报告", "place": "330000"}, ("市教育局", None)),
    ],
)  # fmt: skip
def test_the_issuer_is_told_by_the_best_evidence(said, expected):
    assert identified(**said) == expected


def test_an_organ_of_the_state_council_is_told_by_its_site_and_has_no_place():
    assert identified(site="中华人民共和国民政部") == ("中华人民共和国民政部", None)
