"""ONECount: its wall asks the reader to register.

The script profiles readers on all pages.
Silent for its polls and newsletter boxes.
"""

from harness.rules.vendors import registration_wall

RULE = registration_wall("#ocp-wall")
