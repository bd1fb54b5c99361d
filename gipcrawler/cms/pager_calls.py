"""Turn a pager's calls of the page's own scripts into addresses: `javascript:next(2)`, and what `next` does with 2."""

import re
from collections.abc import Iterator
from urllib.parse import urlencode, urljoin, urlsplit

from gipcrawler.cms.adapter import Fetch
from gipcrawler.cms.concatenation import joined
from gipcrawler.cms.markup import Tree, absolute

CALLED = re.compile(r"\b([A-Za-z_$][\w$]*)\(\s*['\"]?(\d{1,4})['\"]?\s*\)")
POSTED_BACK = re.compile(r"__doPostBack\(\s*['\"]([^'\"]+)['\"]\s*,\s*['\"]([^'\"]*)['\"]\s*\)")
GOES = re.compile(r"location(?:\.href)?\s*=\s*([^;\n}]+)|location\.(?:replace|assign)\(([^;\n}]+)\)")
FILLS = re.compile(
    r"(?:([\w$]+)\.value\s*=|(?:getElementById\(|\$\()\s*['\"]#?([\w$]+)['\"]\)(?:\.value\s*=|\.val\())\s*"
)
BODY = 800
"""Characters of a function's body that are looked at; those that turn pages have one or two lines."""


def called(tree: Tree, link: Tree, base: str) -> str | None:
    """The address that a pager's link calls up by a function of the page with a number, or null."""
    call = CALLED.search(f"{link.get('href') or ''} {link.get('onclick') or ''}")
    function = _function(tree, call[1]) if call else None
    if call is None or function is None:
        return None
    parameter, body = function
    goes = GOES.search(body)
    if goes:
        scripts = "\n".join(script.text or "" for script in tree.iter("script"))
        path = urlsplit(base).path
        known = {parameter: call[2], "location.pathname": path, "window.location.pathname": path}
        address = joined(goes[1] or goes[2], scripts, known)
        return absolute(base, address) if address else None
    filled = _filled(tree, body, parameter, call[2])
    if filled is None or (filled[0].get("method") or "get").lower() == "post":
        return None
    return f"{_action(filled[0], base).partition('?')[0]}?{urlencode(filled[1])}"


def posted(tree: Tree, link: Tree, base: str) -> Fetch | None:
    """The form that a pager's link sends by POST, filled in: ASP.NET's `__doPostBack`, or a function of the page."""
    script = f"{link.get('href') or ''} {link.get('onclick') or ''}"
    back, call = POSTED_BACK.search(script), CALLED.search(script)
    if back:
        form = next((form for form in tree.iter("form") if form.xpath(".//input[@name='__VIEWSTATE']")), None)
        values = dict(_values(form)) if form is not None else {}
        return _post(form, values | {"__EVENTTARGET": back[1], "__EVENTARGUMENT": back[2]}, base)
    function = _function(tree, call[1]) if call else None
    if call is None or function is None:
        return None
    filled = _filled(tree, function[1], function[0], call[2])
    return _post(*filled, base) if filled and (filled[0].get("method") or "").lower() == "post" else None


def _post(form: Tree | None, values: dict[str, str], base: str) -> Fetch | None:
    if form is None:
        return None
    headers = (("Content-Type", "application/x-www-form-urlencoded"), ("Referer", base))
    return Fetch(_action(form, base), "POST", urlencode(values).encode(), headers)


def _function(tree: Tree, name: str) -> tuple[str, str] | None:
    """The first parameter and the beginning of the body of a function that the page's own scripts define."""
    head = re.compile(rf"(?:function\s+{re.escape(name)}|\b{re.escape(name)}\s*=\s*function)\s*\(\s*(\w+)[^)]*\)\s*\{{")
    for script in tree.iter("script"):
        found = head.search(script.text or "")
        if found:
            return found[1], (script.text or "")[found.end() : found.end() + BODY]
    return None


def _filled(tree: Tree, body: str, parameter: str, number: str) -> tuple[Tree, dict[str, str]] | None:
    """The form that a function fills with its parameter, and its values; null where it does neither."""
    for target in FILLS.finditer(body):
        name = target[1] or target[2]
        if body[target.end() :].lstrip().startswith(parameter):
            for form in tree.iter("form"):
                field = next(
                    (field for field in form.iter("input") if name in {field.get("name"), field.get("id")}), None
                )
                if field is not None:
                    return form, dict(_values(form)) | {field.get("name") or name: number}
    return None


def _values(form: Tree) -> Iterator[tuple[str, str]]:
    for field in form.iter("input"):
        if field.get("name") and (field.get("type") or "text").lower() in {"hidden", "text"}:
            yield field.get("name") or "", field.get("value") or ""


def _action(form: Tree, base: str) -> str:
    return urljoin(base, (form.get("action") or "").strip() or base)
