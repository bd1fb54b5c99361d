"""A small portal behind a proxy on loopback, and what the commands that look at it complain of."""

import subprocess

from tests.replica.site import Answer, Site, page

REPORT = "某县2024年政府信息公开工作年度报告"
ITEM = f'<li><a href="{{}}">{REPORT}</a><span>2025-01-26</span></li>'
HEAD = '<meta name="SiteName" content="剑阁县人民政府门户网站"><meta name="ColumnName" content="政府信息公开年报">'


def site(pages: dict[str, Answer], host: str = "www.jg.gov.cn") -> Site:
    """A host with these pages by path."""
    made = Site(host)
    made.pages.update(pages)
    return made


def listing(*inside: str, head: str = HEAD) -> Answer:
    """A listing page."""
    return page(f"<html><head>{head}</head><body><ul>{''.join(inside)}</ul></body></html>")


def complaint(done: subprocess.CompletedProcess[str]) -> str:
    """The one line on stderr of a command that ended with status 2 and printed no result."""
    assert (done.returncode, done.stdout) == (2, "")
    [line] = done.stderr.splitlines()
    return line
