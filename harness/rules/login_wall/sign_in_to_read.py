"""Where the article should go on, the page asks to sign in with an account one already has, or through an
institution.

Registration or a price beside it are the nearer reason; those rules come first.
"""

from harness.core.model import State
from harness.rules._cut import looks_cut
from harness.rules._names import of_part
from harness.rules._walls import opposite, runs_to_its_end
from harness.rules.match import all_of, any_of, article_shorter_than, phrase, unless
from harness.rules.rule import Rule

RULE = Rule(
    State.LOGIN_WALL,
    unless(
        all_of(phrase("login", "institution", skip=of_part), any_of(looks_cut, article_shorter_than(200))),
        opposite,
        runs_to_its_end,
    ),
)
