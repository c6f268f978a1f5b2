"""A platform's network security refuses the reader, in a page of hundreds of kilobytes with one sentence.

Size is no argument against a block here.
Silent where the sentence is quoted in a longer page.
"""

from harness.rules.vendors import challenge, says

RULE = challenge(says("you've been blocked by network security", "blocked by network security"), words=160)
