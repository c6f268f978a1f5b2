"""``harness init``: a first saved page, its test and a CI job in a project."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from harness.core.errors import TargetError, UsageError
from harness.core.extras import lacks

PAGE = "lamplighter"
"""The saved page to begin with: one of the articles that come with harness."""

GITHUB = """\
name: Saved pages
on: [push, pull_request]
permissions:
  contents: read
jobs:
  saved-pages:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install 'scraper-harness[pytest]'
      - run: harness check pages --engine static --format github
      - run: pytest pages
"""

GITLAB = """\
saved-pages:
  image: python:3.12-slim
  script:
    - pip install 'scraper-harness[pytest]'
    - harness check pages --engine static --report junit=harness.xml
    - pytest pages
  artifacts:
    when: always
    reports:
      junit: harness.xml
"""

_CI = {"github": (".github/workflows/saved-pages.yml", GITHUB), "gitlab": (".gitlab-ci.yml", GITLAB)}


@click.command(short_help="A first saved page, its test and a CI job.")
@click.argument("folder", default=".", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--ci", type=click.Choice([*_CI, "none"]), help="Whose CI file is written; as the project looks."
)
def init(folder: Path, ci: str | None) -> int:
    """Write a first saved page, its test and a CI job into FOLDER, the current one by default.

    What is there stays as it is; pytest's section gains two lines. The page is an article that comes with
    harness: replace it by pages of yours, saved with harness save.

    \b
    harness init
    harness init my-project --ci gitlab
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for line in _written(folder, ci or _usual_ci(folder)):
            click.echo(line)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{folder}: it cannot be written ({error})") from error
    if lacking := lacks("pytest", "pytest", "syrupy"):
        click.echo(f"its test needs {lacking}; then: pytest pages --snapshot-update")
        return 0
    return _first_snapshot(folder)


def _usual_ci(folder: Path) -> str:
    return "gitlab" if (folder / ".gitlab-ci.yml").exists() else "github"


def _written(folder: Path, ci: str) -> Iterator[str]:
    """Write what is not there, and say so of each file."""
    from harness.cli.pytest_section import with_pages
    from harness.measure.audit.suite import own_articles

    for name in ("page.html", "page.toml"):
        yield _new(folder, f"pages/{PAGE}/{name}", (own_articles() / PAGE / name).read_text(encoding="utf-8"))
    section = with_pages(folder)
    if section.text:
        section.file.write_text(section.text, encoding="utf-8")
    yield f"{'wrote' if section.text else 'kept '} {section.file.name}: harness_pages = pages"
    if ci in _CI:
        name, text = _CI[ci]
        yield _new(folder, name, text)


def _new(folder: Path, name: str, text: str) -> str:
    file = folder / name
    if file.exists():
        return f"kept  {name}, which was there"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
    return f"wrote {name}"


def _first_snapshot(folder: Path) -> int:
    """Have pytest store the first page's verdict, as it would at a prompt, but without the project's own modules on its path."""
    snapshot = f"snapshots/pages/{PAGE}/test_verdict.json"
    if not (folder / snapshot).exists():
        command = [sys.executable, "-P", "-m", "pytest", "-q", f"pages/{PAGE}", "--snapshot-update"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode:
            raise TargetError(str(folder), f"pytest fails there:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        click.echo(f"wrote {snapshot}")
    click.echo("\nnow: pytest\nthen a page of yours: harness save https://news.example/story --as our-story")
    return 0


COMMAND = init
