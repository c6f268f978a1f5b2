"""The page is a few words, of the site being worked on, in whatever words.

Silent on pages with any text to speak of: news report on such things as well.
"""

from harness.core.model import State
from harness.rules._notices import small_page
from harness.rules.rule import Rule

RULE = Rule(
    State.MAINTENANCE,
    small_page("a page of a few words, of the site being worked on", ("site", "repair")),
)
