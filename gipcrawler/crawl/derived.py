"""Settings that follow from others, filled in after the command line has had its say."""

import logging
from typing import Self

from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares import cookies
from scrapy.settings import BaseSettings
from tldextract import TLDExtract


class DerivedSettings:
    """The add-on that settles what `-s` may have changed underneath: templates of `DERIVED`, a dry run, quiet.

    A template is filled in again where the setting that it names was given with a higher priority than its own.
    """

    @classmethod
    def from_crawler(cls, _crawler: Crawler) -> Self:
        """Scrapy's door."""
        return cls()

    def update_settings(self, settings: BaseSettings) -> None:
        """Fill in, switch off and quieten."""
        for name, (source, template) in settings["DERIVED"].items():
            priority = settings.getpriority(source) or 0
            if priority > (settings.getpriority(name) or 0):
                settings.set(name, template.format(settings[source]).strip(), priority)
        if settings.getbool("DRY_RUN"):  # nothing is written, whatever was asked for
            settings.set("ITEM_PIPELINES", {}, "cmdline")
            settings.set("FEEDS", {}, "cmdline")
            settings.set("JOBDIR", None, "cmdline")
        if settings["LOG_LEVEL"] != "DEBUG":
            # it logs a traceback for every host that cannot be reached, which the run's summary says in one line
            logging.getLogger("scrapy.downloadermiddlewares.robotstxt").setLevel(logging.CRITICAL)
        # Scrapy 2.19 fetches the public-suffix list at the first cookie; an archiver makes no unlogged requests, and
        # the copy that comes with tldextract is good enough to refuse cookies for gov.cn as a whole (2026-10)
        cookies._split_domain = TLDExtract(suffix_list_urls=(), include_psl_private_domains=True)  # noqa: SLF001
