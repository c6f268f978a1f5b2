"""What changed since an earlier run: two verdicts of one target compared, as plain data.

Only a change of *state* is one that counts. A site that is down says nothing of its page, so neither going
down nor coming back counts.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from harness.core.errors import UsageError
from harness.core.model import SCHEMA, State, Verdict
from harness.web.transient import is_down

_WORDS_SHARE = 0.2
_WORDS_LEAST = 40
"""Words by which an article may grow or shrink unmentioned: pages are edited."""


class Kind(StrEnum):
    """How a target's verdict stands to its earlier one."""

    SAME = "same"
    CHANGED = "changed"
    FAILING = "newly failing"
    NEW = "new"
    GONE = "gone"
    DOWN = "down"
    BACK = "back"
    UNSETTLED = "unsettled"


KINDS: dict[Kind, str] = {
    Kind.SAME: "as in the baseline",
    Kind.CHANGED: "another state, or the same with other facts",
    Kind.FAILING: "it was a whole article and is not any more",
    Kind.NEW: "the baseline does not have it",
    Kind.GONE: "only the baseline has it",
    Kind.DOWN: "the site is down, which is no change of the page",
    Kind.BACK: "the site was down in the baseline",
    Kind.UNSETTLED: "looks in a row disagree, so that no change counts",
}
"""What each kind means, in one line for people."""


@dataclass(frozen=True, slots=True)
class Change:
    """How a verdict stands to the baseline's.

    Args:
        kind: see :class:`Kind`.
        what: what changed, a few words each: ``state: full → paywall``.
        was: the earlier state, or ``None``.
        state_changed: the state is another one, which is what counts.
        looks: the states that looks in a row gave, where there was more than one.
    """

    kind: Kind
    what: tuple[str, ...] = ()
    was: str | None = None
    state_changed: bool = False
    looks: tuple[str, ...] = ()

    def __str__(self) -> str:
        said = f"{self.kind.value}: {'; '.join(self.what)}" if self.what else self.kind.value
        return f"{said} ({len(self.looks)} looks: {', '.join(self.looks)})" if self.looks else said

    def to_json(self) -> dict[str, Any]:
        """The change as plain data."""
        return {
            "kind": self.kind.value,
            "what": list(self.what),
            "was": self.was,
            "state_changed": self.state_changed,
            "looks": list(self.looks),
        }


@dataclass(frozen=True, slots=True)
class Recheck:
    """How often a changed live page is looked at: a change counts when ``agree`` of at most ``looks`` see it."""

    agree: int = 2
    looks: int = 3

    @classmethod
    def read(cls, text: str) -> Recheck:
        """From ``K`` or ``K/N``; ``K`` alone is a majority, ``K/(2K-1)``.

        Raises:
            UsageError: it is no such pair.
        """
        agree, slash, looks = text.partition("/")
        try:
            k = int(agree)
            n = int(looks) if slash else 2 * k - 1
        except ValueError:
            k, n = 0, 0
        if not 1 <= k <= n <= 20 or 2 * k <= n:
            raise UsageError(
                f"--recheck {text}: write K, or K/N with K more than half of N, as in 2/3 (N at most 20)"
            )
        return cls(k, n)


