"""The kind of notice that a strong phrase of the book speaks for, block by block."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from harness.core.model import Engine
from harness.language import Spot, Strength
from harness.observe.observation import Observation
from harness.reading.quotes import quoted

KINDS_OF_CLASSES = {
    "truncation": "rest_elsewhere", "pagination": "rest_elsewhere", "remaining": "rest_elsewhere", "excerpt": "excerpt",
    "paywall": "pay", "meter_used": "pay", "registration": "account", "app_only": "account", "login": "sign_in",
    "institution": "sign_in", "error": "site_error", "not_found": "not_found",
    "removed": "not_found", "server_error": "server_error", "maintenance": "maintenance",
    "rate_limited": "too_many_requests", "bot_challenge": "robot_check", "captcha": "robot_check",
    "geo_block": "region", "consent_wall": "consent", "pay_or_consent": "consent", "consent": "consent",
    "adblock_wall": "adblock", "js_required": "needs_javascript", "parked": "parked", "metered": "meter",
    "newsletter": "newsletter", "comment_gate": "sign_in_to_comment", "opposite": "meter", "to_follow": "more_to_follow",
    "ui_chrome": "label",
}  # fmt: skip
"""Classes of phrases, and the kinds they speak for; a harmless one comes first where both are said."""

_ALWAYS = frozenset({"opposite", "to_follow"})
"""Classes that count whatever the model says: "free for all", "more to follow"."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a phrase speaks for.

    Args:
        kind: the name of the kind.
        always: it counts whatever the model says, as a project's own phrase does.
    """

    kind: str
    always: bool = False


def kinds_of_phrases(
    page: Observation, spots: Mapping[str, Sequence[Spot]], own: Collection[str]
) -> dict[int, Told]:
    """By block, what a strong phrase in it speaks for; harmless ones stand last, and win.

    Args:
        page: the observation.
        spots: by class, the phrases in its blocks and frames.
        own: the phrases that a project added.
    """
    found: dict[int, Told] = {}
    for cls, kind in KINDS_OF_CLASSES.items():
        for one in spots.get(cls, ()):
            if one.index >= len(page.blocks) or not any(c.isalnum() for c in one.phrase):
                continue
            block = page.blocks[one.index]
            if cls == "pagination" and _is_last(block.text[one.start : one.end]):
                continue
            alone = cls == "truncation" and page.engine is Engine.TEXT and _is_all(one, block.text)
            if (alone or one.strength is Strength.STRONG) and not quoted(block, one):
                found[one.index] = Told(kind, one.phrase in own or cls in _ALWAYS)
    return found


def kind_of_title(titles: Mapping[str, Sequence[Spot]]) -> str:
    """The kind that a phrase in the title speaks for, or nothing."""
    return next((kind for cls, kind in KINDS_OF_CLASSES.items() if titles.get(cls)), "")


def _is_all(spot: Spot, text: str) -> bool:
    """Whether a line of a scraper's text says nothing but a phrase, so that a weaker one counts, too."""
    return not any(c.isalnum() for c in text[: spot.start] + text[spot.end :])


def _is_last(pages: str) -> bool:
    """Whether "page n of m" speaks of the last one."""
    numbers = re.findall(r"\d+", pages)
    return len(numbers) == 2 and numbers[0] == numbers[1]
