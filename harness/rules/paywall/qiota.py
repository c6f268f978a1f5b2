"""Qiota: its block was filled in after the reserved section.

``.qiota_reserve`` marks the reserved part for subscribers as well, and ``#qiota`` is in every template.
Silent while the block is empty.
"""

from harness.rules.vendors import paywall

RULE = paywall("#qiota")
