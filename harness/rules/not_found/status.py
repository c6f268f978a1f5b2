"""HTTP 404 or 410: the server says that there is no such page.

A long article under a 404 (a broken server) is left to the rules that read it.
"""

from harness.core.model import State
from harness.rules.match import all_of, article_shorter_than, status
from harness.rules.rule import Rule

RULE = Rule(State.NOT_FOUND, all_of(status(404, 410), article_shorter_than(250)))
