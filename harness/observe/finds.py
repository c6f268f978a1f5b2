"""What a walk notes besides text: what the rules' selectors hit, frames, overlays, counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from selectolax.lexbor import LexborNode

from harness.language.words import count_words
from harness.observe.blocks import Runs
from harness.observe.context import Context
from harness.observe.observation import Block, Frame, Hidden, Hit, Overlay
from harness.observe.vocabulary import COUNTED, MAX_HITS

MAX_FRAMES = 200
_CLOSING = frozenset(
    "× ✕ ✖ ⨯ x ok okay close dismiss skip later schließen schliessen fermer cerrar chiudi sluiten fechar zamknij stäng luk lukk"
    " sulje закрыть 閉じる 关闭 關閉 닫기 إغلاق".split()
) | {"got it", "no thanks", "no, thanks", "not now"}
_CLOSERS = '[aria-label*="close" i], [data-dismiss], [data-bs-dismiss], .close, .btn-close'
_TINY = ("0", "1")

Attrs = Mapping[str, str | None]


class Finds:
    """What was found so far."""

    def __init__(self) -> None:
        self.hits: dict[str, list[Hit]] = {}
        self.overlays: list[Overlay] = []
        self.frames: list[Frame] = []
        self.counts: dict[str, int] = dict.fromkeys(COUNTED, 0)

    def count(self, tag: str, attrs: Attrs) -> None:
        """Count a visible element (password and search fields also by their type)."""
        if tag == "input":
            kind = (attrs.get("type") or "text").lower()
            if kind == "hidden":
                return
            if kind in ("password", "search"):
                self.counts[kind] += 1
        self.counts[tag] += 1

    def frame(self, attrs: Attrs, hidden: Hidden | None, block: int) -> None:
        """Note a frame that stands before the block with index ``block``."""
        seen = hidden is None and attrs.get("width") not in _TINY and attrs.get("height") not in _TINY
        if len(self.frames) < MAX_FRAMES:
            self.frames.append(Frame(attrs.get("src") or attrs.get("data-src") or "", seen, block=block))

    def hit(self, selectors: Sequence[str], runs: Runs, context: Context, start: int, filled: bool) -> None:
        """Note an element that ``selectors`` found.

        Args:
            selectors: those that found it.
            runs: the blocks so far.
            context: what holds inside it.
            start: index of its first block.
            filled: it has children.
        """
        wanting = [s for s in selectors if len(self.hits.get(s, ())) < MAX_HITS]
        if not wanting:
            return
        own = runs.blocks[start:]
        if runs.parts and not own:
            text = " ".join("".join(runs.parts).split())
            words = count_words(text) if text else 0
        else:
            text = _text(own, 300)
            words = sum(b.words for b in own)
        hit = Hit(
            visible=context.hidden is None,
            text="" if context.hidden else text[:300],
            words=words,
            region=context.region,
            block=start,
            filled=filled or bool(own or text),
        )
        for selector in wanting:
            self.hits.setdefault(selector, []).append(hit)

    def open_overlay(self, names: str) -> int:
        """Note a box laid over the page; its index."""
        self.overlays.append(Overlay("", None, names))
        return len(self.overlays) - 1

    def close_overlay(self, index: int, own: Sequence[Block], element: LexborNode) -> None:
        """Fill in an overlay once its blocks are known."""
        closable = any(_closes(b.text) for b in own) or element.css_first(_CLOSERS) is not None
        names = self.overlays[index].names
        self.overlays[index] = Overlay(_text(own, 2_000), None, names, dismissible=closable)


def _closes(label: str) -> bool:
    """Whether a line is a button that closes what it stands in: a sign, or a word for it."""
    return label.strip().casefold() in _CLOSING


def _text(blocks: Sequence[Block], limit: int) -> str:
    return " ".join(b.text for b in blocks if b.text)[:limit]
