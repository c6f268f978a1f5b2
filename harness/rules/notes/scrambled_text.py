"""The article's text is scrambled: letters shifted or swapped, or filler in its place."""

from harness.core.model import Note
from harness.rules._scrambled import scrambled
from harness.rules.rule import Rule

RULE = Rule(Note.SCRAMBLED_TEXT, scrambled, beside=True)
