"""Atom feeds (RFC 4287): what came in, in all or of one division or organ, and what checks found."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from lxml import etree

from gipcrawler.browse.request import Asked
from gipcrawler.browse.response import ATOM, Response
from gipcrawler.check import rule_notes
from gipcrawler.places import get
from gipcrawler.store import Arrival, FindingLine, FindingQuery

SIZE = 50
NAMESPACE = "http://www.w3.org/2005/Atom"
TAG = "tag:gipcrawler,2026"
"""What ids begin with (RFC 4151): they stay the same when the pages are served at another address."""
EPOCH = datetime(2008, 5, 1, tzinfo=UTC)
"""The day of the first law: a feed with nothing in it has not changed since."""


class Entry(NamedTuple):
    """One entry: its id within the feed's names, its page, and what it says."""

    id: str
    path: str
    title: str
    says: str
    updated: datetime


def everything(asked: Asked) -> Response:
    """All that came in."""
    return _feed(asked, "all", asked.t("feed.all"), _arrived(asked, asked.store.arrivals(SIZE)))


def of_place(asked: Asked) -> Response:
    """What came in of a division and all below it."""
    place = get(asked.parts["place"])
    if place is None:
        raise asked.missing(asked.parts["place"])
    found = asked.store.arrivals(SIZE, place=place.code)
    return _feed(asked, f"place/{place.code}", asked.t("feed.of", name=place.name), _arrived(asked, found))


def of_publisher(asked: Asked) -> Response:
    """What came in of one organ."""
    number = int(asked.parts["publisher"])
    publisher = asked.store.publisher(number)
    if publisher is None:
        raise asked.missing(asked.parts["publisher"])
    found = asked.store.arrivals(SIZE, publisher_id=number)
    name = asked.t("feed.of", name=publisher.name or asked.t("base.unnamed"))
    return _feed(asked, f"publisher/{number}", name, _arrived(asked, found))


def findings(asked: Asked) -> Response:
    """What checks found in the reports that came in last."""
    found = asked.store.some_findings(FindingQuery(verdict="broken"), SIZE)
    return _feed(asked, "findings", asked.t("feed.findings"), _found(asked, found))


def _arrived(asked: Asked, found: list[Arrival]) -> Iterator[Entry]:
    for one in found:
        whose = f"{one.publisher or asked.t('base.unnamed')} {one.year or asked.t('base.undated')}"
        edition = asked.t("home.edition", number=one.number) if one.number > 1 else asked.t("feed.new")
        path = f"/gip/report/{one.report_id}?edition={one.edition_id}"
        yield Entry(f"edition/{one.edition_id}", path, whose, f"{edition}：{one.title or ''}", one.first_seen)


def _found(asked: Asked, found: list[FindingLine]) -> Iterator[Entry]:
    names = rule_notes()
    seen = asked.store.seen_at({one.edition_id for one in found})
    for one in found:
        rule = asked.either(names[one.rule].name, names[one.rule].plain) if one.rule in names else one.rule
        whose = f"{one.publisher or asked.t('base.unnamed')} {one.year or asked.t('base.undated')}"
        path = f"/gip/report/{one.report_id}#f{one.id}"
        yield Entry(f"finding/{one.id}", path, f"{whose}：{rule}", one.says, seen.get(one.edition_id, EPOCH))


def _feed(asked: Asked, name: str, title: str, entries: Iterator[Entry]) -> Response:
    listed = list(entries)
    names: Any = {None: NAMESPACE}  # lxml's types know no namespace without a prefix
    root = etree.Element(f"{{{NAMESPACE}}}feed", nsmap=names)
    root.set("{http://www.w3.org/XML/1998/namespace}lang", asked.either("zh-CN", "en"))
    _put(root, "id", f"{TAG}:{name}")
    _put(root, "title", f"{title} · {asked.t('base.site')}")
    _put(root, "updated", _moment(max((entry.updated for entry in listed), default=EPOCH)))
    _put(_put(root, "author"), "name", "gipcrawler")
    _put(root, "link", rel="self", href=asked.origin + asked.path)
    for entry in listed:
        one = _put(root, "entry")
        _put(one, "id", f"{TAG}:{entry.id}")
        _put(one, "title", entry.title)
        _put(one, "updated", _moment(entry.updated))
        _put(one, "link", rel="alternate", href=asked.origin + entry.path)
        _put(one, "summary", entry.says)
    return Response(etree.tostring(root, encoding="UTF-8", xml_declaration=True), ATOM)


def _put(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    made = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)
    made.text = "".join(each for each in text if each.isprintable() or each in "\n\t") or None
    return made


def _moment(value: datetime) -> str:
    return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
