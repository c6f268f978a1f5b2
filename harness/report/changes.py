"""What became of pages since an earlier run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from harness.core.model import Verdict


@dataclass(frozen=True, slots=True)
class Changes:
    """A run against an earlier one, by target.

    Args:
        was: of pages that are in another state now: the state they had.
        new: pages that the earlier run did not have.
        gone: pages that only the earlier run had.
        same: how many are as they were.
    """

    was: Mapping[str, str]
    new: frozenset[str]
    gone: tuple[str, ...]
    same: int


def compare(before: Iterable[Verdict], now: Iterable[Verdict]) -> Changes:
    """The changes between two runs.

    A page that several engines looked at is compared engine by engine where both runs have that engine.
    """
    old: dict[str, dict[str, str]] = {}
    for verdict in before:
        old.setdefault(verdict.target, {})[verdict.engine] = verdict.state.value
    new: dict[str, dict[str, str]] = {}
    for verdict in now:
        new.setdefault(verdict.target, {})[verdict.engine] = verdict.state.value
    was = {target: state for target in old.keys() & new.keys() if (state := _was(old[target], new[target]))}
    return Changes(
        was=was,
        new=frozenset(new.keys() - old.keys()),
        gone=tuple(sorted(old.keys() - new.keys())),
        same=len(old.keys() & new.keys()) - len(was),
    )


def _was(old: Mapping[str, str], new: Mapping[str, str]) -> str:
    """The earlier state of a page that changed, or nothing."""
    shared = old.keys() & new.keys()
    if shared:
        return next((old[engine] for engine in sorted(shared) if old[engine] != new[engine]), "")
    before = set(old.values())
    return "" if before & set(new.values()) else sorted(before)[0]
