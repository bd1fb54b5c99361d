"""Turn names, attributes and text into HTML in which everything that is text is escaped."""

import re
from html import escape

# What HTML cannot hold and readers of broken files hand over: control characters and lone surrogates
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
EMPTY = frozenset({"meta", "input", "br", "hr"})
# Of the web, or a path on the same host: `//` and `/\\` would lead to another one
SAFE = re.compile(r"https?://|/(?![/\\])", re.IGNORECASE)


class Html(str):
    """A piece of HTML; any other string is text."""

    __slots__ = ()


Content = str | None


def element(tag: str, *content: Content, **attributes: str | bool | int | None) -> Html:
    """An element around its content. An attribute that is null or false is left out; `class_` is class, `_` is -."""
    start = tag + "".join(_attribute(name, value) for name, value in attributes.items())
    return Html(f"<{start}>") if tag in EMPTY else Html(f"<{start}>{join(*content)}</{tag}>")


def join(*content: Content) -> Html:
    """Pieces one after the other; text is escaped, null is nothing."""
    return Html("".join(one if isinstance(one, Html) else text_of(one) for one in content if one is not None))


def text_of(text: str) -> Html:
    """A text as HTML."""
    return Html(escape(UNPRINTABLE.sub("\ufffd", text)))


def link(address: str | None, content: Content) -> Html:
    """The content, as a link where the address is of the web, the same host or the page; no other scheme is."""
    if address and (SAFE.match(address) or address.startswith("#")):
        return element("a", content, href=address, rel="noopener noreferrer")
    return join(content)


def _attribute(name: str, value: str | bool | int | None) -> str:
    if value is None or value is False:
        return ""
    called = name.rstrip("_").replace("_", "-")
    return f" {called}" if value is True else f' {called}="{text_of(str(value))}"'
