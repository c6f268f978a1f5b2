"""The text of frames from other origins, which the probe cannot look into: offers and walls sit there."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator, Mapping
from typing import Any

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Frame

from harness.browser.limits import Late, within

MOST = 12
"""Frames that are read; pages with ads have dozens, offers come first or are large."""

CHARS = 2_000
_OWN = "chrome-error:"  # the browser's own words in place of a frame that did not come
_DEPTH = 3
_NEAR = 3.0
_SMALL = 2_000.0


async def with_frames(answer: Mapping[str, Any], main: Frame, seconds: float) -> Mapping[str, Any]:
    """The probe's answer, with the text of visible frames that it could not read.

    Args:
        answer: what the probe said.
        main: the page's main frame.
        seconds: for all frames together; those that do not answer in time stay without text.
    """
    rows = answer.get("frames", ())
    blind = sorted(
        (i for i, row in enumerate(rows) if row["visible"] and not row["text"] and _area(row) >= _SMALL),
        key=lambda i: -_area(rows[i]),
    )[:MOST]
    children = main.child_frames
    if not blind or not children:
        return answer
    told: dict[int, str] = {}
    with contextlib.suppress(Late, PlaywrightError):  # what was read so far is kept
        await within(seconds, _read_all([rows[i] for i in blind], blind, children, told, seconds))
    if not told:
        return answer
    read = [{**row, "text": told[i]} if i in told else row for i, row in enumerate(rows)]
    return {**answer, "frames": read}


async def _read_all(
    rows: list[Mapping[str, Any]],
    numbers: list[int],
    children: list[Frame],
    told: dict[int, str],
    seconds: float,
) -> None:
    async def one(child: Frame) -> None:
        box = await _place(child)
        number = next((n for row, n in zip(rows, numbers, strict=True) if _same(row["box"], box)), None)
        if number is None:
            return
        for frame in _within(child):
            if frame.url.startswith(_OWN):
                continue
            try:
                shown = await frame.locator("body").inner_text(timeout=seconds * 500)
            except PlaywrightError:
                continue  # it has no body, or it is gone
            told[number] = " ".join(f"{told.get(number, '')} {shown[: 4 * CHARS]}".split())[:CHARS]

    await asyncio.gather(*(one(child) for child in children[: 4 * MOST]), return_exceptions=True)


def _within(frame: Frame, depth: int = 0) -> Iterator[Frame]:
    yield frame
    if depth < _DEPTH:
        for child in frame.child_frames[:MOST]:
            yield from _within(child, depth + 1)


async def _place(frame: Frame) -> Mapping[str, float] | None:
    element = await frame.frame_element()
    try:
        return await element.bounding_box()  # type: ignore[return-value]  # a typed dict of floats
    finally:
        await element.dispose()


def _same(one: Any, other: Mapping[str, float] | None) -> bool:
    if one is None or other is None:
        return False
    sides = (other["x"], other["y"], other["width"], other["height"])
    return all(abs(a - b) <= _NEAR for a, b in zip(one, sides, strict=True))


def _area(row: Mapping[str, Any]) -> float:
    box = row["box"]
    return float(box[2] * box[3]) if box else 0.0
