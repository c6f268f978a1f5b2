"""Zephr: its registration form stands where the article should go on.

Zephr also renders preference and newsletter forms: the form must ask for an account to read on.
Silent beside a price.
"""

from harness.rules.vendors import registration_wall

RULE = registration_wall(".zephr-registration-form", "#zephr-overlay", ".zephr-wrapper")
