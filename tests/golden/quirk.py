"""One quirk: a report of the press, what is done to its page, and the ways to do it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from tests.press import Sheet, as_html, synthetic

ROW = re.compile(r"<tr>.*?</tr>\n")
Change = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Quirk:
    """A report and what was done to its page; `unread` are tables some of whose figures cannot be told any more."""

    issuer: str
    year: int
    form: str
    change: Change
    unread: tuple[str, ...] = ()

    @property
    def sheet(self) -> Sheet:
        """The report as it was before."""
        return synthetic(self.issuer, self.year, self.form, 9)

    @property
    def page(self) -> bytes:
        """The page as a portal has it."""
        return self.change(as_html(self.sheet).decode()).encode()


def put(old: str, new: str) -> Change:
    return lambda page: re.sub(old, new, page)


def words(changes: dict[str, str]) -> Change:
    def change(page: str) -> str:
        for old, new in changes.items():
            page = page.replace(old, new)
        return page

    return change


def in_applications(change: Callable[[list[str]], list[str]]) -> Change:
    """A change of the rows of the applications table, of which three are heads."""

    def changed(page: str) -> str:
        table = re.search(r'(?<=<table id="applications" border="1">\n).*?(?=</table>)', page, re.DOTALL)
        assert table
        return page[: table.start()] + "".join(change(ROW.findall(table[0]))) + page[table.end() :]

    return changed
