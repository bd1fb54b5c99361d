"""Turn Markdown into the plain text that it was made from: without marks of bold type, escapes and rules."""

import re

BOLD = re.compile(r"^\s*\*\*([^*]+)\*\*\s*$")  # the whole of it: 张** is a masked name
# A heading, the rule below a table's head, or a line that is bold as a whole: what only Markdown has
MARKDOWN = re.compile(
    r"^(?: {0,3}#{1,6}[ \t]+\S|[ \t]*(?:\|[ \t]*)?(?::?-{3,}:?[ \t]*\|[ \t]*)+|[ \t]*\*\*[^*\n]+\*\*[ \t]*$)",
    re.MULTILINE,
)
PAIR = re.compile(r"\*\*(?=[^\s、，。；：])([^*\n]+?)\*\*")
ESCAPE = re.compile(r"\\([.*_#()\[\]<>~`+-])")
RULE = re.compile(r"^[ \t]*(?:-{3,}|\*{3,}|_{3,})[ \t]*$", re.MULTILINE)


def unmark(text: str) -> str:
    """The text without Markdown's inline marks where it is Markdown, else as it is; headings and pipes stay."""
    if MARKDOWN.search(text) is None:
        return text
    return ESCAPE.sub(r"\1", PAIR.sub(r"\1", RULE.sub("", text)))
