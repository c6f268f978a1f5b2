"""The text, or its rest, is scrambled: letters shifted or swapped, or lorem ipsum in its place.

Nobody can read it, so the article is not there, whatever its length. Where money or an account is asked for, that
is the reason, and the wall's rules say so. Silent on text in the wrong encoding, on code, tables and figures,
and on articles that quote a line of filler.
"""

from harness.core.model import State
from harness.rules._cut import account, offer
from harness.rules._scrambled import scrambled
from harness.rules._walls import locked
from harness.rules.match import unless
from harness.rules.rule import Rule

RULE = Rule(State.TRUNCATED, unless(scrambled, locked, offer, account))
