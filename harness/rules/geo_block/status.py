"""HTTP 451: refused for legal reasons, on news sites nearly always the reader's region."""

from harness.core.model import State
from harness.rules.match import status
from harness.rules.rule import Rule

RULE = Rule(State.GEO_BLOCK, status(451))
