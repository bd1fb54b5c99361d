"""Turn the name of a web site into the name of the organ whose site it is."""

import re

from gipcrawler.places.central import central_organ
from gipcrawler.text.spaces import fold

# 欢迎访问某市人民政府门户网站, 某省财政厅官网, 中国·某市, 某县政务公开网-首页: what stands around the organ's name
BELOW = re.compile(
    r"(?:(?:政府信息公开|信息公开|政务公开|政务服务)(?:专栏|专区|平台|目录|年报|网站?)?|(?:官方)?(?:门户|信息|政务|公众)*(?:官网|网站?|平台)(?:群|首页|主站)?|[-_|—].*)$"
)
BEFORE = re.compile(r"^(?:欢迎(?:您|访问|光临|来到)+|中国[·.、—-]*)")


def site_owner(name: str) -> str:
    """The name, folded, of the organ that a site's name says; a name of which nothing else is left stays as it is."""
    text = fold(name)
    while (shorter := BELOW.sub("", text)) not in ("", text):
        text = shorter
    if central_organ(text):  # 中国气象局
        return text
    return BEFORE.sub("", text) or text
