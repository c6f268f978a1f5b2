"""The page asks for scripts or a newer browser, or says that it is loading, and little else.

Such a sentence for one part (comments need scripts) beside a text cuts nothing.
"""

from harness.core.model import State
from harness.rules.table import told

RULE = told(State.JS_REQUIRED)
