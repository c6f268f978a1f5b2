"""The page is a few words, a check or refusal of the visitor, in whatever words.

Silent on pages with any text to speak of: news report on such things as well.
"""

from harness.core.model import State
from harness.rules._notices import small_page
from harness.rules.rule import Rule

RULE = Rule(
    State.BLOCKED,
    small_page(
        "a page of a few words, a check or refusal of the visitor",
        ("guard", "human"),
        ("guard", "net"),
        without="ads",
    ),
)
