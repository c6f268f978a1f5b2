"""Google's "unusual traffic" page stands in place of results.

The sentence is quoted in many help pages; the address and the form are Google's.
Silent for help pages, which are longer.
"""

from harness.rules.match import present
from harness.rules.vendors import address, challenge, says

RULE = challenge(
    address("/sorry/index"),
    present('form[action="/sorry/index"]'),
    says("our systems have detected unusual traffic from your computer network"),
)
