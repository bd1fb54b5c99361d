"""Find the page inside a program's answer in JSON: its longest value with markup, title and files beside it."""

import json
import re
from collections.abc import Iterator
from html import escape

from gipcrawler.text.titles import read_title

MARKUP = re.compile(r"<(?:p|div|table|span|h[1-6]|section|br)\b[^>]*>", re.IGNORECASE)
FEWEST_LETTERS = 200
"""Characters of a value that is a page: shorter ones are lines of it."""
LONGEST_TITLE = 150
FILE = re.compile(r"\S+\.(?:pdf|docx?|wps|xlsx?|et|ofd|zip|rar)(?:\?\S*)?", re.IGNORECASE)


def page_in(text: str) -> str | None:
    """The page that a JSON answer carries: its longest value with markup, its report's title, its files as links.

    Null for anything else, and for an answer without a page.
    """
    values = list(_strings(_parsed(text)))
    pages = [value for value in values if len(value) >= FEWEST_LETTERS and MARKUP.search(value)]
    if not pages:
        return None
    named = (value for value in values if len(value) < LONGEST_TITLE and read_title(value))
    title = escape(next(named, ""))
    files = dict.fromkeys(value.strip() for value in values if FILE.fullmatch(value.strip()))
    links = "".join(f'<p><a href="{escape(file)}">{escape(file.rpartition("/")[2])}</a></p>' for file in files)
    head = f'<head><meta charset="utf-8"><title>{title}</title></head>'
    return f"<html>{head}<body><h1>{title}</h1><div>{max(pages, key=len)}</div>{links}</body></html>"


def _parsed(text: str) -> object:
    start = text.lstrip("\ufeff \t\r\n")
    try:
        return json.loads(start) if start.startswith(("{", "[")) else None
    except (ValueError, RecursionError):
        return None


def _strings(value: object) -> Iterator[str]:
    """All strings of a JSON value, in their order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)
