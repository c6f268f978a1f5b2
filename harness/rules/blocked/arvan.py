"""ArvanCloud forwards the browser after a check.

``server: ArvanCloud`` is on all pages behind it.
Silent for the header.
"""

from harness.rules.match import all_of, header, mark
from harness.rules.vendors import challenge, says

RULE = challenge(
    mark("__arcsjs"),
    all_of(header("server", "arvancloud"), says("در حال انتقال به سایت مورد نظر هستید")),
    words=80,
)
