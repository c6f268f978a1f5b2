"""A box asks for an address for a newsletter."""

from harness.core.model import Note
from harness.rules.table import told

RULE = told(Note.NEWSLETTER_BOX)
