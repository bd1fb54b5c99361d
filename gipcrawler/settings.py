"""What differs from Scrapy's defaults, each with its why; `GIP_<NAME>` in the environment overrides any setting.

`-s NAME=…` overrides both. Our own settings are the first.
"""

import os
import sys
from pathlib import Path

from gipcrawler import __version__

ROOT = Path(__file__).parents[1]
if str(ROOT) != sys.path[0]:  # first, lest an installed package named `spiders` or `pipelines` shadow ours
    sys.path.insert(0, str(ROOT))

# Where runs write: warc/, runs/, gip.db
ARCHIVE_DIR = "archive"
# An address at which a portal's people can reach who crawls; goes into the User-Agent and into warcinfo
CONTACT = ""
# Read the listings, print what would be fetched, fetch no report and write nothing
DRY_RUN = False
# A report captured so many days ago or less is not fetched again, unless its listing names a later date; 0 fetches all
# in every run. Reports are replaced in silence, so this is how long a replacement may go unseen
RECHECK_AFTER = 30
# Where a province's sources are other than its module says: docs/crawling.md. Empty reads none
SOURCES_LOCAL = "sources.local.toml"
# Archive with a report's page what it is shown with (styles, scripts, pictures, frames), each address once a run, so
# that it can be replayed as it looked; what its budget does not cover is left out
REQUISITES = True
REQUISITES_PER_PAGE = 60  # requests, two minutes of a host's time; what pages share counts for the first of them only
REQUISITES_SIZE = 16 * 1024 * 1024  # bytes a page; a report in pictures (图解, scanned pages) has a few MB
# A page that a shield keeps back is asked for once more through Chromium, whose scripts may pass it (PORTALS section 8)
PASS_CHALLENGES = True
# The Chromium for pages that only scripts fill; empty takes the first on PATH
CHROMIUM_PATH = ""
BROWSER_DELAY = 0.5  # seconds between the requests of such a page to one host; they belong together, as in any browser
# Bytes that stay free on the archive's disk: with less a crawl pauses, and goes on when there is room; enough for the
# database, the largest answer on its way, and everybody else on the machine
ARCHIVE_MIN_FREE = 1 << 30
# What a finished file of the archive holds already is not written again: a record refers to it (revisit)
ARCHIVE_DEDUP = True
# A server whose page the archive has with an ETag or a Last-Modified is asked only for what is newer: a 304 becomes a
# record that refers (revisit), and the page is read from the archive; without ARCHIVE_DEDUP nobody is asked so
CONDITIONAL_REQUESTS = True
# DATABASE_URL is derived from ARCHIVE_DIR, below

BOT_NAME = "gipcrawler"
SPIDER_MODULES = ["spiders"]
NEWSPIDER_MODULE = "spiders"
SPIDER_LOADER_CLASS = "gipcrawler.crawl.local_sources.LocalSpiderLoader"  # provinces as SOURCES_LOCAL amends them
COMMANDS_MODULE = "gipcrawler.crawl.commands"  # `crawl` with a meaningful exit status, `genspider -t province`
TEMPLATES_DIR = str(Path(__file__).with_name("crawl") / "templates")  # what `genspider` fills in

ITEM_PIPELINES = {
    "pipelines.archive.ArchivePipeline": 100,
    "pipelines.read.ReadPipeline": 200,
    "pipelines.check.CheckPipeline": 300,
    "pipelines.store.StorePipeline": 400,
}
ADDONS = {"gipcrawler.crawl.derived.DerivedSettings": 0}
EXTENSIONS = {
    "gipcrawler.crawl.progress.Progress": 5,  # before the run is summed up, the line at the foot is taken away
    "gipcrawler.crawl.run.RunKeeper": 10,  # first: a database that cannot be opened is found before a WARC is begun
    "gipcrawler.crawl.archivist.Archivist": 20,
    "gipcrawler.crawl.remarks.Remarks": 30,
    "scrapy.extensions.telnet.TelnetConsole": None,  # an open port of a crawler is a hole
}
REMOTE_CONTROL_ENABLED = False  # Scrapy 2.19 listens on localhost and runs any Python it is sent
DOWNLOAD_HANDLERS = {  # every byte is archived as it came over the wire
    "http": "gipcrawler.crawl.wire.RecordingHandler",
    "https": "gipcrawler.crawl.wire.RecordingHandler",
}
DOWNLOADER_MIDDLEWARES = {
    "gipcrawler.crawl.challenge.ChallengeMiddleware": 545,  # behind the retries (550), with bodies unpacked (590)
    "gipcrawler.crawl.address.AddressMiddleware": 560,  # before the retries: a refused connection stays refused
}
HTTPCACHE_ENABLED = False  # said aloud: a cached answer would be read without having been archived
CONCURRENT_ITEMS = 8  # Scrapy starts so many tasks for each answer; its 100 are a quarter of what a fast crawl computes

# Manners
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "gipcrawler"  # the name that a robots.txt would use, not the whole User-Agent
DOWNLOAD_DELAY = 2  # seconds between requests to a host; these are small servers
CONCURRENT_REQUESTS_PER_DOMAIN = 1
AUTOTHROTTLE_ENABLED = True  # slower still where a server is slow
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9",  # 江苏's network answers an error page without it (PORTALS 2.10)
}

# What an answer may be
DOWNLOAD_MAXSIZE = 128 * 1024 * 1024  # the recorder holds a second copy of a body; the largest scan seen has 60 MB
DOWNLOAD_WARNSIZE = 0  # large scans are ordinary here
DOWNLOAD_TIMEOUT = 60  # a portal that needs more will not answer; retries follow
DOWNLOAD_FAIL_ON_DATALOSS = False  # a body cut short is archived as such, and read for what it has
HTTPERROR_ALLOW_ALL = True  # every status comes to the spider, which counts it: nothing is dropped in silence
METAREFRESH_ENABLED = False  # a refresh past the end of a listing leads back to its start: the families judge it
RETRY_GIVE_UP_LOG_LEVEL = "INFO"  # the run's summary says it, once for a source
REFERRER_POLICY = "no-referrer-when-downgrade"  # dataproxy.jsp wants the column as Referer, its query included

LOG_LEVEL = "WARNING"  # the summary of the run says what happened; `-L INFO` shows each page
FEED_EXPORT_ENCODING = "utf-8"  # Chinese stays Chinese in `-O reports.json`

browser = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"
# Settings that follow from another one: name, then (the other, a template for its value); the add-on DerivedSettings
# fills them in again after `-s`
DERIVED = {
    "DATABASE_URL": ("ARCHIVE_DIR", "sqlite:///{}/gip.db"),
    # a browser's, which filters of 西藏 and others want (PORTALS section 8), with our own name and address behind it as
    # the crawlers of search engines have them
    "USER_AGENT": ("CONTACT", f"{browser} (compatible; gipcrawler/{__version__}) {{}}"),
    "AUTOTHROTTLE_START_DELAY": ("DOWNLOAD_DELAY", "{}"),
}
OVERRIDES = {name.removeprefix("GIP_"): value for name, value in os.environ.items() if name.startswith("GIP_")}
globals().update(OVERRIDES)
globals().update(
    {
        name: template.format(globals()[source]).strip()
        for name, (source, template) in DERIVED.items()
        if name not in OVERRIDES
    }
)
