"""``harness check --why-not STATE``: what a state's rules looked for on a page, and did not see."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from harness.cli.options import looking_of, paper_for
from harness.core.clean import clean
from harness.core.config import Settings
from harness.core.errors import TargetError, UsageError
from harness.report.layout import Span, paint, wrap

if TYPE_CHECKING:
    from harness.core.model import Evidence
    from harness.core.secrets import Redactor
    from harness.look.one_page import Looks
    from harness.report.writer import Paper
    from harness.rules.why import Asked, Heard
    from harness.sources.page import Page
    from harness.web.manners import Manners
    from harness.web.session import Session


def why_not(
    targets: Sequence[str], wanted: str, settings: Settings, session: Session, manners: Manners
) -> int:
    """Write, for one page, a rule or every rule that speaks for a state: those that fired, then the silent ones.

    Args:
        targets: what the user named; one page.
        wanted: a state, a note, or the id of one rule.
        settings: which engine looks, and for how long.
        session: what a live page is asked with.
        manners: how politely a live page is loaded.

    Raises:
        UsageError: the target holds several pages.
        HarnessError: it cannot be looked at.
    """
    import asyncio

    from harness.core.model import Note, State
    from harness.rules import all_rules
    from harness.rules.why import why_not as ask

    page = _one(targets, settings)
    looks = asyncio.run(_looks(page, settings, session, manners))
    look, redactor = looks.last, looks.redactor
    if page.live and look.capture is not None and look.capture.html is None:
        raise TargetError(page.target, look.verdict.signals[0].evidence[0].excerpt)
    verdict = look.verdict
    assert look.reading is not None
    rules = all_rules(settings.rulebook)
    one_rule = [rule for rule in rules if rule.id == wanted]
    state: State | Note = (
        one_rule[0].state if one_rule else State(wanted) if wanted in set(State) else Note(wanted)
    )
    heard = [_redacted(one, redactor) for one in ask(look.reading, state, one_rule or rules)]
    paper = paper_for(sys.stdout)
    fired = sum(bool(one.seen) for one in heard)
    spoke = f"{len(heard)} rule{'s speak' if len(heard) != 1 else ' speaks'} for {state}"
    click.echo(
        f"{paint(verdict.state.value, 'bold', paper.colour)}  {clean(verdict.target)}\n"
        f"{spoke}: {fired} fired, {len(heard) - fired} silent",
        color=paper.colour,
    )
    for one in heard:
        for line in _lines(one, paper):
            click.echo(line, color=paper.colour)
    return 0


def _one(targets: Sequence[str], settings: Settings) -> Page:
    from harness.sources.page import Page
    from harness.sources.targets import read_targets

    found = list(_first_two(read_targets(targets, looking_of(settings).limits)))
    if len(found) != 1:
        raise UsageError("--why-not looks at one page; name one")
    if not isinstance(found[0], Page):
        raise found[0]
    return found[0]


def _first_two(items: Iterator[Page | TargetError]) -> Iterator[Page | TargetError]:
    for _, item in zip(range(2), items, strict=False):
        yield item


async def _looks(page: Page, settings: Settings, session: Session, manners: Manners) -> Looks:
    """One look, by the engine that check would choose."""
    from contextlib import AsyncExitStack

    from harness.look.one_page import Looker

    how = looking_of(settings, concurrency=1, session=session, manners=manners)
    async with AsyncExitStack() as stack:
        return await Looker(how, stack).look(page)


def _redacted(heard: Heard, redactor: Redactor) -> Heard:
    asked = tuple(replace(one, seen=redactor.evidence(one.seen)) for one in heard.asked)
    return replace(heard, seen=redactor.evidence(heard.seen), asked=asked)


def _lines(heard: Heard, paper: Paper) -> Iterator[str]:
    width = min(paper.width, 100)
    if heard.seen:
        yield "\n" + paint(f"● {heard.rule.id}", "green", paper.colour)
        for evidence in heard.seen:
            yield from wrap(_seen(evidence), width, "  saw  ", "       ", paper.colour)
        return
    yield "\n" + paint(f"○ {heard.rule.id}", "bold", paper.colour)
    for asked in heard.asked:
        lead = "  but  " if asked.against else "  not  " if asked.silenced else "  saw  "
        yield from wrap(_answer(asked), width, lead, "       ", paper.colour)


def _answer(asked: Asked) -> list[Span]:
    said = Span(clean(asked.asks), "yellow" if asked.silenced else "dim")
    if not asked.seen:
        return [said]
    return [said, Span(": ", "dim"), *_seen(asked.seen[0])]


def _seen(evidence: Evidence) -> list[Span]:
    return [Span(f"“{clean(evidence.excerpt).strip()}” "), Span(clean(evidence.where), "dim")]
