"""Subscribe with Google, Reader Revenue Manager: its dialog sells over the page.

The script and its buttons are on all pages, and contribution or newsletter prompts use the same dialog, which
then can be closed; a toast is only a notice.
Silent for those: the dialog's words must demand.
"""

from harness.rules.vendors import paywall

RULE = paywall("iframe.swg-dialog", ".swg-dialog", "swg-container")
