"""Turn the pictures in a document that has no table of its own into what they show: its tables may be there."""

import logging
import re
from collections.abc import Sequence

from gipcrawler.documents.scan import can_read, need_reader
from gipcrawler.documents.sniff import PICTURES, sniff
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Block, Grid, Paragraph

log = logging.getLogger(__name__)

# So many addresses of pictures are named
NAMED = 3
# So many paragraphs that are figures are a table whose rows are lost
FIGURE, TABLE = re.compile(r"\s*[\d.,+-]+\s*"), 5


def with_pictures(
    blocks: Sequence[Block], pictures: Sequence[bytes], elsewhere: Sequence[str] = (), *, what: str
) -> list[Block]:
    """The blocks of a document, and after them what the pictures in it show, where it has no table.

    `elsewhere` are the addresses of pictures that are not in the document. Pictures that are not read are told in a
    last paragraph rather than left out in silence. Raises UnreadableError where pictures are all that there is, and
    cannot be read; `what` names the document then.
    """
    seen = [picture for picture in pictures if _is_picture(picture)]
    figures = sum(isinstance(block, Paragraph) and FIGURE.fullmatch(block.text) is not None for block in blocks)
    if not (seen or elsewhere) or figures >= TABLE or any(isinstance(block, Grid) for block in blocks):
        return list(blocks)
    if seen and not blocks:
        need_reader(what)
    shown: list[Block] = []
    unread: list[str] = []
    if seen and can_read():
        from gipcrawler.documents.picture import pictured  # noqa: PLC0415 - its libraries load with the first picture

        try:
            shown += pictured(seen)
        except UnreadableError as error:
            log.info("the pictures in a document show no text: %s", error)
    elif seen:
        unread.append(f"文中 {len(seen)} 幅")
    if elsewhere:
        more = " 等" if len(elsewhere) > NAMED else ""
        unread.append(f"另处 {len(elsewhere)} 幅：{'、'.join(elsewhere[:NAMED])}{more}")
    return [*blocks, *shown, *(Paragraph(f"（图片未识别，{text}）") for text in unread)]


def _is_picture(body: bytes) -> bool:
    try:
        return sniff(body) in PICTURES
    except UnreadableError:
        return False
