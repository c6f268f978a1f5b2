"""The words that pages use for walls, cuts and errors, in 28 languages, and a quick way to find them."""

from __future__ import annotations

from harness.phrases.normal import normalise
from harness.phrases.phrasebook import CLASSES, Book, Phrase, Strength, book
from harness.phrases.spotting import Spot, language, spot, spot_title

__all__ = [
    "CLASSES",
    "Book",
    "Phrase",
    "Spot",
    "Strength",
    "book",
    "language",
    "normalise",
    "spot",
    "spot_title",
]
