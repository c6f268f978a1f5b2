"""``harness check --why-not STATE``: what a state's rules looked for on a page, and did not see."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from harness.cli.options import paper_for
from harness.config import Settings
from harness.errors import TargetError, UsageError
from harness.report.clean import clean
from harness.report.layout import Span, paint, wrap
from harness.secrets import Redactor, secrets_of_address

if TYPE_CHECKING:
    from harness.manners.manners import Manners
    from harness.model import Evidence
    from harness.observation import Observation
    from harness.report.writer import Paper
    from harness.session.session import Session
    from harness.sources.page import Page
    from harness.why import Asked, Heard


def why_not(
    targets: Sequence[str], state: str, settings: Settings, session: Session, manners: Manners
) -> int:
    """Write, for one page, every rule that speaks for a state: those that fired, then the silent ones.

    Args:
        targets: what the user named; one page.
        state: a state or a note.
        settings: which engine looks, and for how long.
        session: what a live page is asked with.
        manners: how politely a live page is loaded.

    Raises:
        UsageError: the target holds several pages.
        HarnessError: it cannot be looked at.
    """
    import asyncio

    from harness.judge import judge_observation
    from harness.model import Note, State
    from harness.reading import read
    from harness.rules import all_rules
    from harness.why import why_not as ask

    page = _one(targets, settings)
    observation, redactor = asyncio.run(_observation(page, settings, session, manners))
    verdict = redactor.verdict(judge_observation(observation, target=page.target))
    word: State | Note = State(state) if state in set(State) else Note(state)
    heard = [_redacted(one, redactor) for one in ask(read(observation), word, all_rules())]
    paper = paper_for(sys.stdout)
    fired = sum(bool(one.seen) for one in heard)
    rules = f"{len(heard)} rule{'s' if len(heard) != 1 else ''}"
    click.echo(
        f"{paint(verdict.state.value, 'bold', paper.colour)}  {clean(verdict.target)}\n"
        f"{rules} speak for {state}: {fired} fired, {len(heard) - fired} were silent",
        color=paper.colour,
    )
    for one in heard:
        for line in _lines(one, paper):
            click.echo(line, color=paper.colour)
    return 0


def _one(targets: Sequence[str], settings: Settings) -> Page:
    from harness.sources.page import Page
    from harness.sources.source import MEGABYTE, Limits
    from harness.sources.targets import read_targets

    found = list(_first_two(read_targets(targets, Limits(max_bytes=int(settings.max_mb * MEGABYTE)))))
    if len(found) != 1:
        raise UsageError("--why-not looks at one page; name one")
    if not isinstance(found[0], Page):
        raise found[0]
    return found[0]


def _first_two(items: Iterator[Page | TargetError]) -> Iterator[Page | TargetError]:
    for _, item in zip(range(2), items, strict=False):
        yield item


async def _observation(
    page: Page, settings: Settings, session: Session, manners: Manners
) -> tuple[Observation, Redactor]:
    """What the chosen engine sees; ``auto`` opens what the HTML alone cannot decide, as check does. With it,
    what takes out of the answer what a session keeps secret."""
    from harness.eyes import undecided
    from harness.judge import judge_observation
    from harness.observe import static
    from harness.observe.text import observe_text
    from harness.rules import questions

    if page.text:
        text = page.html if isinstance(page.html, str) else (page.html or b"").decode("utf-8", "replace")
        return observe_text(text, url=page.url), Redactor()
    if page.html is not None and settings.engine != "browser":
        headers = dict(page.headers)
        seen = static.observe(
            page.html, url=page.url, status=page.status, headers=headers, questions=questions()
        )
        if settings.engine == "static" or not undecided(judge_observation(seen)):
            return seen, Redactor()
    elif settings.engine == "static":
        raise TargetError(page.target, "a live page needs a browser; use --engine auto or browser")
    return await _rendered(page, settings, session, manners)


async def _rendered(
    page: Page, settings: Settings, session: Session, manners: Manners
) -> tuple[Observation, Redactor]:
    """What the browser sees; of a live page, as politely and with as much in hand as check looks."""
    from harness.browser.guest import Guest
    from harness.browser.pool import Browsers
    from harness.captured import judge_capture, judge_refused
    from harness.live import LivePages, Once
    from harness.observe import rendered
    from harness.rules import questions
    from harness.session.session import secrets_of_storage

    seen: list[Observation] = []
    redactor = Redactor([*session.secrets(), *secrets_of_address(page.url or "")])

    async def load(page: Page, session: Session, seconds: float) -> Once:
        nonlocal redactor
        guest = Guest(session, manners.suffix)
        capture = await browsers.capture(page, questions(), timeout=seconds, guest=guest)
        seen.append(rendered.observe(capture))
        left = capture.storage or {}
        redactor = redactor.knowing(secrets_of_storage(left))
        return Once(judge_capture(capture, page.target), left=left)

    proxy = session.proxy.address if session.proxy is not None else None
    async with Browsers(tabs=1, allow_private=settings.allow_private, proxy=proxy) as browsers:
        if not page.live:
            await load(page, session, settings.timeout)
            return seen[-1], Redactor()
        live = LivePages(
            session,
            manners,
            timeout=settings.timeout,
            load=load,
            refuse=judge_refused,
            opener=browsers.connect,
        )
        refused = (await live.look(page)).visits[-1]
    if not seen:
        raise TargetError(page.target, refused.signals[0].evidence[0].excerpt)
    return seen[-1], redactor


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
