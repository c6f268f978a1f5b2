"""Subscribe with Google, Reader Revenue Manager: its dialog demands registration.

The script is on all pages; the same dialog asks for newsletters and contributions.
Silent for those.
"""

from harness.rules.vendors import registration_wall

RULE = registration_wall("iframe.swg-dialog", ".swg-dialog", "swg-container")
