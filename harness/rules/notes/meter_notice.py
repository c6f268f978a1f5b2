"""A meter that is still open counts the free articles that are left."""

from harness.core.model import Note
from harness.rules.table import told

RULE = told(Note.METER_NOTICE)
