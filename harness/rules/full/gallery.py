"""An article in pictures: their captions are the text.

Captions stand beside a text on every other page, and are no text of theirs; in a gallery they are all there is. The
page must call itself an article: shops and photographers show captioned pictures, too.
"""

from harness.core.model import State
from harness.rules._kinds import gallery
from harness.rules.match import all_of, article_shorter_than
from harness.rules.rule import Rule

RULE = Rule(State.FULL, all_of(gallery, article_shorter_than(40)))
