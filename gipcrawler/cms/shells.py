"""Find out where a page goes on that has nothing of its own, and whether a page says that it is not there.

Column roots are often shells of less than a kilobyte: a meta refresh or a line of script that leads to the first
child (PORTALS 3.1 TRS, 3.4 UCAP); a page for an address that is gone may come with status 200 (PORTALS 2.8).
"""

import re

from gipcrawler.cms.markup import Tree, absolute, metas, tree_of, words
from gipcrawler.text.spaces import fold

LONGEST = 4096
"""Characters of a shell, at most; the largest seen had 1 kB of markup, and frames of skins come on top."""
LONGEST_WORDS = 150
REFRESH = re.compile(r"^\s*\d*(?:\.\d+)?\s*[;,]?\s*url\s*=\s*['\"]?\s*([^'\"\s]+)", re.IGNORECASE)
SCRIPTED = re.compile(
    r"""location(?:\.href)?\s*(?:=|\.(?:replace|assign)\s*\()\s*['"]([^'"]+)['"]|location\.href\s*\(\s*['"]([^'"]+)['"]"""
)
# Pages whose list or text a script puts together from requests that nobody has described (PORTALS 3.8)
PUT_TOGETHER = re.compile(r"\bnew CMS\(\s*\{|/html/info/detail\b|/front/api/data/(?:affair|search)\b")
EMPTY_ROOT = re.compile(r"<div\s[^<>]*id\s*=\s*[\"']?(?:app|root)\b[^<>]*>\s*(?:<!--.*?-->\s*)?</div>", re.IGNORECASE)
MISSING = re.compile(
    r"^(?:\D{0,6}404(?!\d)|.{0,12}(?:页面|网页|文件|内容|信息|栏目|文章)(?:已|已经)?(?:不存在|未找到|没有找到|找不到|无法找到|被删除|删除)"
    r"|.{0,4}(?:找不到|未找到|没有找到).{0,6}(?:页面|网页|文件)|(?:page)?notfound)",
    re.IGNORECASE,
)


def shell_target(url: str, text: str) -> str | None:
    """Where the shell at `url` leads, or null for a page that is no shell or leads to itself."""
    if len(text) > LONGEST:
        return None
    tree = tree_of(text)
    body = tree.find(".//body")
    if len(words(body)) > LONGEST_WORDS if body is not None else False:
        return None
    target = _refresh(tree, url) or _scripted(tree, url)
    return target if target and target != url else None


def says_missing(text: str) -> bool:
    """True where title, heading or the few words of a page say that nothing is here, whatever the status was."""
    tree = tree_of(text)
    if "articletitle" in metas(tree):
        return False
    said = [words(tag) for tag in tree.iter("title", "h1", "h2")]
    everything = words(tree)
    if len(everything) < LONGEST_WORDS:
        said.append(everything)
    return any(MISSING.match(fold(one)) for one in said)


def _refresh(tree: Tree, url: str) -> str | None:
    for tag in tree.iter("meta"):
        if (tag.get("http-equiv") or "").strip().lower() == "refresh" and next(
            tag.iterancestors("noscript"), None
        ) is None:
            target = REFRESH.match(tag.get("content") or "")
            return absolute(url, target[1]) if target else None
    return None


def _scripted(tree: Tree, url: str) -> str | None:
    for script in tree.iter("script"):
        target = SCRIPTED.search(script.text or "")
        if target:
            return absolute(url, target[1] or target[2])
    return None
