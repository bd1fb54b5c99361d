"""Turn the bytes of a Rich Text file into its tokens: groups, control words and text (RTF 1.9.1, "Basic entities")."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]+)(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<symbol>[^a-zA-Z])"
    rb"|(?P<group>[{}])|(?P<text>[^\\{}\r\n\0]+)|[\r\n\0\\]",
)


@dataclass(frozen=True, slots=True)
class Token:
    """One token: `word` is a control word, a symbol with its backslash, or a brace; else `text` is not empty."""

    word: str = ""
    number: int | None = None
    text: bytes = b""


OPENS, CLOSES = Token("{"), Token("}")


def tokens(body: bytes) -> Iterator[Token]:
    """The tokens of a file in their order; the binary data that `bin` announces is skipped."""
    at = 0
    while match := TOKEN.match(body, at):
        at = match.end()
        kind = match.lastgroup
        if kind == "text":
            yield Token(text=match["text"])
        elif kind == "hex":
            yield Token(text=bytes.fromhex(match["hex"].decode()))
        elif kind == "group":
            yield OPENS if match["group"] == b"{" else CLOSES
        elif kind == "symbol" and match["symbol"] in b"\\{}":
            yield Token(text=match["symbol"])  # which may be the second half of a double byte
        elif kind == "symbol":
            yield Token("\\" + match["symbol"].decode("latin-1"))
        elif match["word"]:
            number = int(match["number"]) if match["number"] else None
            if match["word"] == b"bin":
                at += max(0, number or 0)
            else:
                yield Token(match["word"].decode(), number)
