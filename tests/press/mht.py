"""Print a sheet as a saved page: the report's HTML as Word makes it, in one file with a picture and a frame set."""

import base64
from email.message import Message
from email.mime.multipart import MIMEMultipart
from quopri import encodestring

from tests.press.html import as_html
from tests.press.sheet import Sheet

PICTURE = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")


def as_mht(sheet: Sheet, transfer: str = "quoted-printable", charset: str = "gb18030") -> bytes:
    """The report as an .mht; `transfer` is quoted-printable or base64; the page calls its charset gb2312."""
    whole = MIMEMultipart("related", boundary="----=_NextPart_01", type="text/html")
    whole["MIME-Version"] = "1.0"
    picture = Message()
    picture["Content-Type"] = "image/gif"
    picture["Content-Transfer-Encoding"] = "base64"
    picture.set_payload(base64.encodebytes(PICTURE).decode())
    page = Message()
    page["Content-Location"] = "file:///C:/report.htm"
    page["Content-Transfer-Encoding"] = transfer
    page["Content-Type"] = 'text/html; charset="gb2312"'
    body = as_html(sheet, "word", charset)
    if transfer == "base64":
        page.set_payload(base64.encodebytes(body).decode())
    else:
        page.set_payload(encodestring(body).decode("ascii"))
    whole.attach(page)
    whole.attach(picture)
    return whole.as_bytes()
