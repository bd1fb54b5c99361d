"""The pages that people write, and the code that stands in them."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
WRITTEN = (*(ROOT / name for name in ("README.md", "README.zh.md", "CONTRIBUTING.md")), *sorted(ROOT.glob("docs/*.md")))
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def text_of(name: str) -> str:
    """A page by its path below the root."""
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str, language: str) -> list[str]:
    """The fenced blocks of one language on a page."""
    return [body for kind, body in BLOCK.findall(text_of(name)) if kind == language]
