"""What an observation says: the article in it, the phrases spotted, where they stand, what was promised."""

from __future__ import annotations

from harness.reading.article import Article, Ending, find_article
from harness.reading.promise import Promise
from harness.reading.reading import Reading, Zone, read

__all__ = ["Article", "Ending", "Promise", "Reading", "Zone", "find_article", "read"]
