"""After the first paragraphs the letters are scrambled and blurred, under an offer: text-like, and no text."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from random import Random

from harness.core.model import Note, State
from harness.measure.faults.case import Case, Kind
from harness.measure.faults.fault import Fault
from harness.measure.faults.page._parts import box
from harness.measure.faults.specimen import Specimen
from harness.measure.faults.surgery import cut_between

_WORD = re.compile(r"[^\W\d_]{2,}")


def apply(page: Specimen, random: Random) -> Case | None:
    """Scramble the rest."""
    cut = cut_between(page, 0.3, random)
    if cut is None:
        return None
    paragraphs = [_scrambled(text, random) for text in cut.lost.split("\n") if text]
    offer, texts = box(page.lang, "offers", random)
    inner = "".join(f"<p>{escape(text, quote=False)}</p>" for text in paragraphs)
    garbage = f'<div class="obfuscated" style="filter:blur(5px);user-select:none">{inner}</div>'
    truth = page.case.truth.cut(cut.kept, cut.lost, State.PAYWALL, Note.SCRAMBLED_TEXT)
    truth = truth.beside(Kind.WALL, *texts).beside(Kind.SCRAMBLED, *paragraphs)
    return replace(page.case, html=cut.joined(then=garbage + offer), truth=truth)


def _scrambled(text: str, random: Random) -> str:
    def mixed(match: re.Match[str]) -> str:
        letters = list(match[0].lower())
        random.shuffle(letters)
        return "".join(letters)

    return _WORD.sub(mixed, text)


FAULT = Fault(apply, State.PAYWALL)
