"""A picture of a page as its reader sees it, taken after the page was asked and only when a report wants one.

The verdict never hangs on it: whatever goes wrong here, the capture is handed on without a picture. It never
shows what the page hides: the window keeps its size, nothing is clicked, and a page that cannot be scrolled is
not scrolled.
"""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Callable
from dataclasses import replace

from playwright.async_api import Error as PlaywrightError

from harness.browser.limits import Late, TabLost
from harness.browser.tab.tab import Tab
from harness.observe.capture import Capture, Screenshot
from harness.observe.observation import Box
from harness.sources.in_thread import aside

SECONDS = 5.0
"""What a picture may take, all its steps together."""

WIDTH = 560
"""Pixels that the window's width becomes."""

QUALITIES = (50, 30, 12)
"""JPEG qualities, tried until the picture is at most :data:`MOST` bytes."""

MOST = 25_000

Aim = Callable[[Capture], float]
"""From what the page answered to how far down the picture begins, in CSS pixels from the document's top."""


async def with_screenshot(tab: Tab, capture: Capture, aim: Aim) -> Capture:
    """The capture with a picture of what the tab shows, or as it is when none can be taken in time.

    Args:
        tab: the tab, after it was asked.
        capture: what it answered; a page without an answer is not pictured.
        aim: where to look.
    """
    if not capture.answer:
        return capture
    try:
        async with asyncio.timeout(SECONDS):
            return replace(capture, screenshot=await _take(tab, await aside(aim, capture)))
    except (TimeoutError, Late, TabLost, PlaywrightError):
        return capture


async def _take(tab: Tab, top: float) -> Screenshot | None:
    # The page keeps still from here on: a handler of its own would react to the scrolling.
    await tab.send("Emulation.setScriptExecutionDisabled", {"value": True}, seconds=SECONDS)
    left, top, wide, high = await tab.ask(_scroll(top), SECONDS)
    view = Box(left, top, wide, high)
    clip = {"x": 0, "y": 0, "width": wide, "height": high, "scale": WIDTH / max(1, wide)}
    for quality in QUALITIES:
        taken = await tab.send(
            "Page.captureScreenshot",
            {
                "format": "jpeg",
                "quality": quality,
                "clip": {**clip, "x": left, "y": top},
                "optimizeForSpeed": False,
            },
            seconds=SECONDS,
        )
        jpeg = base64.b64decode(taken["data"])
        if len(jpeg) <= MOST:
            return Screenshot(jpeg, view)
    return None


def _scroll(top: float) -> str:
    """Scroll as far as a reader could; a page whose scrolling is locked stays where it is."""
    return f"""(() => {{
        const stops = (el) => {{
            const css = el && getComputedStyle(el);
            return css && (["hidden", "clip"].includes(css.overflowY) || css.position === "fixed");
        }};
        if (!stops(document.documentElement) && !stops(document.body))
            scrollTo({{ left: 0, top: {top:.0f}, behavior: "instant" }});
        return [Math.round(scrollX), Math.round(scrollY), innerWidth, innerHeight];
    }})()"""
