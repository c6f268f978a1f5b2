"""One visit of one tab to one page: load, settle, ask, and get an answer out of a page that resists."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from typing import Any, Protocol

from playwright.async_api import Error as PlaywrightError

from harness.browser.limits import Late, Limits, TabLost, failure
from harness.browser.tab.frames import with_frames
from harness.browser.tab.screenshot import with_screenshot
from harness.browser.tab.settle import Stillness
from harness.browser.tab.tab import Event, Tab
from harness.observe.capture import Capture
from harness.observe.observation import Failure, Questions
from harness.observe.vocabulary import as_json

MAX_ANSWER = 16_000_000
"""Longest answer of the probe that is read, in characters; the probe's own budgets keep well below."""

AFTERWARDS = 0.1
"""Seconds in which the network tells more of a navigation that failed."""

TRIES = 4
"""How often a page is asked that navigates, or spins, under the question."""


Asks = Callable[[str], Awaitable[tuple[str, str] | None]]
"""Why the document at an address is not to be asked for: a code and what is known beyond it; else ``None``."""


class Loader(Protocol):
    """How a tab gets its document: from a saved page, or from the network."""

    url: str
    saved: bool
    host: str
    """Whose page it is, if it may be shown in a tab where pages of other hosts were; else empty."""
    styled: bool
    """Style sheets that the document names may come with it."""
    asks: Asks | None
    """Asked about each address that a live page leads to, before it is asked for."""

    async def arm(self, tab: Tab) -> None:
        """Prepare the tab, before it navigates."""

    async def go(self, tab: Tab) -> Event:
        """Let the tab navigate; as :meth:`Tab.navigate`."""

    def arrived(self, tab: Tab, started: Event) -> Failure | None:
        """Why no document came, once the navigation has started, or ``None``."""

    def broken(self) -> Failure | None:
        """Why the document's transfer broke off, or ``None``."""

    def late(self, tab: Tab, *, connecting: bool = False) -> Failure:
        """What to say of a document that is not parsed in time, or that did not begin to come."""

    def release(self, tab: Tab) -> bool:
        """Give up what a document waits for that has come itself; whether there is such a thing."""

    async def settle(self, tab: Tab) -> None:
        """Wait for what scripts still bring to the parsed document."""

    def meek(self, tab: Tab) -> bool:
        """Whether the page did nothing but show itself, so that its tab may show another one."""

    async def capture(self, tab: Tab, answer: Mapping[str, Any], partial: Failure | None) -> Capture:
        """The capture of what the tab shows."""


async def visit(
    tab: Tab, loader: Loader, questions: Questions, limits: Limits, *, scripts: bool = True
) -> Capture:
    """Load a page and ask it everything.

    Args:
        tab: a fresh tab.
        loader: where the document comes from.
        questions: what the rules ask.
        limits: the budgets.
        scripts: let the page's scripts run.

    Raises:
        TabLost: the tab crashed or cannot be calmed.
        BrowserLost: its whole browser does not answer.
    """
    await loader.arm(tab)
    if not scripts:
        tab.scripts = False
        await tab.send("Emulation.setScriptExecutionDisabled", {"value": True}, seconds=limits.load)
    partial: Failure | None = None
    try:
        started = await loader.go(tab)
    except Late:
        await tab.calm()
        return await _nothing(tab, loader, loader.late(tab, connecting=True))
    if started.get("errorText"):
        await asyncio.sleep(AFTERWARDS)
    missing = loader.arrived(tab, started)
    if missing is not None:
        return await _nothing(tab, loader, missing)
    if not await tab.wait(tab.parsed, limits.load):
        if loader.saved and tab.spent.done() and tab.spent.result() == "navigation-loop":
            raise TabLost("navigation-loop")
        partial = loader.broken()
        if partial is None:
            partial = await _unstick(tab, loader, limits)
        else:
            with contextlib.suppress(Late):
                await Stillness(limits).rest(tab)
    elif scripts:
        try:
            await loader.settle(tab)
        except Late:
            await tab.calm()
            partial = failure("renderer-hang")
        except PlaywrightError:
            pass  # the page navigated just now; asking it will tell
    answer, stuck = await _ask(tab, expression(questions, saved=loader.saved, styled=loader.styled), limits)
    spent = failure(tab.spent.result()) if tab.spent.done() else None
    if spent is None or spent.code != "frame-bomb":
        answer = await with_frames(answer, tab.main, limits.salvage)
    looping = spent is not None and spent.code == "navigation-loop"
    if looping and scripts and loader.saved and not answer["blocks"]:
        raise TabLost(
            "navigation-loop"
        )  # it was asked between two of its documents; its scripts are to blame
    broken = loader.broken()
    if broken is not None and broken.code == "too-big":
        partial = broken  # what its size made of it depends on the machine
    elif answer.get("illFormed"):
        partial = partial or broken or failure("ill-formed")
    captured = await loader.capture(tab, answer, partial or spent or stuck or broken)
    return await with_screenshot(tab, captured, questions.aim) if questions.aim else captured


