"""`scrapy genspider -t province SLUG HOST`: a province's module and its replica case, both to be filled in."""

import sys
from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

from scrapy.commands.genspider import Command as ScrapyGenspider
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from gipcrawler import places

PROVINCE = "province"
COLUMN = "/zwgk/zfxxgk/zfxxgknb/"
"""Where a column of TRS, the software of half the provinces, often is; to be corrected."""
UNNAMED = "某省"
SINCE = "2023"
"""What the replica case satisfies; its reports are of 2022 to 2024."""
# The slugs of the provinces, and their division codes (GB/T 2260)
PLACES: Mapping[str, str] = {
    "beijing": "110000", "tianjin": "120000", "hebei": "130000", "shanxi": "140000", "neimenggu": "150000",
    "liaoning": "210000", "jilin": "220000", "heilongjiang": "230000", "shanghai": "310000", "jiangsu": "320000",
    "zhejiang": "330000", "anhui": "340000", "fujian": "350000", "jiangxi": "360000", "shandong": "370000",
    "henan": "410000", "hubei": "420000", "hunan": "430000", "guangdong": "440000", "guangxi": "450000",
    "hainan": "460000", "chongqing": "500000", "sichuan": "510000", "guizhou": "520000", "yunnan": "530000",
    "xizang": "540000", "shaanxi": "610000", "gansu": "620000", "qinghai": "630000", "ningxia": "640000",
    "xinjiang": "650000",
}  # fmt: skip
NEXT = """\
Wrote
{files}
Next:
  1. gipcrawler identify {url}      which software, and the Source line for it
  2. replace every FILL IN; `pytest tests/test_spiders.py -k {slug}` is red until none is left
  3. scrapy crawl {slug} -s DRY_RUN=1      what would be fetched, from the real portal
  4. pytest tests/test_provinces.py -k {slug}      the spider against its replica
  5. python -m tests.docs.build
"""


class Command(ScrapyGenspider):
    """Scrapy's own, which also knows what a province consists of; it overwrites nothing."""

    settings: Settings

    def long_desc(self) -> str:
        """What `-h` says, in place of a usage line."""
        return (
            "scrapy genspider -t province [--place CODE] <slug> <host, or the column's address>: a province to fill in"
        )

    def add_options(self, parser: ArgumentParser) -> None:
        """Scrapy's options, and the place."""
        super().add_options(parser)
        parser.usage = SUPPRESS  # which argparse puts before every error; an error is one line
        parser.set_defaults(template=PROVINCE)
        parser.add_argument("--place", metavar="CODE", help="division code, for a slug that is no province's")

    def run(self, args: list[str], opts: Namespace) -> None:
        """Write the files, and say what is to be done with them; raises UsageError in one sentence."""
        if opts.list or opts.dump or opts.template != PROVINCE:
            super().run(args, opts)
            return
        if len(args) != 2:
            raise UsageError("give a slug and a host: scrapy genspider -t province <slug> <host>", print_help=False)
        slug, address = args
        known = blanks(slug, address, opts.place)
        root = Path(str(import_module(self.settings["NEWSPIDER_MODULE"]).__file__)).parents[1]
        templates = Path(self.settings["TEMPLATES_DIR"])
        files = {
            root / "spiders" / f"{slug}.py": templates / "spiders" / f"{PROVINCE}.tmpl",
            root / "tests" / "replica" / f"{slug}.py": templates / "replica" / f"{PROVINCE}.tmpl",
        }
        for path in files:
            if path.exists():
                raise UsageError(
                    f"{path.relative_to(root)} is there already, and nothing was written", print_help=False
                )
        for path, template in files.items():
            path.write_text(Template(template.read_text("utf-8")).substitute(known), "utf-8")
        written = "\n".join(f"  {path.relative_to(root)}" for path in files)
        sys.stdout.write(NEXT.format(files=written, url=known["url"], slug=slug))


def blanks(slug: str, address: str, place: str | None) -> dict[str, str]:
    """What the templates have blanks for; raises UsageError for what cannot be."""
    if not slug.isidentifier() or not slug.islower() or not slug.isascii():
        raise UsageError(f"{slug} is no slug: small letters, as the province is written in pinyin", print_help=False)
    parts = urlsplit(address if "//" in address else f"https://{address}")
    if parts.scheme not in {"http", "https"} or "." not in (parts.hostname or ""):
        raise UsageError(f"{address} is no host: give www.example.gov.cn, or the column's address", print_help=False)
    code = place or PLACES.get(slug, "")
    division = places.get(code) if code else None
    if code and division is None:
        raise UsageError(f"--place {code} is not in the register of divisions", print_help=False)
    path = parts.path if len(parts.path) > 1 else COLUMN
    return {
        "slug": slug,
        "classname": slug.replace("_", " ").title().replace(" ", "_"),
        "chinese": division.name if division else UNNAMED,
        "organ": f"{division.name if division else UNNAMED}人民政府",
        "level": division.level if division else "province",
        "place": code,
        "family": "Trs",
        "host": parts.hostname or "",
        "scheme": parts.scheme,
        "url": f"{parts.scheme}://{parts.netloc}{path}{f'?{parts.query}' if parts.query else ''}",
        "directory": path if path.endswith("/") else f"{path.rpartition('/')[0]}/",
        "since": SINCE,
    }
