"""Turn a JavaScript literal that stands in a page's script into plain values: portals embed their lists so.

What is read is JSON and what scripts add to it: names without quotes, single and back quotes, comments, commas before
a closing bracket, `undefined`, and a literal packed as JSON.parse("…").
"""

import re
from dataclasses import dataclass
from typing import TypeAlias

Value: TypeAlias = "str | int | float | bool | list[Value] | dict[str, Value] | None"

SPACE = re.compile(r"(?:\s+|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
NAME = re.compile(r"[\w$]+")
STRING = re.compile(r"\"([^\"\\]*(?:\\.[^\"\\]*)*)\"|'([^'\\]*(?:\\.[^'\\]*)*)'|`([^`\\]*(?:\\.[^`\\]*)*)`", re.DOTALL)
ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
PACKED = re.compile(r"JSON\.parse\(\s*")
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "\n": ""}
WORDS: dict[str, Value] = {"true": True, "false": False, "null": None, "undefined": None, "NaN": None}
DEEPEST = 60
"""Levels of nesting, at most: the deepest tree of columns seen has six."""


class NotLiteralError(Exception):
    """The script goes on with something that is no literal; `read_literal` answers null."""


def read_literal(script: str, start: int = 0) -> Value:
    """The value of the literal at `start`, whatever follows it; null where there is none. Never raises."""
    try:
        return _Reader(script, start).value()
    except NotLiteralError:
        return None


def assigned(script: str, name: str) -> Value:
    """What a script gives to `name` first: `var name = […]`, `name: […]`, `"name": […]`, `window.name = {…}`.

    An assignment that is no literal or an empty one (`name = []` before the real one) is passed over for the next.
    """
    found: Value = None
    for mark in re.finditer(rf"(?<![\w$]){re.escape(name)}[\"']?\s*[:=](?!=)\s*", script):
        value = read_literal(script, mark.end())
        if value:
            return value
        found = value if found is None else found
    return found


@dataclass(slots=True)
class _Reader:
    script: str
    at: int
    depth: int = 0

    def value(self) -> Value:
        self._skip()
        packed = PACKED.match(self.script, self.at)
        if packed:
            self.at = packed.end()
            return read_literal(self._string())
        character = self.script[self.at : self.at + 1]
        if character in {"{", "["}:
            return self._nested(character)
        if character in {'"', "'", "`"}:
            return self._string()
        return self._number_or_word()

    def _nested(self, opening: str) -> Value:
        self.depth += 1
        if self.depth > DEEPEST:
            raise NotLiteralError
        self.at += 1
        value = self._record() if opening == "{" else self._list()
        self.depth -= 1
        return value

    def _list(self) -> list[Value]:
        values: list[Value] = []
        while not self._closes("]"):
            values.append(self.value())
        return values

    def _record(self) -> dict[str, Value]:
        values: dict[str, Value] = {}
        while not self._closes("}"):
            name = self._name()
            self._skip()
            if self.script[self.at : self.at + 1] != ":":
                raise NotLiteralError
            self.at += 1
            values[name] = self.value()
        return values

    def _closes(self, bracket: str) -> bool:
        """Whether the list or record ends here; what stands between two values is passed over."""
        self._skip()
        if self.script[self.at : self.at + 1] == ",":
            self.at += 1
            self._skip()
        if self.at >= len(self.script):
            raise NotLiteralError
        if self.script[self.at] != bracket:
            return False
        self.at += 1
        return True

    def _name(self) -> str:
        name = NAME.match(self.script, self.at)
        if name is None:
            return self._string()
        self.at = name.end()
        return name[0]

    def _string(self) -> str:
        string = STRING.match(self.script, self.at)
        if string is None:
            raise NotLiteralError
        self.at = string.end()
        text = ESCAPED.sub(_character, next(part for part in string.groups() if part is not None))
        # characters beyond the first plane are escaped as two halves; a half alone is no character
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def _number_or_word(self) -> Value:
        number = NUMBER.match(self.script, self.at)
        if number:
            self.at = number.end()
            return int(number[0]) if re.fullmatch(r"-?\d{1,300}", number[0]) else float(number[0])
        word = NAME.match(self.script, self.at)
        if word is None or word[0] not in WORDS:
            raise NotLiteralError
        self.at = word.end()
        return WORDS[word[0]]

    def _skip(self) -> None:
        space = SPACE.match(self.script, self.at)
        self.at = space.end() if space else self.at


def _character(mark: re.Match[str]) -> str:
    code = mark[1] or mark[2]
    return chr(int(code, 16)) if code else ESCAPES.get(mark[3], mark[3])
