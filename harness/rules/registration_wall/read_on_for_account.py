"""Where the article should go on, "read on" stands beside the offer of an account, with no price nearer to it."""

from harness.core.model import State
from harness.rules._walls import demand, opposite, runs_to_its_end
from harness.rules.match import unless
from harness.rules.rule import Rule

RULE = Rule(State.REGISTRATION_WALL, unless(demand(account=True), opposite, runs_to_its_end))
