"""Turn an address that a page's script puts together from pieces into text: `'/list.jsp?id=' + id + '&page=' + n`."""

import re
from collections.abc import Mapping

QUOTED = r"'[^'\n]*'|\"[^\"\n]*\""
CHAIN = rf"(?:{QUOTED}|[\w$.]+(?:\((?:[^()]|\([^()]*\))*\))?(?:\.\w+(?:\([^()]*\))?)*)"
MOST_PIECES = 40
"""Of an address; more is no address."""
EXPRESSION = re.compile(rf"{CHAIN}(?:\s*\+\s*{CHAIN}){{0,{MOST_PIECES}}}")
PIECE = re.compile(rf"\s*(?:'([^'\n]*)'|\"([^\"\n]*)\"|({CHAIN}))\s*(?:\+|$)")
ESCAPES = re.compile(r"(?:encodeURI(?:Component)?|escape|String|decodeURI(?:Component)?)\((.*)\)$", re.DOTALL)
ARGUMENT = re.compile(rf"(?:[^,'\"(){{}}\[\]]|{QUOTED}|\((?:[^()]|\([^()]*\))*\))+")


def joined(expression: str, text: str, known: Mapping[str, str], *, guess: str | None = None) -> str | None:
    """The text of a concatenation of literals, of `known` names, and of variables to which `text` gives a literal.

    Any other piece is taken for `guess`; without one the whole is null, as is what has too many pieces for an address.
    """
    parts: list[str] = []
    rest = expression.strip()
    while rest:
        if len(parts) > MOST_PIECES:
            return None
        piece = PIECE.match(rest)
        if piece is None:
            return None
        single, double, name = piece.groups()
        value = single if single is not None else double if double is not None else _value(name, text, known, guess)
        if value is None:
            return None
        parts.append(value)
        rest = rest[piece.end() :]
    return "".join(parts)


def arguments(inside: str) -> list[str]:
    """The arguments of a call, or the members of an object, without what nests in braces."""
    return [argument.strip() for argument in ARGUMENT.findall(inside)]


def _value(name: str, text: str, known: Mapping[str, str], guess: str | None) -> str | None:
    escaped = ESCAPES.match(name)
    if escaped:
        return joined(escaped[1], text, known, guess=guess)
    if name in known:
        return known[name]
    if name.isdecimal():
        return name
    given = re.search(rf"(?<![\w.]){re.escape(name)}\s*=\s*(?:'([^'\n]*)'|\"([^\"\n]*)\"|(\d+))\s*(?:[;,\n]|$)", text)
    return next((part for part in given.groups() if part is not None), guess) if given else guess