async def _unstick(tab: Tab, loader: Loader, limits: Limits) -> Failure | None:
    """Bring a document to its end that is not parsed in time; what held it up, if it was no budget."""
    spinning = False
    if not tab.spent.done():
        try:
            await tab.send("Runtime.evaluate", {"expression": "0"}, seconds=limits.salvage)
        except Late:
            spinning = True
        except PlaywrightError:
            pass  # it navigates just now: no script holds it up
    await tab.calm()
    parsed = await tab.wait(tab.parsed, limits.salvage / 2)
    why = loader.late(tab)
    if not parsed and loader.release(tab) and await tab.wait(tab.parsed, limits.salvage / 2):
        return failure("renderer-hang", f"after {limits.load:g} s") if spinning else why
    if not parsed:
        try:
            await tab.send("Page.stopLoading", seconds=limits.salvage)
        except (Late, PlaywrightError):
            await tab.calm()
    if spinning:
        return failure("renderer-hang", f"after {limits.load:g} s")
    return None if parsed or tab.spent.done() else why


async def _ask(tab: Tab, question: str, limits: Limits) -> tuple[Mapping[str, Any], Failure | None]:
    """The probe's answer, and what had to be done to get it."""
    stuck: Failure | None = None
    why = ""
    for _ in range(TRIES):
        if tab.spent.done() and tab.scripts:
            await tab.calm()
        try:
            told = await tab.ask(question, limits.probe)
        except Late:
            stuck = failure("renderer-hang")
            await tab.calm()
            continue
        except PlaywrightError as error:
            why = str(error)
            continue
        if isinstance(told, str) and len(told) <= MAX_ANSWER:
            return json.loads(told), stuck
        why = "the answer is too long"
    if tab.spent.done():
        raise TabLost(tab.spent.result())
    if stuck is not None:
        raise TabLost("renderer-hang")
    raise TabLost("timeout-load" if "context" in why or "navigat" in why else "probe")


async def _nothing(tab: Tab, loader: Loader, why: Failure) -> Capture:
    return replace(await loader.capture(tab, {}, None), failure=why, partial=None)


@lru_cache(maxsize=8)
def expression(questions: Questions, *, saved: bool = False, styled: bool = True) -> str:
    """The probe with its questions, as one JavaScript expression.

    Args:
        questions: what the rules ask.
        saved: the page is a saved one, whose scripts may be missing.
        styled: style sheets that the document names may come with it.
    """
    asked = {
        **as_json(),
        "saved": saved,
        "styled": styled,
        "selectors": list(questions.selectors),
        "marks": list(questions.marks),
    }
    return f"({_probe()})({json.dumps(asked)})"


@lru_cache(maxsize=1)
def _probe() -> str:
    return files("harness.browser.tab").joinpath("probe.js").read_text(encoding="utf-8").strip().rstrip(";")
