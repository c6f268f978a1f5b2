"""Queue-it's waiting room stands in place of the page.

Its script is on all pages of its customers, to decide.
Silent for the script.
"""

from harness.rules.match import visible
from harness.rules.vendors import address, challenge, says

RULE = challenge(
    address(".queue-it.net"), visible("#queue-it_log"), says("you are now in line", "your number in line")
)
