"""HTTP 401 with a short page: the server asks for credentials.

Bot defences answer 401 too; they show a challenge, have rules of their own and come first.
"""

from harness.core.model import State
from harness.rules.match import all_of, article_shorter_than, page_shorter_than, status
from harness.rules.rule import Rule

RULE = Rule(State.LOGIN_WALL, all_of(status(401), article_shorter_than(80), page_shorter_than(400)))
