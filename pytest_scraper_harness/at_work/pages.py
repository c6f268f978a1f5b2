"""Saved pages as tests: ``pages/<id>/page.toml::test_label`` and ``::test_verdict``.

The label says what a human sees, the snapshot what was last approved. They are two tests, so that neither
can hide the other.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from difflib import unified_diff
from itertools import islice
from pathlib import Path
from types import ModuleType

import pytest

from harness.core.clean import clean
from harness.core.errors import HarnessError
from harness.look.checked import Checked
from harness.sources.page import Page
from harness.sources.saved import read_saved_page
from harness.sources.source import DEFAULT
from pytest_scraper_harness.at_work.approval import VerdictAssertion, approval, label_help
from pytest_scraper_harness.at_work.chosen import engines, timeout_of
from pytest_scraper_harness.at_work.looks import Looks, first_to_tell, remember
from pytest_scraper_harness.at_work.snapshot import PageSnapshotExtension

_FILES = ("page.toml", "page.html", "page.html.gz", "page.html.zst")
"""The files that make a folder a saved page. The first that is there stands for it: a page whose page.toml is
missing is a test, too, and fails."""


def page_folders(config: pytest.Config) -> list[Path]:
    """The folders of ``harness_pages``, which are written relative to the root folder."""
    # not resolved: pytest names files as they are reached, links and all
    return [Path(os.path.normpath(config.rootpath / name)) for name in config.getini("harness_pages")]


def add_page_folders(config: pytest.Config) -> None:
    """Have the folders collected where the user named nothing, or only ``testpaths`` did.

    Raises:
        UsageError: a folder is not there.
    """
    for folder in page_folders(config):
        if not folder.is_dir():
            raise pytest.UsageError(f"harness_pages: there is no folder {folder}")
    engines(config)  # a mistake ends the run here, not at every page
    timeout_of(config)
    if config.args_source is pytest.Config.ArgsSource.ARGS:
        return
    named = [config.invocation_params.dir / arg for arg in config.args]
    for folder in page_folders(config):
        if not any(folder.is_relative_to(place) for place in named):
            config.args.append(str(folder))


def collect_page(path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """The tests of the saved page that ``path`` stands for, or ``None``."""
    if path.name not in _FILES:
        return None
    if not any(path.is_relative_to(folder) for folder in page_folders(parent.config)):
        return None
    if path.name != next(name for name in _FILES if (path.parent / name).exists()):
        return None
    root = parent.config.rootpath
    shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
    if clean(shown) == shown:
        return PageModule.from_parent(parent, path=path)
    # What a stranger called a folder must not reach the terminal, nor a report that is XML.
    return PageModule.from_parent(parent, path=path, name=clean(path.name), nodeid=clean(shown))


class PageModule(pytest.Module):
    """A saved page in the place of a test file.

    Being a module with functions, all that pytest and its plugins do for tests they do for pages: fixtures,
    marks, ``-k``, xdist, snapshots.
    """

    def _getobj(self) -> ModuleType:
        """Where pytest would import the file. The name is pytest's own and not public; tests hold it."""
        module = ModuleType(self.path.parent.name)
        module.__file__ = str(self.path)
        for test in (test_label, test_verdict):
            setattr(module, test.__name__, test)
        return module

    def funcnamefilter(self, name: str) -> bool:
        """Whatever ``python_functions`` says of the user's own tests."""
        return name in (test_label.__name__, test_verdict.__name__)


@pytest.mark.harness_page
def test_label(harness_page: SavedPageTest) -> None:
    """The verdict is what a human says."""
    harness_page.hold_against_label()


@pytest.mark.harness_page
def test_verdict(harness_page: SavedPageTest) -> None:
    """The verdict, and its reasons, are those last approved."""
    harness_page.hold_against_snapshot()


def diff(approved: str, found: str) -> Iterator[str]:
    """The lines that differ, each stretch with one line before and after it."""
    changes = unified_diff(approved.splitlines(), found.splitlines(), n=1, lineterm="")
    for line in islice(changes, 2, None):
        yield "…" if line.startswith("@@") else clean(line)


class SavedPageTest:
    """What the tests of one saved page ask.

    Args:
        request: the test's.
        looks: the session's.
        engine: what looks.
    """

    def __init__(self, request: pytest.FixtureRequest, looks: Looks, engine: str) -> None:
        self._request = request
        self._looks = looks
        self._engine = engine
        folder = request.path.parent
        root = request.config.rootpath
        self._folder = folder
        self._name = clean(
            folder.relative_to(root).as_posix() if folder.is_relative_to(root) else str(folder)
        )

    def hold_against_label(self) -> None:
        """Fail where the verdict is not what ``[expect]`` says."""
        checked = self._look()
        if isinstance(checked, HarnessError):
            pytest.fail(self._why(checked), pytrace=False)
        if checked.expect is None:
            pytest.skip("page.toml has no [expect] yet; write down what a human sees")
        if checked.differs:
            first_to_tell(self._request.node, self._name, "label")
            pytest.fail(
                f"{self._name}: the verdict is not what the page's label says\n"
                + "".join(f"  {sentence}\n" for sentence in checked.differs)
                + label_help(self._name),
                pytrace=False,
            )

    def hold_against_snapshot(self) -> None:
        """Fail where the verdict is not the one last approved."""
        approved = approval(self._request, PageSnapshotExtension)
        checked = self._look()
        if isinstance(checked, HarnessError):
            approved.keep()
            pytest.fail(self._why(checked), pytrace=False)
        if not checked.verdict == approved:  # noqa: SIM201  # the snapshot defines == only
            pytest.fail(self._difference(approved), pytrace=False)

    def _why(self, error: HarnessError) -> str:
        item = self._request.node
        first = first_to_tell(item, self._name, "error")
        told = clean(str(error))
        return told if first == item.name else f"{self._name} cannot be looked at; {first} tells why"

    def _look(self) -> Checked | HarnessError:
        """What the page shows, or why it could not be looked at: as a value, so that the test that fails of it tells
        it once, without the way it came."""
        try:
            checked = self._looks.once(self._name, self._read, self._engine)
        except HarnessError as error:
            return error
        remember(self._request.node, checked, lambda: self._looks.picture(self._read()))
        return checked

    def _read(self) -> Page:
        return replace(read_saved_page(self._folder, DEFAULT), target=self._name)

    def _difference(self, approved: VerdictAssertion) -> str:
        told = approved.told
        name = approved.file
        if told.recalled_data is None:
            return f"{self._name}: no verdict is approved yet; --snapshot-update stores it as\n  {name}"
        lines = "".join(f"  {line}\n" for line in diff(str(told.recalled_data), str(told.asserted_data)))
        return (
            f"{self._name}: the verdict is not the one last approved in {name}\n{lines}"
            "If it is better now, --snapshot-update approves it."
        )
