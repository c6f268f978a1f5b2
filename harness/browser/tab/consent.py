"""Answer a consent banner as a reader would, by its own buttons: with DuckDuckGo's autoconsent (an optional extra).

Only rules that press buttons are used. Those that merely hide a banner are left out: what a page shows is what
is judged. The rules run in the page's own world, where they need its scripts; a page could disturb them, which
then reads as "not answered".
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from functools import lru_cache
from typing import Any

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Frame, Page

from harness.browser.limits import Late, within
from harness.core.model import Consent
from harness.web.session import Choice

SECONDS = 8.0
"""For finding a banner and answering it."""

_LOOK = 0.25
_STEP = 3.0
_MOST_FRAMES = 20
_RETRIES = 5
"""Looks for a banner, half a second apart."""

_TAKE = "() => (window.__harnessConsent || []).splice(0)"


async def answer_banner(page: Page, choice: Choice, *, seconds: float = SECONDS) -> Consent:
    """Answer the page's consent banner; what came of it. Never raises for what the page does.

    Args:
        page: the loaded page.
        choice: what it is answered.
        seconds: for all of it.
    """
    talk = _Talk(choice)
    with contextlib.suppress(Late, PlaywrightError):  # what was told so far stands
        await within(seconds, talk.hold(page))
    return Consent(choice, talk.tool, talk.done)


class _Talk:
    """What the rules of all frames told."""

    def __init__(self, choice: Choice) -> None:
        self._choice = choice
        self._idle: set[Frame] = set()
        self._known: set[Frame] = set()
        self.tool = ""
        self.done = False

    async def hold(self, page: Page) -> None:
        while not self.done:
            frames = page.frames[:_MOST_FRAMES]
            for frame in frames:
                try:
                    if frame not in self._known:
                        self._known.add(frame)
                        await within(_STEP, frame.evaluate(_script(self._choice)))
                    self._note(frame, await within(_STEP, frame.evaluate(_TAKE)))
                except (Late, PlaywrightError):
                    self._idle.add(frame)  # it went away, or does not answer
            if self._idle >= set(frames):
                return
            await asyncio.sleep(_LOOK)

    def _note(self, frame: Frame, told: list[list[Any]]) -> None:
        for kind, tool, result, stage in told:
            if kind == "popupFound":
                self.tool = tool
            elif kind == "autoconsentDone":
                self.tool, self.done = tool, True
            elif kind in ("optOutResult", "optInResult") and not result:
                self._idle.add(frame)
            if stage in ("nothingDetected", "optOutFailed", "optInFailed"):
                self._idle.add(frame)


@lru_cache(maxsize=2)
def _script(choice: Choice) -> str:
    """The bundle with its rules as one expression. It is run by the debugger, which a page's policy does not stop."""
    from duckduckgo_autoconsent import bundle, rules_json

    steps = "optIn" if choice == "accept" else "optOut"
    rules = [r for r in json.loads(rules_json()) if not r.get("cosmetic") and not _hides(r.get(steps))]
    answer = {
        "type": "initResp",
        "config": {
            "enabled": True,
            "autoAction": steps,
            "enablePrehide": False,
            "enableCosmeticRules": False,
            "isMainWorld": True,
            "detectRetries": _RETRIES,
        },
        "rules": {"autoconsent": rules},
    }
    return (
        "(() => { if (window.autoconsentReceiveMessage) return;\n"
        "const told = window.__harnessConsent = [];\n"
        f"const answer = {json.dumps(answer)};\n"
        "window.autoconsentSendMessage = (message) => {\n"
        "  if (message.type === 'init') setTimeout(() => window.autoconsentReceiveMessage(answer), 0);\n"
        "  else told.push([message.type, message.cmp || '', message.result ?? null,"
        " (message.state || {}).lifecycle || '']);\n"
        "  return Promise.resolve(); };\n"
        f"{bundle()}\n}})()"
    )


def _hides(steps: Any) -> bool:
    """Whether the steps of an answer take a banner away in place of pressing its button."""
    match steps:
        case dict():
            return "hide" in steps or any(map(_hides, steps.values()))
        case list():
            return any(map(_hides, steps))
    return False
