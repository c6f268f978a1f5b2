"""Wordings put on real complete pages: is missing text noticed, with the right state, and do harmless boxes harm?

Each wording stands once, in a place of its kind's, on a page in its own language where the corpus has one, else on
any. Page, place and markup follow from the seed; a page more or less in the corpus moves few of the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from random import Random
from zlib import crc32

from harness.core.errors import RuleError, TargetError
from harness.core.model import Note, State, Verdict
from harness.core.rulebook import STANDARD, Rulebook
from harness.language.written import Wording
from harness.look.judge import judge, judge_text
from harness.look.look import look_static
from harness.measure.bench.bench_score import Share
from harness.measure.bench.ends import Outcome, measure, read_gold
from harness.measure.faults.case import Case, Truth
from harness.measure.faults.specimen import Specimen, examine
from harness.measure.notices.cases import Form, Put, put, room_for
from harness.sources.labels import Label
from harness.sources.octets import read_file
from harness.sources.page import Page
from harness.sources.source import DEFAULT

SELLING = frozenset({Note.PAYWALL_OFFER, Note.MARKED_NOT_FREE})
WHOLE = (0.9, 1.1)
"""Our words as a share of the marked ones, between which the text was found whole."""


@dataclass(frozen=True, slots=True)
class Order:
    """A wording for a page, and the places to try, the first that the page allows."""

    wording: Wording
    state: State | None
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """A page with the wordings for it."""

    bearer: Bearer
    orders: tuple[Order, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """One wording on one page, and what harness said.

    Args:
        page: the page's id.
        own_language: the wording is in the page's language.
        manner: how it was set, in words; empty in a text.
        said: the verdict's state.
        noticed: the verdict says that something is missing.
        verdict: kept where it is wrong.
    """

    page: str
    wording: Wording
    place: str
    manner: str
    own_language: bool
    want: State
    accept: tuple[State, ...]
    said: State
    noticed: bool
    verdict: Verdict | None = None

    @property
    def stops(self) -> bool:
        """Whether text is missing."""
        return self.want is not State.FULL

    @property
    def right(self) -> bool:
        """Whether the state is a right one."""
        return self.said is self.want or self.said in self.accept


@dataclass(frozen=True, slots=True)
class Tried:
    """A page with its wordings.

    Args:
        declined: wordings that fit nowhere on it.
        problem: why it was left alone; empty when it was not.
    """

    page: str
    trials: tuple[Trial, ...] = ()
    declined: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Rates:
    """What a run found.

    Args:
        trials: all of them.
        pages: pages that bore a wording.
        alarmed: pages left out because they raise an alarm as they are.
        declined: wordings that fitted nowhere on their page.
        problems: pages that could not be read, with the reason.
    """

    trials: tuple[Trial, ...]
    pages: int
    alarmed: int
    declined: int
    problems: Mapping[str, str]

    @property
    def noticed(self) -> Share:
        """Missing text that was noticed."""
        return noticed(self.trials)

    @property
    def right(self) -> Share:
        """Missing text that got the right state."""
        return right(self.trials)

    @property
    def kept(self) -> Share:
        """Whole texts that stayed whole."""
        return kept(self.trials)

    @property
    def wrong(self) -> tuple[Trial, ...]:
        """What went wrong."""
        return tuple(t for t in self.trials if not t.right)

    @property
    def own_language(self) -> Share:
        """Trials whose wording is in the page's language."""
        return Share(sum(t.own_language for t in self.trials), len(self.trials))


def noticed(trials: Iterable[Trial]) -> Share:
    """Missing text that was noticed."""
    answers = [t.noticed for t in trials if t.stops]
    return Share(sum(answers), len(answers))


def right(trials: Iterable[Trial]) -> Share:
    """Missing text that got the right state."""
    answers = [t.right for t in trials if t.stops]
    return Share(sum(answers), len(answers))


def kept(trials: Iterable[Trial]) -> Share:
    """Whole texts that stayed whole: no alarm."""
    answers = [not t.noticed for t in trials if not t.stops]
    return Share(sum(answers), len(answers))


def grouped(trials: Iterable[Trial], key: Callable[[Trial], str]) -> dict[str, list[Trial]]:
    """The trials by a name, in its order."""
    groups: dict[str, list[Trial]] = {}
    for trial in trials:
        groups.setdefault(key(trial), []).append(trial)
    return dict(sorted(groups.items()))


