"""`scrapy genspider -t province` in a copy of the project."""

import shutil
import subprocess
import sys

import pytest
from scrapy.exceptions import UsageError

from gipcrawler.crawl.commands.genspider import blanks
from tests.crawling import ROOT, environment, program

CRAWL = """
import sys
from pathlib import Path
from tests.crawling import crawl
from tests.replica.replica import Replica
slug, folder = sys.argv[1:]
with Replica([slug]) as replica:
    ended = crawl(slug, archive=Path(folder), proxy=replica.proxy)
    print(ended.stdout, ended.stderr, len(replica.planted), file=sys.stderr)
    sys.exit(ended.returncode)
"""


class Project:
    """A copy of what a province touches."""

    def __init__(self, folder):
        self.folder = folder
        skip = shutil.ignore_patterns("__pycache__")
        for name in ("gipcrawler", "spiders", "pipelines", "tests/replica", "tests/press"):
            shutil.copytree(ROOT / name, folder / name, ignore=skip)
        for name in ("scrapy.cfg", "tests/crawling.py"):
            shutil.copy(ROOT / name, folder / name)

    def run(self, *command):
        variables = environment(self.folder / "archive") | {"PYTHONPATH": str(self.folder)}
        return subprocess.run(
            command, cwd=self.folder, env=variables, capture_output=True, encoding="utf-8", check=False, timeout=60
        )

    def genspider(self, *arguments):
        return self.run(program("scrapy"), "genspider", "-t", "province", *arguments)

    def remove(self, slug):
        for path in (f"spiders/{slug}.py", f"tests/replica/{slug}.py"):
            (self.folder / path).unlink(missing_ok=True)


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return Project(tmp_path_factory.mktemp("project"))


def test_a_province_of_the_register_gets_a_module_and_a_replica_that_fit_each_other(project):
    project.remove("jilin")
    made = project.genspider("jilin", "http://xxgk.jl.gov.cn/szf/nb/")
    assert (made.returncode, made.stderr) == (0, "")
    module = (project.folder / "spiders/jilin.py").read_text("utf-8")
    assert 'place = "220000"' in module
    assert 'Source("220000", Trs("http://xxgk.jl.gov.cn/szf/nb/"))' in module
    assert "吉林省" in module
    for said in ("spiders/jilin.py", "tests/replica/jilin.py", "FILL IN", "identify", "DRY_RUN", "tests.docs.build"):
        assert said in made.stdout
    crawled = project.run(sys.executable, "-c", CRAWL, "jilin", str(project.folder / "archive"))
    assert crawled.returncode == 0, crawled.stderr
    assert "complete: jilin: 3 new" in crawled.stderr
    linted = project.run(
        program("ruff"), "check", f"--config={ROOT}/pyproject.toml", "spiders/jilin.py", "tests/replica/jilin.py"
    )
    assert linted.returncode == 0, linted.stdout


def test_another_slug_is_no_division_until_one_is_told(project):
    assert project.genspider("elsewhere", "www.elsewhere.gov.cn").returncode == 0
    assert 'place = ""' in (project.folder / "spiders/elsewhere.py").read_text("utf-8")
    assert project.genspider("shenzhen", "www.sz.gov.cn", "--place", "440300").returncode == 0
    module = (project.folder / "spiders/shenzhen.py").read_text("utf-8")
    assert 'Source("440300", Trs("https://www.sz.gov.cn/' in module
    assert "深圳市" in module
    listed = project.run(program("scrapy"), "list")
    assert {"elsewhere", "shenzhen"} <= set(listed.stdout.split()), listed.stderr


def test_nothing_is_overwritten(project):
    before = (project.folder / "spiders/sichuan.py").read_bytes()
    made = project.genspider("sichuan", "www.sc.gov.cn")
    assert made.returncode == 2
    assert (project.folder / "spiders/sichuan.py").read_bytes() == before
    (project.folder / "tests/replica/newland.py").write_text("mine")
    made = project.genspider("newland", "www.newland.gov.cn")
    assert made.returncode == 2
    assert "tests/replica/newland.py is there already" in made.stderr
    assert not (project.folder / "spiders/newland.py").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("Neu-Land", "www.newland.gov.cn", None), "Neu-Land is no slug"),
        (("newland", "ftp://www.newland.gov.cn/", None), "is no host"),
        (("newland", "newland", None), "is no host"),
        (("newland", "www.newland.gov.cn", "999999"), "--place 999999"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(arguments, says):
    with pytest.raises(UsageError, match=says) as raised:
        blanks(*arguments)
    assert "\n" not in str(raised.value)


def test_wrong_usage_is_one_line(project):
    made = project.genspider("newland")
    assert (made.returncode, made.stdout) == (2, "")
    assert len(made.stderr.strip().splitlines()) == 1, made.stderr
