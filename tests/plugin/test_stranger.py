"""A stranger installs the built wheel, writes four lines of ini, and has tests of saved pages."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

import pytest

from plugin.project import CUT, FULL

ROOT = Path(__file__).parents[2]

INI = """[pytest]
testpaths = tests
harness_pages = pages
harness_engine = static
"""


def command(*parts: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """A program's run, without the settings of this run."""
    environ = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "PYTHON", "HARNESS"))}
    argv = [str(part) for part in parts]
    return subprocess.run(
        argv, cwd=cwd, env=environ, capture_output=True, text=True, timeout=300, check=False
    )


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the built wheel; only the dependencies are taken from this one."""
    place = tmp_path_factory.mktemp("stranger")
    built = command(
        sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", place, ROOT, cwd=ROOT
    )
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = place.glob("*.whl")
    venv.create(place / "env", with_pip=False, symlinks=True)
    program = place / "env" / "bin" / "python"
    told = command(program, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=place)
    site = Path(told.stdout.strip())
    if find_spec("pip") is None:  # dev.py makes environments that may have none; the wheel is pure Python
        ZipFile(wheel).extractall(site)
    else:
        pip = [
            sys.executable,
            "-m",
            "pip",
            "--python",
            program,
            "install",
            "--quiet",
            "--no-deps",
            "--no-index",
        ]
        installed = command(*pip, wheel, cwd=place)
        assert installed.returncode == 0, installed.stderr
    # The stranger's own harness comes first; an editable install of this project is not reached by a .pth.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return program


def test_a_stranger_gets_saved_page_tests(python: Path, tmp_path: Path) -> None:
    """pip install, four lines of ini: labels are held, verdicts approved, changes told."""
    (tmp_path / "pytest.ini").write_text(INI)
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_own.py").write_text("def test_own():\n    pass\n")
    for name, html, state in (("ferry", FULL, "full"), ("bridge", CUT, "truncated")):
        folder = tmp_path / "pages" / name
        folder.mkdir(parents=True)
        (folder / "page.html").write_text(html)
        (folder / "page.toml").write_text(
            f'url = "https://news.example/2026/{name}"\n[expect]\nstate = "{state}"\n'
        )

    first = command(python, "-m", "pytest", "--snapshot-update", cwd=tmp_path)
    assert "5 passed" in first.stdout, first.stdout + first.stderr
    again = command(python, "-m", "pytest", "-v", cwd=tmp_path)
    assert again.returncode == 0
    assert "pages/bridge/page.toml::test_verdict PASSED" in again.stdout
    assert "scraper-harness-" in again.stdout  # pytest names the plugin's distribution
    (tmp_path / "pages" / "ferry" / "page.html").write_text(CUT)
    changed = command(python, "-m", "pytest", cwd=tmp_path)
    assert changed.returncode == 1
    assert "expected full, found truncated" in changed.stdout


def test_the_plugin_may_also_be_named_or_switched_off(python: Path, tmp_path: Path) -> None:
    """-p no:scraper_harness leaves it out."""
    (tmp_path / "test_own.py").write_text("def test_own(harness_check):\n    pass\n")

    off = command(python, "-m", "pytest", "-p", "no:scraper_harness", cwd=tmp_path)

    assert "fixture 'harness_check' not found" in off.stdout
