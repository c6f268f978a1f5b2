"""The article's text is scrambled (shifted letters, ROT47, lorem ipsum) and the page says that it is not free.

A sample of the text's words has no vowels and consonants in a language's measure; the data or tags call the
article locked, or an offer stands at the cut.
"""

from harness.core.model import State
from harness.rules._cut import account, offer
from harness.rules._scrambled import scrambled
from harness.rules._walls import locked
from harness.rules.match import all_of, any_of
from harness.rules.rule import Rule

RULE = Rule(State.PAYWALL, all_of(scrambled, any_of(locked, offer, account)))
