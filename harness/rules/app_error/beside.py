"""The site's own error is seen beside or after an article: a part of the page failed."""

from harness.core.model import State
from harness.rules.table import told

RULE = told(State.APP_ERROR, beside=True)
