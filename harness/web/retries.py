"""Load a page, and again while what went wrong may pass: within its budget, as long as its site asks."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import stamina

from harness.core.model import Verdict
from harness.web.hosts import Host
from harness.web.manners import Manners
from harness.web.transient import worth_loading_again

Load = Callable[[float], Awaitable[Verdict]]
"""Loads the page once and judges it, in at most so many seconds."""

FIRST_WAIT = 1.0
LONGEST_WAIT = 15.0
"""Seconds before the second load, and at most before a later one; they double, with some jitter."""

LEAST = 1.0
"""Seconds of budget below which another load is not begun."""

# stamina tells its retries to the log; without this, to stderr where no log is set up.
logging.getLogger("stamina").addHandler(logging.NullHandler())


class _MayPass(Exception):
    def __init__(self, after: float | None) -> None:
        super().__init__("it may be there later")
        self.after = after


@dataclass(frozen=True, slots=True)
class Loaded:
    """What all loads of one page gave.

    Args:
        verdict: of the last load.
        before: of those that were not the last.
    """

    verdict: Verdict
    before: tuple[Verdict, ...] = ()

    @property
    def remark(self) -> str:
        """How often it was loaded, for people; empty when once was enough."""
        if not self.before:
            return ""
        states = ", ".join(verdict.state.value for verdict in self.before)
        return f"loaded {len(self.before) + 1} times; before it was {states}"


async def load_politely(load: Load, host: Host, manners: Manners, *, timeout: float) -> Loaded:
    """The verdict on a page, loaded once or, while it may be there later, again.

    Args:
        load: one load.
        host: whose turn is taken, from the first load to the last.
        manners: how often, how fast and how long.
        timeout: seconds one load may take.
    """
    clock = asyncio.get_running_loop().time
    seen: list[Verdict] = []
    async with host.turn():
        end = clock() + manners.budget

        def wait(error: Exception) -> bool | float:
            if not isinstance(error, _MayPass):
                return False
            left = end - clock() - LEAST
            if error.after is None:
                return left > FIRST_WAIT
            return max(error.after, manners.pace) if error.after <= min(manners.wait, left) else False

        tries = stamina.retry_context(
            on=wait,
            attempts=manners.retries + 1,
            timeout=None,
            wait_initial=FIRST_WAIT,
            wait_max=LONGEST_WAIT,
        )
        try:
            async for attempt in tries:
                with attempt:
                    await host.step()
                    left = end - clock()
                    if seen and left < LEAST:
                        break
                    verdict = await load(min(timeout, max(left, LEAST)))
                    seen.append(verdict)
                    if worth_loading_again(verdict):
                        raise _MayPass(verdict.retry.after_s)
        except _MayPass as later:
            if later.after is not None and later.after <= manners.wait:
                host.pause(later.after)
    return Loaded(seen[-1], tuple(seen[:-1]))
