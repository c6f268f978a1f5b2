"""A consent tool's dialog is up and is most of what there is to read.

A dialog over an article is a banner, and tools leave empty roots behind after the choice: the dialog must be
seen and filled, the page must have no main text, and at least half of its words must be the dialog's (or the
dialog must take a third of the screen, where it is a frame that cannot be read).
Silent for lists and home pages under a banner, and for the rules of single tools see notes/consent.
"""

from harness.core.model import Evidence, State
from harness.reading import Reading
from harness.rules.match import all_of, article_shorter_than, hits, page_shorter_than, see
from harness.rules.rule import Matcher, Rule
from harness.rules.vendors.consent import RULES as TOOLS

SELECTORS = tuple(dict.fromkeys(selector for tool in TOOLS.values() for selector in tool.when.selectors))


def _dialog(reading: Reading) -> tuple[Evidence, ...]:
    for selector, hit in hits(reading, SELECTORS):
        if not hit.visible:
            continue
        if (hit.words >= 12 and 2 * hit.words >= reading.words) or (hit.share or 0) >= 0.33:
            return see(f"visible {selector}", hit.text, hit.block)
    return ()


RULE = Rule(
    State.CONSENT_WALL,
    all_of(
        Matcher(_dialog, SELECTORS, asks="a consent tool's dialog is most of what is to be read"),
        article_shorter_than(60),
        page_shorter_than(300),
    ),
)
