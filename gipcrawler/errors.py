"""Every exception of gipcrawler; each docstring says what the person who meets it should do."""


class GipcrawlerError(Exception):
    """The root: `str(error)` is one sentence for the user, without a traceback."""


class UnreadableError(GipcrawlerError):
    """A document cannot be read. Look at the reason: fetch it again, or convert it to one of the named carriers."""


class DeclarationError(GipcrawlerError):
    """A province is declared wrongly. Correct what the sentence names in `spiders/<slug>.py` or the local file."""


class ArgumentError(GipcrawlerError):
    """A command or spider argument is wrong. Call again with one of the values that the sentence names."""


class NotFoundError(GipcrawlerError):
    """The database does not have what a page was asked for. Look it up by search or by coverage."""


class FormError(GipcrawlerError):
    """A form file contradicts itself. Correct the line of `gipcrawler/forms/*.toml` that the sentence names."""


class ArchiveError(GipcrawlerError):
    """The archive cannot be written or read. Check the named file, its permissions and the free space."""


class DiskFullError(ArchiveError):
    """The disk that holds the archive is full. Make room: nothing is torn, and a crawl that runs goes on by itself."""


class StoreError(GipcrawlerError):
    """The database cannot be opened or migrated. Check `DATABASE_URL`, then run `gipcrawler db upgrade`."""


class ExportError(GipcrawlerError):
    """An export cannot be written. Check the named folder, its permissions and the free space, and call again."""


class ReplayError(GipcrawlerError):
    """pywb's own environment cannot be made. Look at what pip said, remove the named folder, and call again."""


class BrowserError(GipcrawlerError):
    """A page that only scripts fill cannot be shown. Install what the sentence names, or set `CHROMIUM_PATH`."""
