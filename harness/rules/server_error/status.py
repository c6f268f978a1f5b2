"""HTTP 5xx with a short page: the server or a gateway failed.

503 is also the answer of bot challenges and planned downtime; those have their own evidence and come first.
"""

from harness.core.model import Evidence, State
from harness.reading import Reading
from harness.rules.match import all_of, article_shorter_than, ask, see
from harness.rules.rule import Rule


@ask("status 500 to 599")
def code(reading: Reading) -> tuple[Evidence, ...]:
    status = reading.page.status
    return see("HTTP status", str(status)) if status is not None and 500 <= status <= 599 else ()


RULE = Rule(State.SERVER_ERROR, all_of(code, article_shorter_than(200)))
