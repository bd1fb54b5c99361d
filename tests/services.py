"""Programs that some tests need: `python -m tests.services` installs what is missing where it may, and else says so.

With Debian's apt-get and as root they are installed; without, tests marked `@pytest.mark.needs("…")` are skipped, and
the last lines of the run say which and why (tests/conftest.py).
"""
# ruff: noqa: T201 - a program that speaks to its user

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

TIMEOUT = 900


@dataclass(frozen=True, slots=True)
class Service:
    """Something that is there if one of `programs` is on PATH, or in `folders`; `package` is Debian's."""

    programs: tuple[str, ...]
    package: str
    folders: str = "nowhere"

    @property
    def program(self) -> str | None:
        """The path of the program, null where it is missing."""
        beside = os.pathsep.join(map(str, sorted(Path("/").glob(self.folders), reverse=True)))
        path = os.pathsep.join(filter(None, (os.environ.get("PATH"), beside)))
        return next(filter(None, (shutil.which(name, path=path) for name in self.programs)), None)


SERVICES = {
    "chromium": Service(("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"), "chromium"),
    # Debian keeps a server's programs apart, by version, and puts none of them on PATH
    "postgresql": Service(("initdb",), "postgresql", "usr/lib/postgresql/*/bin"),
}


def lack(name: str) -> str | None:
    """Why a service is not here, in one line; null where it is."""
    service = SERVICES[name]
    if service.program:
        return None
    why = "`make test` as root on Debian installs it" if not _may_install() else "apt-get could not install it"
    return f"needs {name}: none of {', '.join(service.programs)} is on PATH; {why}"


def install(names: Iterable[str]) -> None:
    """Install what is missing; what cannot be had is left to `lack`, for tests that need nothing go on."""
    packages = [SERVICES[name].package for name in names if not SERVICES[name].program]
    if not packages or not _may_install():
        return
    print(f"installing {' '.join(packages)} for the tests", flush=True)
    settings = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        try:
            subprocess.run(["apt-get", "-qq", *command], env=settings, timeout=TIMEOUT, check=True, capture_output=True)
        except subprocess.SubprocessError as error:
            said = (getattr(error, "stderr", None) or b"").decode(errors="replace").strip()
            print(f"apt-get {command[0]} failed: {said or error}", file=sys.stderr)
            return


def _may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


if __name__ == "__main__":
    install(SERVICES)