def suits(label: Label) -> bool:
    """Whether a page may bear wordings: a human is sure that it is a whole article, or it has a marked text."""
    if label.unread:
        return label.gold is not None
    return label.sure and label.state is State.FULL and label.complete


@dataclass(frozen=True, slots=True)
class Bearer:
    """A page that can bear wordings.

    Args:
        lang: the primary subtag of its language, empty if unknown.
        alarmed: it raises an alarm as it is, so that no wording could.
        sells: it sells subscriptions as it is: with its text cut, that offer stands at the cut.
    """

    label: Label
    lang: str
    alarmed: bool = False
    sells: bool = False


def bearer(label: Label, form: Form = Form.SERVED, rulebook: Rulebook = STANDARD) -> Bearer | None:
    """The page as one that can bear wordings, or ``None``: its article cannot be placed in the HTML, or is not
    what the corpus has marked as its text.

    Args:
        form: as a text, the page is alarmed where its bare text raises an alarm.
        rulebook: what pages are judged by.
    """
    try:
        page = opened(label)
        if page is None:
            return None
        if label.unread and label.gold is not None:
            found = measure([piece.text for piece in page.pieces], read_gold(label.gold))
            if found.outcome is not Outcome.RIGHT or not WHOLE[0] <= found.share <= WHOLE[1]:
                return None
        case = page.case
        bare = Page(label.id, case.html, url=case.url, status=case.status, headers=case.headers)
        look = look_static(bare, rulebook=rulebook)
        text = form is Form.TEXT
        verdict = judge_text(page.text, url=case.url, rulebook=rulebook) if text else look.verdict
    except (TargetError, OSError, RuleError):
        return None
    assert look.reading is not None
    return Bearer(
        label,
        subtag(page.lang or ""),
        alarmed=not verdict.complete,
        sells=not SELLING.isdisjoint(look.verdict.also)
        or any(stop.sold is State.PAYWALL for stop in look.reading.stops),
    )


def opened(label: Label) -> Specimen | None:
    """The page opened for surgery, or ``None``.

    Raises:
        TargetError: its file cannot be read.
    """
    html = read_file(label.path, label.id, DEFAULT)
    truth = Truth(State.FULL, label.content)
    return examine(
        Case(
            label.id,
            html,
            truth,
            url=label.url,
            status=label.status,
            headers=label.headers,
            lang=label.lang,
        )
    )


def subtag(lang: str) -> str:
    """The primary subtag: ``zh-Hant`` and ``zh_CN`` are both ``zh``, written Norwegian is ``no``."""
    first = lang.replace("_", "-").partition("-")[0].lower()
    return "no" if first in ("nb", "nn") else first


def plan(
    pages: Sequence[Bearer],
    wordings: Sequence[Wording],
    states: Mapping[str, State | None],
    *,
    seed: int,
    form: Form = Form.SERVED,
    places: Sequence[str] = (),
) -> list[Batch]:
    """Which wording goes on which page: each once, on a page in its language where there is one.

    Args:
        states: the state of a page that stops at a notice of each kind.
        places: only these.
    """
    pools: dict[str, list[Bearer]] = {}
    for page in pages:
        pools.setdefault(page.lang, []).append(page)
    orders: dict[str, list[Order]] = {page.label.id: [] for page in pages}
    for wording in wordings:
        where = [p for p in room_for(wording.kind, form).places if not places or p in places]
        if not where:
            continue
        name = f"{seed}/{wording.lang}/{wording.text}"
        Random(name).shuffle(where)
        pool = pools.get(subtag(wording.lang)) or pages
        chosen = max(pool, key=lambda page: crc32(f"{name}/{page.label.id}".encode()))
        orders[chosen.label.id].append(Order(wording, states[wording.kind], tuple(where)))
    return [Batch(page, tuple(orders[page.label.id])) for page in pages if orders[page.label.id]]


def cases(page: Specimen, batch: Batch, *, seed: int, form: Form = Form.SERVED) -> list[Put]:
    """The batch's wordings on its page, each in the first of its places that the page allows."""
    made = (
        next((p for place in order.places if (p := _put(page, order, place, seed, form))), None)
        for order in batch.orders
    )
    return [one for one in made if one is not None]


