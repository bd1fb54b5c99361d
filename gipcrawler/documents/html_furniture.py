"""Tell what a page prints around a report - menus, share buttons, footers, lists of attachments - from the report."""

import re
from collections.abc import Iterator
from typing import Final

from lxml.html import HtmlElement

from gipcrawler.documents.html_text import squeeze
from gipcrawler.documents.section_titles import count_markers

FURNITURE_TAGS: Final = frozenset({"aside", "footer", "nav"})
# Words of class and id names, whole words only
FURNITURE_NAME = re.compile(
    r"(?:^|[\s_-])(?:share|bd_?share\w*|bshare\w*|jiathis\w*|social|nav\w*|(?:bread)?crumbs?|mbx|dqwz|weizhi|foot(?:er)?|copyright"
    r"|print\w*|tool(?:bar|s)?|font-?size|ewm|erweima|qr-?code|pagination|pager|side-?bar|menu|related|xgwj|xgxx|xgfj|xgyd|xglj"
    r"|recommend\w*|attachments?|fujian|fjxz|comments?|pinglun|prev-?next|sxp)(?=$|[\s_\d-])",
    re.IGNORECASE,
)
LONGEST_FURNITURE = 400
FEWEST_LINKS = 3
LINK_SHARE = 0.7
# A line that the page prints, not the report; tested against the whole line
FURNITURE_LINE = re.compile(
    r"(?:[【\[〖(（]?(?:打印(?:本页|此页|文章)?|关闭(?:窗口|本页)?|返回(?:顶部|列表|首页)?|收藏(?:本页)?|分享|纠错|复制链接|大|中|小|A[+-]?)"
    r"[】\]〗)）]?[|｜/\s]*)+"
    r"|(?:您?(?:现在|当前)?(?:所在)?的?(?:当前)?|所在|当前)位置\s*[:：是].*"
    r"|(?:分享(?:到|至|本文)|(?:字体|字号|文字|字体大小|视力保护色?)(?:大小)?\s*[:：]).{0,60}"
    r"|(?:请?(?:使用|用)?(?:手机|微信)?(?:扫一扫|扫描二维码|扫码)).{0,40}"
    r"|(?:上|下)一(?:篇|条|页)\s*[:：].*"
    r"|(?:相关|更多)(?:附件|文档|文件|链接|阅读|文章|信息|新闻|解读|稿件|推荐)\s*[:：]?|附件(?:下载|列表)\s*[:：]?"
    r"|(?:责任编辑|编辑|责编|审核|录入|作者|浏览(?:次数|量)?|阅读(?:次数|量)?|点击(?:次数|量|数|率)?|访问(?:量|次数))\s*[:：].{0,20}"
    r"|(?:发布|更新|公开|录入)(?:日期|时间)\s*[:：]\s*20\d\d.{0,100}|(?:信息|文章|稿件)?来源\s*[:：][^。]{0,100}"
    r"|(?:索引号|信息索引号?|发布机构|发文机关|发布单位|公开主体|发文字号|主题分类|主题词|公开方式|公开范围|有效性|生成日期|成文日期)\s*[:：][^。]{0,100}"
    r"|(?:主办|承办|协办)(?:单位)?\s*[:：][^。]{0,80}",
    re.IGNORECASE,
)
FOOTER = re.compile(r"ICP备|公网安备|网站标识码|版权所有|技术支持|Copyright", re.IGNORECASE)
FOOTER_SIDE = 100  # characters before it, and behind it
DATED = re.compile(r"[\s\d\-/.:\[\]()（）年月日|｜>·•]+")  # what lists print beside their links
FILE = re.compile(
    r"\.(?:docx?|wps|xlsx?|et|pdf|ofd|rtf|zip|rar|7z|pptx?|ceb|jpe?g|png)(?:$|[?#&])|/download|downfile", re.IGNORECASE
)
ATTACHED = re.compile(
    r"(?:相关)?附件(?:下载)?[\d一二三四五六七八九十]*\s*[:：.、]?|^\d+\s*[.、．]|[\s《》.。、,，;；:：]"
)


def is_furniture_line(text: str) -> bool:
    """Whether a whole line of text is the page's, not the report's."""
    if FURNITURE_LINE.fullmatch(text):
        return True
    found = FOOTER.finditer(text) if "。" not in text else ()
    return any(one.start() <= FOOTER_SIDE and len(text) - one.end() <= FOOTER_SIDE for one in found)


class Furniture:
    """The furniture below one element; links are counted once for the whole of it."""

    def __init__(self, region: HtmlElement) -> None:
        self._links: dict[HtmlElement, tuple[int, int]] = {}
        for link in region.iter("a"):
            if link.get("href", "#").startswith("#"):  # the report's own table of contents
                continue
            letters = len(DATED.sub("", link.text_content()))
            for outer in _outers(link, region):
                count, sum_ = self._links.get(outer, (0, 0))
                self._links[outer] = (count + 1, sum_ + letters)

    def is_furniture(self, element: HtmlElement) -> bool:
        """Whether a block is page furniture: by its name or tag, or as a block of links; never with a section in it."""
        name, id_ = element.get("class"), element.get("id")
        named = element.tag in FURNITURE_TAGS or ((name or id_) and FURNITURE_NAME.search(f"{name or ''} {id_ or ''}"))
        links, letters = self._links.get(element, (0, 0))
        if not named and links < FEWEST_LINKS:
            return False
        text = squeeze(element.text_content())
        linked = letters >= len(DATED.sub("", text)) * LINK_SHARE
        if count_markers(text) > 1 or (len(text) > LONGEST_FURNITURE and not linked):
            return False
        return text.count("。") < 2 if named else linked

    def is_attachment(self, element: HtmlElement, text: str) -> bool:
        """Whether a paragraph holds nothing but links to files."""
        if element not in self._links:
            return False
        links = [link for link in element.iter("a") if FILE.search(link.get("href", ""))]
        rest = squeeze(text)
        for link in links:
            rest = rest.replace(squeeze(link.text_content()), "", 1)
        return bool(links) and not ATTACHED.sub("", rest)


def _outers(link: HtmlElement, region: HtmlElement) -> Iterator[HtmlElement]:
    for outer in link.iterancestors():
        yield outer
        if outer is region:
            return