TWO_OF_THREE = Recheck()
"""How often a changed live page is looked at where nobody chose otherwise."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """An earlier run.

    Args:
        verdicts: in their JSON form, by target.
    """

    verdicts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @classmethod
    def parse(cls, text: str, name: str) -> Baseline:
        """From the output of ``harness check --format jsonl`` or ``json``, or a results file of ``harness run``.

        Raises:
            UsageError: a line is no verdict; the message names file and line.
        """
        found: dict[str, Mapping[str, Any]] = {}
        for where, entry in _entries(text, name):
            if isinstance(entry, dict) and "state" not in entry and {"error", "skipped"} & set(entry):
                continue  # what harness run could not look at
            if not _is_verdict(entry):
                raise UsageError(f"{where}: it is no verdict; a baseline is written with --format jsonl")
            if entry.get("schema") != SCHEMA:
                raise UsageError(f"{where}: its form is not that of this version (schema {SCHEMA})")
            if entry.get("change", {}).get("kind") != Kind.GONE.value:
                found[entry["target"]] = entry
        return cls(found)

    def gone(self, seen: Iterable[str]) -> list[str]:
        """Targets of the earlier run that are not among ``seen``."""
        now = set(seen)
        return [target for target in self.verdicts if target not in now]

    def as_gone(self, target: str) -> dict[str, Any]:
        """The earlier verdict of a target, marked as gone."""
        was = self.verdicts[target]
        return {**was, "change": Change(Kind.GONE, was=str(was["state"])).to_json()}


def _is_verdict(entry: object) -> bool:
    kinds = {"target": str, "state": str, "article": dict, "also": list, "signals": list}
    return (
        isinstance(entry, dict)
        and all(isinstance(entry.get(name), kind) for name, kind in kinds.items())
        and all(isinstance(signal, dict) for signal in entry["signals"])
        and isinstance(entry.get("change", {}), dict)
    )


def _entries(text: str, name: str) -> Iterator[tuple[str, Any]]:
    if text.lstrip().startswith("["):
        try:
            array = json.loads(text)
        except json.JSONDecodeError as error:
            raise UsageError(f"{name}:{error.lineno}: it is no valid JSON ({error.msg})") from error
        yield from ((f"{name}: entry {number}", entry) for number, entry in enumerate(array, start=1))
        return
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            yield f"{name}:{number}", json.loads(line)
        except json.JSONDecodeError as error:
            raise UsageError(f"{name}:{number}: it is no valid JSON ({error.msg})") from error


def compare(was: Mapping[str, Any] | None, now: Mapping[str, Any]) -> Change:
    """How a verdict stands to an earlier one, both in their JSON form.

    Args:
        was: the earlier one, or ``None``.
        now: the one of this run.
    """
    if was is None:
        return Change(Kind.NEW)
    earlier, state = str(was["state"]), str(now["state"])
    changed = earlier != state
    what = tuple(_differences(was, now))
    if changed and is_down(now):
        return Change(Kind.DOWN, what[:1], earlier)
    if changed and is_down(was):
        return Change(Kind.BACK, what[:1], earlier)
    if not what:
        return Change(Kind.SAME, was=earlier)
    failing = changed and earlier == State.FULL
    return Change(Kind.FAILING if failing else Kind.CHANGED, what, earlier, changed)


def _differences(was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    for name in ("state", "content"):
        if was.get(name) != now.get(name):
            yield f"{name}: {was.get(name)} → {now.get(name)}"
    before, after = set(was.get("also", ())), set(now.get("also", ()))
    signs = [f"+{word}" for word in sorted(after - before)] + [f"-{word}" for word in sorted(before - after)]
    if signs:
        yield f"also: {' '.join(signs)}"
    words = [int((v.get("article") or {}).get("words") or 0) for v in (was, now)]
    if abs(words[1] - words[0]) > max(_WORDS_LEAST, _WORDS_SHARE * max(words)):
        yield f"words: {words[0]:,} → {words[1]:,}"
    if was.get("status") != now.get("status"):
        yield f"status: {was.get('status')} → {now.get('status')}"


def settle(
    was: Mapping[str, Any] | None, looks: Sequence[Verdict], recheck: Recheck
) -> tuple[Verdict, Change] | None:
    """What the looks at one page say together, or ``None`` while another look is needed.

    A change of state counts when ``recheck.agree`` looks see the same new state. A look at a site that is
    down has no vote. A first look that sees no change is believed.

    Args:
        was: the baseline's verdict, or ``None``.
        looks: the looks so far, at least one.
        recheck: how many must agree, of how many.
    """
    changes = [_one(was, look) for look in looks]
    told = tuple(look.state.value for look in looks) if len(looks) > 1 else ()
    seen = list(zip(looks, (replace(change, looks=told) for change in changes), strict=True))
    if not changes[0].state_changed and len(looks) == 1:
        return seen[0]
    new = Counter(look.state for look, change in seen if change.state_changed)
    state, votes = new.most_common(1)[0]
    if votes >= recheck.agree:
        return next(pair for pair in reversed(seen) if pair[0].state is state)
    if votes + recheck.looks - len(looks) >= recheck.agree:
        return None
    still = [pair for pair in seen if not pair[1].state_changed and pair[1].kind is not Kind.DOWN]
    if len(still) >= recheck.agree:
        return still[-1]
    verdict, change = seen[-1]
    return verdict, replace(change, kind=Kind.UNSETTLED, what=(), state_changed=False)


def _one(was: Mapping[str, Any] | None, now: Verdict) -> Change:
    return compare(was, now.to_json())
