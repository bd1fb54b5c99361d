"""The house stands as it is drawn: imports go down, the two doors are ours, the wheel holds the library only."""

import importlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def test_imports_keep_to_the_contracts():
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        capture_output=True,
        cwd=ROOT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


@pytest.mark.parametrize("name", ["spiders", "pipelines"])
def test_an_installed_package_of_that_name_does_not_shadow_ours(name, tmp_path):
    """`scrapy list` would print nothing and end with 0."""
    (tmp_path / name).mkdir()
    (tmp_path / name / "__init__.py").write_text("")
    done = subprocess.run(
        [sys.executable, "-c", f"import gipcrawler.settings, {name}; print({name}.__file__)"],
        capture_output=True,
        cwd=tmp_path,
        text=True,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        check=True,
    )
    assert Path(done.stdout.strip()) == ROOT / name / "__init__.py"
    assert importlib.util.find_spec(name)


def test_the_wheel_holds_the_library_and_its_data(tmp_path):
    source = tmp_path / "source"  # building leaves files behind
    shutil.copytree(ROOT / "gipcrawler", source / "gipcrawler", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", tmp_path, source],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"gipcrawler"}
    kinds = {".toml", ".gz", ".csv", ".lock", ".tmpl", ".typed"}
    data = {path for path in (ROOT / "gipcrawler").rglob("*") if path.suffix in kinds}
    assert {str(path.relative_to(ROOT)) for path in data} <= set(names)
    assert data


def test_the_lock_has_hashes_and_no_address():
    lines = (ROOT / "requirements.lock").read_text().splitlines()
    assert any(line.startswith("scrapy==") for line in lines)
    assert not [line for line in lines if "://" in line or line.startswith("-")]
    pinned = [at for at, line in enumerate(lines) if "==" in line and not line.startswith(" ")]
    assert pinned
    assert all(lines[at + 1].startswith("    --hash=sha256:") for at in pinned)
