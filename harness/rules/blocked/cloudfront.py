"""CloudFront refuses the request ("Request blocked").

CloudFront serves the same page for failing origins: without "request blocked" it is a server's error, with
the country named it is a geographical block.
Silent for those.
"""

from harness.rules.match import all_of
from harness.rules.vendors import challenge, says

RULE = challenge(all_of(says("the request could not be satisfied"), says("request blocked")))
