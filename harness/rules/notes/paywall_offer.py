"""A subscription is offered on the page; beside a full article that is selling, no wall."""

from harness.core.model import Note
from harness.rules.table import told

RULE = told(Note.PAYWALL_OFFER)
