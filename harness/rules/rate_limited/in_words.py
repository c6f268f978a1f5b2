"""The page is a few words, of too many requests, in whatever words.

Silent on pages with any text to speak of: news report on such things as well.
"""

from harness.core.model import State
from harness.rules._notices import small_page
from harness.rules.rule import Rule

RULE = Rule(
    State.RATE_LIMITED,
    small_page("a page of a few words, of too many requests", ("rate", "net"), ("rate", "place")),
)
