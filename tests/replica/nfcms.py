"""NFCMS (广东): directories with index_2, details content/post_N.html with a mobile page mpost_N.html beside."""

from dataclasses import replace

from tests.replica.content import Entry, File
from tests.replica.site import Site
from tests.replica.skin import Skin
from tests.replica.static import Details, StaticColumn, index_2

LISTING = '<div class="viewList"><ul>\n{}\n</ul></div>'
ITEM = (
    '<li><span class="name"><a href="{href}" title="{title}" target="_blank">{cut}</a></span>'
    '<span class="wh"></span><span class="date">{day}</span></li>'
)


def nfcms_column(site: Site, directory: str, skin: Skin) -> StaticColumn:
    """A column in `directory` (both slashes)."""

    def address(entry: Entry) -> str:
        return f"{directory}content/post_{entry.number}.html"

    def attachment(entry: Entry, place: int, file: File) -> str:
        return f"/attachment/0/{entry.number // 1000}/{entry.number * 10 + place}.{file.suffix}"

    def mobile(entry: Entry) -> str:
        return f"{directory}content/mpost_{entry.number}.html"

    details = Details(site, replace(skin, listing=LISTING, item=ITEM), address, attachment, alias=mobile)
    return StaticColumn(details, index_2(directory))
