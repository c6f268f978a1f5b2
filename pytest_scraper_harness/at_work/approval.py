"""Verdicts held against approved ones; a snapshot cannot bless what a human's label contradicts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from syrupy.assertion import AssertionResult, SnapshotAssertion

from harness.core.clean import clean
from harness.core.model import Verdict
from harness.look.checked import Checked
from pytest_scraper_harness.at_work.looks import SEEN, first_to_tell
from pytest_scraper_harness.at_work.snapshot import VerdictSnapshotExtension


def approval(
    request: pytest.FixtureRequest, extension: type[VerdictSnapshotExtension] = VerdictSnapshotExtension
) -> VerdictAssertion:
    """The approved verdict of a test."""
    base: SnapshotAssertion = request.getfixturevalue("snapshot")
    return VerdictAssertion(
        session=base.session,
        extension_class=extension,
        test_location=base.test_location,
        update_snapshots=base.update_snapshots,
        update_new_snapshots_only=base.update_new_snapshots_only,
    )


@dataclass(eq=False, repr=False)
class VerdictAssertion(SnapshotAssertion):
    """Compares verdicts. Where one contradicts the page's label, ``--snapshot-update`` does not store it."""

    def __eq__(self, other: object) -> bool:
        contradicted = self._contradicted(other)
        if contradicted is None:
            same = super().__eq__(other)
            if not same and (why := self._broken()):
                pytest.fail(why, pytrace=False)
            return same
        updating = self.update_snapshots or self.update_new_snapshots_only
        self.keep(other)
        if updating:
            pytest.fail(not_blessed(contradicted, self.test_location.item), pytrace=False)
        return False

    __hash__ = None  # type: ignore[assignment]  # it compares, it is no key

    def keep(self, data: object = None) -> bool:
        """Compare without storing anything. A snapshot that was compared counts as used: what could not
        be looked at today is not deleted by ``--snapshot-update``."""
        update, update_new = self.update_snapshots, self.update_new_snapshots_only
        self.update_snapshots = self.update_new_snapshots_only = False
        try:
            return super().__eq__(data)
        finally:
            self.update_snapshots, self.update_new_snapshots_only = update, update_new

    @property
    def told(self) -> AssertionResult:
        """What the last comparison said."""
        return self.executions[max(self.executions)]

    @property
    def file(self) -> str:
        """Where the snapshot lies, from the root folder."""
        path, root = Path(self.told.snapshot_location), self.test_location.item.config.rootpath
        return clean(path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path))

    def _broken(self) -> str:
        """What is wrong with the stored snapshot itself, or nothing. It is no verdict that was ever approved."""
        if self.told.recalled_data is None:
            return ""
        try:
            json.loads(self.told.recalled_data)
        except ValueError as error:
            return (
                f"{self.file} is broken: it is no JSON ({error})\n"
                "Take it back from version control, or approve what is there now with --snapshot-update."
            )
        return ""

    def _contradicted(self, data: object) -> Checked | None:
        """What was seen of a labelled page whose label says otherwise."""
        if not isinstance(data, Verdict):
            return None
        seen = self.test_location.item.stash.get(SEEN, [])
        return next((c for c in seen if c.verdict is data and c.differs), None)


def not_blessed(checked: Checked, item: pytest.Item) -> str:
    """Why a snapshot was not stored, and what a human can do, unless the page's other test has told it."""
    why = f"{checked.target}: the snapshot was not stored, for the page's label contradicts the verdict"
    if (first := first_to_tell(item, checked.target, "label")) != item.name:
        return f"{why}, as {first} tells"
    return (
        f"{why}\n" + "".join(f"  {sentence}\n" for sentence in checked.differs) + label_help(checked.target)
    )


def label_help(target: str) -> str:
    """How a human changes a label."""
    file = Path(target) / "page.toml"
    return (
        f"Look at the page. If a reader sees what the verdict says, change [expect] in {file.as_posix()}\n"
        "by hand; if not, mend the rule. Nothing writes labels but people."
    )
