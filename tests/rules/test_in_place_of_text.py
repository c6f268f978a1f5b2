"""What stands right below the headline, where the text should begin, is in its place, whatever prose stands elsewhere."""

from __future__ import annotations

import pytest

from harness.core.model import State
from harness.observe.static import observe
from harness.reading.stop import SHORT_TEXT_ABOVE
from harness.rules import questions
from harness.rules.decide import judge_observation

DEMAND = "<div><h2>Please disable your ad blocker</h2><p>Then load this page again.</p></div>"
LINKS = "".join(f'<li><a href="/s/{n}">Story number {n} of the island</a></li>' for n in range(9))
PROSE = "".join(
    f"<p>Rule {n}: what stands on this site may not be copied, sung or painted without a letter from its publisher, and "
    "such letters are sent by post only.</p>"
    for n in range(SHORT_TEXT_ABOVE // 30)
)
TEXT = "".join(
    f"<p>On evening {n} the choir went down into the ice house, twenty-three voices and a dog, and sang until the candles "
    "were low and the ferry had whistled for the second time.</p>"
    for n in range(9)
)
PAGE = (
    '<html lang=en><title>The choir in the ice house</title><meta property="og:type" content="article">'
    "<body><header><ul>{links}</ul></header><main><h1>The choir in the ice house</h1>{main}</main><div>{end}</div>"
)


@pytest.mark.parametrize(
    ("main", "end", "told"),
    [
        (DEMAND + TEXT, LINKS, False),
        (TEXT + DEMAND, LINKS, True),
        (TEXT, LINKS * 3 + DEMAND, False),
    ],
)
def test_an_ad_blocker_s_demand_stands_below_the_headline_or_right_below_the_text(
    main: str, end: str, told: bool
) -> None:
    """Above a text it asks for something. Right below a text it stands where that should go on."""
    html = PAGE.format(links=LINKS, main=main, end=end)

    verdict = judge_observation(observe(html, questions=questions()))

    assert ("adblock_wall/stop" in {s.rule for s in verdict.signals}) is told
    if told:
        assert verdict.state is State.ADBLOCK_WALL


@pytest.mark.parametrize("title", ["Before you continue", "Before you continue to the Island Courier"])
def test_a_privacy_choice_is_no_refusal_whatever_its_title_is(title: str) -> None:
    """Sites call such pages as robot checks are called; what stands on it tells them apart."""
    choice = (
        "<p>We value your privacy. We and our partners use cookies to store and access information on your device, for "
        "personalised advertising.</p><button>Accept all</button><button>Manage options</button>"
    )
    html = f"<html lang=en><title>{title}</title><body><h1>{title}</h1>{choice}"

    verdict = judge_observation(observe(html, questions=questions()))

    assert verdict.state is State.CONSENT_WALL
    assert State.BLOCKED not in verdict.also
