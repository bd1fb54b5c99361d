"""Turn `sources.local.toml` into provinces whose sources differ from their modules, without touching code."""

import tomllib
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from scrapy import Spider
from scrapy.settings import BaseSettings
from scrapy.spiderloader import SpiderLoader, get_spider_loader

from gipcrawler.crawl.local_entry import Amendment, amendment, meant
from gipcrawler.crawl.province import ProvinceSpider
from gipcrawler.errors import DeclarationError

USUAL = "sources.local.toml"
"""The file that need not be there; any other that the setting SOURCES_LOCAL names must."""


class LocalSpiderLoader(SpiderLoader):
    """Scrapy's loader, which gives a province with the sources of the file that the setting SOURCES_LOCAL names.

    `load` raises DeclarationError, in one sentence that names file and entry, where anything in the file is wrong.
    """

    def __init__(self, settings: BaseSettings) -> None:
        super().__init__(settings)
        self._file: str = settings.get("SOURCES_LOCAL") or ""

    def load(self, spider_name: str) -> type[Spider]:
        """The spider of that name; a province that the file speaks of as the file has it."""
        declared = super().load(spider_name)
        return self._amended().get(spider_name, (declared, ()))[0]

    def amendments(self, spider_name: str) -> tuple[Amendment, ...]:
        """What the file changes in a spider; nothing in one that it does not speak of."""
        return self._amended().get(spider_name, (None, ()))[1]

    def _amended(self) -> dict[str, tuple[type[ProvinceSpider], tuple[Amendment, ...]]]:
        provinces = {name: spider for name, spider in self._spiders.items() if issubclass(spider, ProvinceSpider)}
        entries = _read(self._file, provinces)
        return {name: _amend(provinces[name], tables, self._file) for name, tables in entries.items()}


def local_changes(settings: BaseSettings, spider: str) -> dict[str, str]:
    """What the file changes in a spider as an argument of its run, under the name of the file; empty where nothing."""
    loader = get_spider_loader(settings)
    if not isinstance(loader, LocalSpiderLoader) or spider not in loader.list():
        return {}
    changes = "; ".join(map(str, loader.amendments(spider)))
    return {settings["SOURCES_LOCAL"]: changes} if changes else {}


def _read(file: str, known: Collection[str]) -> dict[str, list[dict[str, Any]]]:
    """The tables of the file by province, none without a file; raises DeclarationError."""
    if not file or (file == USUAL and not Path(file).exists()):
        return {}
    try:
        document = tomllib.loads(Path(file).read_text("utf-8"))
    except OSError as error:
        raise DeclarationError(f"{file} cannot be opened: {(error.strerror or str(error)).lower()}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DeclarationError(f"{file} is not TOML: {error}.") from error
    for name, tables in document.items():
        if name not in known:
            raise DeclarationError(f"{file}: there is no province {name}: {meant(name, known, '`scrapy list` knows')}")
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            raise DeclarationError(f"{file}: write each source of {name} under a line [[{name}]], with two brackets.")
    return document


def _amend(
    province: type[ProvinceSpider], tables: Sequence[Mapping[str, Any]], file: str
) -> tuple[type[ProvinceSpider], tuple[Amendment, ...]]:
    """The province with what the tables say of it, one after another; each result is checked as a module's is."""
    amendments: list[Amendment] = []
    for number, table in enumerate(tables, 1):
        try:
            one = amendment(table, province.place, province.sources)
            province = _with(province, one)
        except DeclarationError as error:
            says = str(error).removeprefix(f"{province.__module__}.{province.__name__}: ")
            raise DeclarationError(f"{file}, entry {number} of [[{province.name}]]: {says}") from None
        amendments.append(one)
    return province, tuple(amendments)


def _with(province: type[ProvinceSpider], one: Amendment) -> type[ProvinceSpider]:
    """A class like the module's with other sources; raises DeclarationError as a module would."""
    declared = {"__module__": province.__module__, "__doc__": province.__doc__, "name": province.name}
    sources = {"place": province.place, "sources": one.applied(province.sources), "expect": province.expect}
    return type(province.__name__, (ProvinceSpider,), declared | sources)
