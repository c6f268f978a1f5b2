"""Perturbation tests: edits on complete pages that must not, or must, change the verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from harness.core.errors import RuleError, TargetError
from harness.core.model import Note, State, Verdict
from harness.core.rulebook import STANDARD, Rulebook
from harness.look.judge import judge
from harness.measure.bench.bench_score import Share
from harness.measure.faults.case import Case, Truth
from harness.measure.faults.edits import Edit, Group, all_edits, keeps
from harness.measure.faults.specimen import examine
from harness.observe.static import observe
from harness.reading import read
from harness.sources.labels import Label
from harness.sources.octets import read_file
from harness.sources.source import DEFAULT


@dataclass(frozen=True, slots=True)
class Trial:
    """One edit on one page.

    Args:
        page: the page's id.
        edit: the edit's name.
        want: the right state; of a neutral edit the state before it.
        accept: further states that are right.
        right: whether the verdict is.
        verdict: what harness said, kept where it is wrong.
    """

    page: str
    edit: str
    want: State
    accept: tuple[State, ...]
    right: bool
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """All edits on one page.

    Args:
        trials: the edits that the page allowed.
        declined: names of those it did not.
        problem: why the page was left alone; empty when it was not.
    """

    label: Label
    trials: tuple[Trial, ...] = ()
    declined: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Rates:
    """What a run of perturbations found.

    Args:
        pages: pages that were edited.
        left_alone: pages whose article could not be placed in the HTML, by id, with the reason.
        edits: by edit, how many verdicts were right.
        groups: the same by group.
        wrong: the trials that went wrong.
    """

    pages: int
    left_alone: dict[str, str]
    edits: dict[str, Share]
    groups: dict[Group, Share]
    wrong: tuple[Trial, ...]


def suited(label: Label) -> bool:
    """Whether a page can be perturbed: a human says that it is a whole article, and is sure."""
    return label.sure and label.state is State.FULL and label.complete


def perturb(label: Label, *, edits: Sequence[str], seed: int, rulebook: Rulebook = STANDARD) -> Tried:
    """Make edits on one page and judge each result with the static engine.

    Args:
        label: of a complete page.
        edits: names of the edits.
        seed: the same seed makes the same edits.
        rulebook: what pages are judged by.
    """
    try:
        html = read_file(label.path, label.id, DEFAULT)
        before = judge(html, url=label.url, status=label.status, headers=label.headers, rulebook=rulebook)
    except (TargetError, OSError, RuleError) as error:
        return Tried(label, problem=str(error))
    page = examine(
        Case(
            label.id,
            html,
            Truth(State.FULL, label.content),
            url=label.url,
            status=label.status,
            headers=label.headers,
            lang=label.lang,
        )
    )
    if page is None:
        return Tried(label, problem="its article is short, or cannot be placed in the HTML")
    sold = not SELLING.isdisjoint(before.also) or _leads_to_subscriptions(label, html, rulebook)
    trials: list[Trial] = []
    declined: list[str] = []
    for name in edits:
        edit = all_edits()[name]
        case = edit.made(page, seed)
        if case is None:
            declined.append(name)
        else:
            trials.append(_trial(edit, case, before.state, rulebook, sold=sold))
    return Tried(label, tuple(trials), tuple(declined))


SELLING = frozenset({Note.PAYWALL_OFFER, Note.MARKED_NOT_FREE})


def _leads_to_subscriptions(label: Label, html: bytes, rulebook: Rulebook) -> bool:
    """Whether a link to the site's subscriptions stands right below the whole text."""
    page = observe(html, url=label.url, status=label.status, headers=label.headers)
    return any(stop.sold is State.PAYWALL for stop in read(page, rulebook).stops)


def _trial(edit: Edit, case: Case, before: State, rulebook: Rulebook, *, sold: bool) -> Trial:
    verdict = judge(
        case.html, url=case.url, status=case.status, headers=case.headers, target=case.id, rulebook=rulebook
    )
    neutral = edit.group is Group.NEUTRAL
    if case.truth.state is State.TRUNCATED and sold:
        # the page sold subscriptions as it was; with its text cut, that offer stands at the cut
        case = replace(case, truth=replace(case.truth, accept=case.truth.accept | {State.PAYWALL}))
    right = keeps(edit, case, before, verdict.state)
    return Trial(
        page=case.page,
        edit=edit.name,
        want=before if neutral else case.truth.state,
        accept=() if neutral else tuple(sorted(case.truth.accept)),
        right=right,
        verdict=None if right else verdict,
    )


def rates(tried: Sequence[Tried]) -> Rates:
    """The rates of a run."""
    trials = [trial for each in tried for trial in each.trials]
    by_edit: dict[str, list[bool]] = {}
    by_group: dict[Group, list[bool]] = {}
    for trial in trials:
        by_edit.setdefault(trial.edit, []).append(trial.right)
        by_group.setdefault(all_edits()[trial.edit].group, []).append(trial.right)
    return Rates(
        pages=sum(1 for each in tried if not each.problem),
        left_alone={each.label.id: each.problem for each in tried if each.problem},
        edits={name: _share(by_edit[name]) for name in all_edits() if name in by_edit},
        groups={group: _share(by_group[group]) for group in Group if group in by_group},
        wrong=tuple(trial for trial in trials if not trial.right),
    )


def _share(answers: list[bool]) -> Share:
    return Share(sum(answers), len(answers))


def looker(edits: Sequence[str], seed: int, rulebook: Rulebook = STANDARD) -> partial[Tried]:
    """:func:`perturb` with its settings, for use over processes."""
    return partial(perturb, edits=tuple(edits), seed=seed, rulebook=rulebook)
