"""A cookie or privacy notice is up. Over a readable article it is a banner, no wall."""

from harness.core.model import Note
from harness.rules.table import told

RULE = told(Note.CONSENT_BANNER)
