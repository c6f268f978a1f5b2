"""HTTP 403, 405 or 406 with a short page: the request was refused.

403 alone does not tell a bot defence from a gate, so a page with main text, a sign-in form or an offer is
left to the rules that read it. 401 asks for credentials: that is another state.
"""

from harness.core.model import State
from harness.rules.match import all_of, article_shorter_than, page_shorter_than, status
from harness.rules.rule import Rule

RULE = Rule(
    State.BLOCKED,
    all_of(status(403, 405, 406, 418, 999), article_shorter_than(80), page_shorter_than(400)),
)
