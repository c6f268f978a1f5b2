"""Verdicts as snapshots: what was last approved, short enough to review in a diff.

Snapshots live under one top-level ``snapshots/`` folder, by the test file's path. What names the machine
or the run (target, address, engine) is not stored, so that a snapshot changes only when the verdict does.
Neither is a secret of an address. A snapshot says what the code said; whether that is right is what the page's own label says.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from syrupy.extensions.json import JSONSnapshotExtension

from harness.core.model import Signal, Verdict
from harness.core.secrets import redact_addresses

if TYPE_CHECKING:
    from syrupy.location import PyTestLocation

FOLDER = "snapshots"


class VerdictSnapshotExtension(JSONSnapshotExtension):
    """JSON files under the root folder's ``snapshots/``: ``snapshots/tests/test_pages/test_x[id].json``."""

    @classmethod
    def dirname(cls, *, test_location: PyTestLocation) -> str:
        """Where the snapshots of one test file lie.

        The file's own path is part of it: syrupy looks for unused snapshots folder by folder, and two test
        files that shared one would each call the other's snapshots unused.
        """
        root = test_location.item.config.rootpath
        file = Path(test_location.filepath)
        inside = file.relative_to(root) if file.is_relative_to(root) else Path(file.parent.name, file.name)
        return str(root / FOLDER / inside.parent / test_location.basename)

    def serialize(self, data: Any, **options: Any) -> str | bytes:
        """A verdict is stored by what is worth approving of it."""
        return super().serialize(as_snapshot(data) if isinstance(data, Verdict) else data, **options)


class PageSnapshotExtension(VerdictSnapshotExtension):
    """The same for collected pages: ``pages/x/page.toml`` has ``snapshots/pages/x/test_verdict.json``."""

    @classmethod
    def dirname(cls, *, test_location: PyTestLocation) -> str:
        """One folder a page."""
        return str(Path(super().dirname(test_location=test_location)).parent)

    @classmethod
    def discovery_dirname(cls, *, test_location: PyTestLocation) -> str:
        """All pages of a folder are searched for unused snapshots, so that a deleted page's is found."""
        return str(Path(cls.dirname(test_location=test_location)).parent)

    @classmethod
    def matches_test_location(cls, *, test_location: PyTestLocation, snapshot_location: str) -> bool:
        """Whether a snapshot is this page's."""
        return Path(snapshot_location).parent == Path(cls.dirname(test_location=test_location))


def as_snapshot(verdict: Verdict) -> OrderedDict[str, Any]:
    """What of a verdict is worth approving, the most important first (syrupy sorts plain dicts)."""
    retry: str = verdict.retry.advice.value
    if verdict.retry.after_s is not None:
        retry = f"{retry}, after {verdict.retry.after_s:g} s"
    article = verdict.article
    return OrderedDict(
        state=verdict.state.value,
        content=verdict.content.value,
        also=[a.value for a in verdict.also],
        retry=retry,
        article=OrderedDict(
            words=article.words,
            expected_words=article.expected_words,
            text_source=article.text_source.value,
            first=redact_addresses(article.first),
            last=redact_addresses(article.last),
        ),
        signals=_signals(verdict.signals),
        despite=_signals(verdict.despite),
    )


def _signals(signals: Iterable[Signal]) -> OrderedDict[str, list[str]]:
    """By rule id, in order; the mark after the id tells signals that only hint from those that decide."""
    return OrderedDict(
        (
            s.rule if s.decisive else f"{s.rule} (hint)",
            [redact_addresses(f"{evidence.where}: {evidence.excerpt}") for evidence in s.evidence],
        )
        for s in sorted(signals, key=lambda s: s.rule)
    )
