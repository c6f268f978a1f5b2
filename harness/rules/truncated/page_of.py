"""The text is page 1 of several: "page 1 of 3", "次ページ", with numbered links.

Lists, forums and search results have pages as well: only where an article stands, and not in its comments.
"""

from harness.core.model import State
from harness.rules._cut import page_of_several
from harness.rules.rule import Rule

RULE = Rule(State.TRUNCATED, page_of_several)