def _put(page: Specimen, order: Order, place: str, seed: int, form: Form) -> Put | None:
    return put(page, order.wording, place, order.state, seed=seed, form=form)


def try_batch(batch: Batch, *, seed: int, form: Form = Form.SERVED, rulebook: Rulebook = STANDARD) -> Tried:
    """The wordings on their page, each judged by the static engine, or as a scraper's text."""
    label = batch.bearer.label
    try:
        page = opened(label)
        if page is None:
            return Tried(label.id, problem="its article can no longer be placed in the HTML")
        made = cases(page, batch, seed=seed, form=form)
        trials = tuple(trial(one, _judged(one, rulebook), batch.bearer) for one in made)
    except (TargetError, OSError, RuleError) as error:
        return Tried(label.id, problem=str(error))
    return Tried(label.id, trials, len(batch.orders) - len(made))


def _judged(one: Put, rulebook: Rulebook) -> Verdict:
    case = one.case
    if one.form is Form.TEXT:
        assert isinstance(case.html, str)
        return judge_text(case.html, url=case.url, target=case.id, rulebook=rulebook)
    return judge(
        case.html, url=case.url, status=case.status, headers=case.headers, target=case.id, rulebook=rulebook
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """A page for the browser: with a wording, or as it is."""

    bearer: Bearer
    put: Put | None


def for_browser(batches: Iterable[Batch], *, seed: int, form: Form) -> Iterator[tuple[Shown, Page]]:
    """The batches' pages as they are, each followed by itself with its wordings."""
    for batch in batches:
        try:
            page = opened(batch.bearer.label)
        except (TargetError, OSError):
            continue
        if page is None:
            continue
        yield Shown(batch.bearer, None), _page(page.case)
        for one in cases(page, batch, seed=seed, form=form):
            yield Shown(batch.bearer, one), _page(one.case)


def _page(case: Case) -> Page:
    return Page(case.id, html=case.html, url=case.url, status=case.status, headers=case.headers, id=case.page)


def seen(answers: Iterable[tuple[Shown, Verdict | None, str]], batches: Sequence[Batch]) -> Rates:
    """The rates of what the browser engine said. Pages on which it raises an alarm as they are are left out."""
    alarmed: set[str] = set()
    trials: list[Trial] = []
    problems: dict[str, str] = {}
    for shown, verdict, problem in answers:
        page = shown.bearer.label.id
        if verdict is None:
            problems[page if shown.put is None else shown.put.case.id] = problem
        elif shown.put is not None:
            trials.append(trial(shown.put, verdict, shown.bearer))
        elif not verdict.complete:
            alarmed.add(page)
    kept = tuple(trial for trial in trials if trial.page not in alarmed)
    tried = sum(len(batch.orders) for batch in batches)
    return Rates(
        trials=kept,
        pages=len({trial.page for trial in kept}),
        alarmed=len(alarmed),
        declined=tried - len(trials) - len(problems.keys() - {batch.bearer.label.id for batch in batches}),
        problems=problems,
    )


def trial(one: Put, verdict: Verdict, page: Bearer) -> Trial:
    """What a verdict on a page with a wording is worth."""
    truth = one.case.truth
    accept = truth.accept | ({State.PAYWALL} if page.sells and truth.state is State.TRUNCATED else set())
    made = Trial(
        page=one.case.page,
        wording=one.wording,
        place=one.place,
        manner=str(one.manner or ""),
        own_language=page.lang == subtag(one.wording.lang),
        want=truth.state,
        accept=tuple(sorted(accept)),
        said=verdict.state,
        noticed=not verdict.complete,
    )
    return made if made.right else replace(made, verdict=verdict)


def rates(tried: Sequence[Tried], *, alarmed: int = 0) -> Rates:
    """The rates of a run."""
    return Rates(
        trials=tuple(trial for each in tried for trial in each.trials),
        pages=sum(bool(each.trials) for each in tried),
        alarmed=alarmed,
        declined=sum(each.declined for each in tried),
        problems={each.page: each.problem for each in tried if each.problem},
    )


def looker(seed: int, form: Form, rulebook: Rulebook = STANDARD) -> partial[Tried]:
    """:func:`try_batch` with its settings, for use over processes."""
    return partial(try_batch, seed=seed, form=form, rulebook=rulebook)
