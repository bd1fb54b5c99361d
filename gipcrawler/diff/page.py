"""Turn a change into HTML: a fragment that any page can hold, and a page of its own that needs nothing else."""

import base64
from collections.abc import Iterator
from hashlib import sha256

from gipcrawler.diff.change import Change, Kind
from gipcrawler.diff.markup import Html, element, join, link
from gipcrawler.diff.page_tables import table_html
from gipcrawler.diff.page_text import hunks_html, said, section_html
from gipcrawler.diff.shown import Shown
from gipcrawler.diff.style import CHANGE_CSS

KINDS = {
    Kind.SAME: "没有差别",
    Kind.COSMETIC: "只有形式上的差别",
    Kind.WORDING: "文字有改动",
    Kind.FIGURES: "数字有改动",
    Kind.STRUCTURE: "结构有改动",
}
FACTS = {"title": "标题", "issuer": "发布机构", "place": "行政区划代码", "year": "报告年度", "published": "发布日期"}
LEGEND = (
    ("del", "", "原文有、新文没有"),
    ("ins", "", "新文有、原文没有"),
    ("span", "gip-wandered", "移动了位置"),
    ("span", "gip-boilerplate", "法规、格式规定的套话"),
    ("ins", "gip-cosmetic", "标点、编号、年度顺延等形式差别"),
)


def change_html(change: Change, left: Shown, right: Shown) -> str:
    """A whole page: no script, no other file, nothing that is asked for; light and dark, and fit for A4."""
    digest = base64.b64encode(sha256(CHANGE_CSS.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = f"{_name(left)} → {_name(right)}"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", f"对比：{title}"),
        element("style", Html(CHANGE_CSS)),
    )
    main = element("main", element("h1", "年度报告对比"), change_body(change, left, right))
    return f"<!doctype html>\n{element('html', head, element('body', main, class_='gip-page'), lang='zh-CN')}\n"


def change_body(change: Change, left: Shown, right: Shown, name: str = "change") -> str:
    """The fragment: one `article.gip-change`, to be styled by `CHANGE_CSS`; `name` begins every id in it.

    Its headings start at h2. Class names are those of docs/changes.md.
    """
    parts = [
        _pair(change, left, right),
        _verdict(change),
        *_order(change),
        _contents(change, name),
        *_tables(change, left, right),
        *_texts(change, name),
        *_leftovers(change),
        _legend(),
    ]
    content = element("div", *parts, class_="gip-content")
    return element("article", *_switches(name), content, class_="gip-change", lang="zh-CN")


def _name(side: Shown) -> str:
    return side.report.title or side.name or "（无标题）"


def _switches(name: str) -> Iterator[Html]:
    """Choices that work without a script: they stand before what they govern."""
    for view, label, chosen in (("side", "左右对照", True), ("unified", "合并显示", False)):
        css, group = f"gip-choose-{view}", f"{name}-view"
        yield element("input", type="radio", name=group, id=f"{name}-{view}", class_=css, checked=chosen)
        yield element("label", label, for_=f"{name}-{view}")
    yield element("input", type="checkbox", id=f"{name}-brief", class_="gip-choose-brief", checked=True)
    yield element("label", "只看变化", for_=f"{name}-brief")


def _pair(change: Change, left: Shown, right: Shown) -> Html:
    differ = {FACTS[fact.name] for fact in change.facts if not fact.cosmetic and fact.name in FACTS}
    return element("div", _card("原", left, differ), _card("新", right, differ), class_="gip-pair")


def _card(mark: str, side: Shown, differ: set[str]) -> Html:
    facts = [
        join(element("dt", label), element("dd", fact, class_="gip-differs" if label in differ else None))
        for label, fact in side.facts()
    ]
    source = element("p", link(side.url, side.url or ""), class_="gip-source") if side.url else None
    called = element("p", side.name, class_="gip-note") if side.name and side.name != side.report.title else None
    return element(
        "section",
        element("h2", element("span", mark, class_="gip-mark"), " ", _name(side)),
        called,
        element("dl", *facts),
        source,
        class_="gip-side",
    )


def _verdict(change: Change) -> Html:
    texts = sum(section.change != "same" for section in change.sections)
    figures = sum(cell.is_figure for cell in change.cells)
    states = len(change.cells) - figures
    told = [f"{figures} 个数字不同"]
    if states:
        told.append(f"{states} 格填法不同（空白、零、横线等）")
    told.append(f"{texts} 个部分的文字不同")
    return element(
        "p",
        element("strong", KINDS[change.kind], class_=f"gip-kind gip-{change.kind}"),
        " ",
        element("span", f"变动程度 {change.weight:.2f}", class_="gip-weight"),
        f"　{'，'.join(told)}",
        class_="gip-verdict",
    )


def _order(change: Change) -> Iterator[Html]:
    for fact in change.facts:
        if fact.name == "order":
            yield element("p", f"各部分的次序不同：{fact.left} → {fact.right}", class_="gip-note")


def _contents(change: Change, name: str) -> Html:
    """Each section in a line, with a link to it."""
    lines = [
        element(
            "li",
            link(None if section.change == "same" else f"#{name}-section-{place}", section.title),
            " ",
            element("span", said(section), class_="gip-note"),
        )
        for place, section in enumerate(change.sections)
    ]
    return element("nav", element("ol", *lines), class_="gip-contents", aria_label="各部分") if lines else Html("")


def _tables(change: Change, left: Shown, right: Shown) -> Iterator[Html]:
    if change.tables:
        yield element("h2", "表格")
        yield from (table_html(table, change, left, right) for table in change.tables)


def _texts(change: Change, name: str) -> Iterator[Html]:
    if change.sections:
        yield element("h2", "文字")
        yield from (section_html(section, f"{name}-section-{place}") for place, section in enumerate(change.sections))


def _leftovers(change: Change) -> Iterator[Html]:
    """What stands in tables and no form knows."""
    rows = []
    for leftover in change.leftovers:
        left, right = hunks_html(leftover.hunks)
        sides = element("div", left, class_="gip-left"), element("div", right, class_="gip-right")
        quiet = " gip-same" if leftover.change == "same" else ""
        rows.append(element("div", *sides, class_=f"gip-row gip-{leftover.change}{quiet}"))
    if rows:
        yield element("section", element("h2", "格式以外的行"), *rows, class_="gip-leftovers")


def _legend() -> Html:
    marks = [element("li", element(tag, "例", class_=css or None), f" {says}") for tag, css, says in LEGEND]
    return element("footer", element("ul", *marks, class_="gip-legend"))
