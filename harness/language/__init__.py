"""The words that pages use for walls, cuts and errors, in 28 languages, and a quick way to find them."""

from __future__ import annotations

from harness.language.normal import normalise
from harness.language.phrasebook import CLASSES, Book, Phrase, Strength, book
from harness.language.spotting import Spot, language, spot, spot_title

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
