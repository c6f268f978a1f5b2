"""The last paragraph breaks off in the middle of a sentence, without dots, while all others end as sentences do.

Lists, captions and headings end without a stop everywhere: only a paragraph of a dozen words after others counts, with
no link in it.
"""

from harness.core.model import State
from harness.rules._endings import broken_off
from harness.rules.rule import Rule

RULE = Rule(State.TRUNCATED, broken_off)
