"""One result as the report's script draws it: plain data, every text of it cleaned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from harness.core.clean import clean_data
from harness.core.model import Content, Engine, Signal, State, TextSource, Verdict
from harness.look.checked import Checked
from harness.look.picture import Kind, Picture
from harness.report.formats.text import colour_of
from harness.report.words import NOTES, advice, headline

MOST = 8
"""Facts of one kind that a card lists."""

_TONES = {"green": "good", "yellow": "part", "red": "bad", "magenta": "odd"}
_PLACES = {
    Kind.END: "the line where the article stops",
    Kind.WALL: "the box of what stands there",
    Kind.SENTENCE: "the sentence",
}
_SOURCES = {
    TextSource.HIDDEN: "The rest is delivered and not shown.",
    TextSource.STRUCTURED_DATA: "The rest is delivered as data and not shown.",
}


def tone(state: State) -> str:
    """The colour of a state, by what it means for the reader."""
    return _TONES[colour_of(state)]


def card(checked: Checked, *, was: str | None = None, others: Sequence[str] = ()) -> dict[str, Any]:
    """What a card shows.

    Args:
        checked: the result.
        was: the state an earlier run found, where that was another; empty: the page is new.
        others: what other engines said of the same page, a phrase each.
    """
    verdict = checked.verdict
    shared: dict[str, Any] = {
        "target": checked.target,
        "expected": list(checked.differs) if checked.differs else ("met" if checked.expect else None),
        "remark": checked.remark,
        "was": was,
        "others": list(others),
    }
    if verdict is None:
        return _kept({**shared, "state": "", "tone": "bad", "headline": "It could not be looked at.",
                      "error": str(checked.error or "")})  # fmt: skip
    facts = _Facts(checked.picture, tone(verdict.state))
    main = [s for s in verdict.signals if s.state == verdict.state]
    rest = [s for s in verdict.signals if s.state != verdict.state]
    why, also = facts.of(main), [*facts.of(rest), *_unseen(verdict, rest)]
    stops = any(fact.get("place") == _PLACES[Kind.END] for fact in (*why, *also))
    data = {
        **shared,
        "state": verdict.state.value,
        "tone": tone(verdict.state),
        "content": verdict.content.value,
        "engine": verdict.engine.value,
        "url": verdict.final_url or verdict.url,
        "status": verdict.status,
        "title": verdict.title[:300],
        "lang": verdict.lang,
        "headline": headline(verdict),
        "advice": advice(verdict),
        "why": why,
        "also": also,
        "despite": facts.of(verdict.despite),
        "words": _words(verdict),
        "last": verdict.article.last if verdict.content is Content.PARTIAL and not stops else "",
        "picture": _drawing(checked.picture, facts.numbers),
    }
    return _kept(data)


def _kept(data: dict[str, Any]) -> dict[str, Any]:
    """What says something, cleaned. An empty state and an empty ``was`` do."""
    kept = {
        key: value
        for key, value in data.items()
        if value not in (None, "", []) or (value == "" and key in ("state", "was"))
    }
    cleaned: dict[str, Any] = clean_data(kept)
    return cleaned


class _Facts:
    """What signals saw, each thing once; those that have a place in the picture are numbered."""

    def __init__(self, picture: Picture | None, shade: str) -> None:
        self._shade = shade
        self._marks = {(m.rule, m.evidence): m for m in picture.marks} if picture else {}
        self._told: set[str] = set()
        self.numbers: dict[tuple[Any, ...], tuple[int, str]] = {}

    def of(self, signals: Iterable[Signal]) -> list[dict[str, Any]]:
        """The facts, decisive ones first."""
        found: dict[tuple[str, str, str], dict[str, Any]] = {}
        for signal in sorted(signals, key=lambda s: not s.decisive):
            for number, evidence in enumerate(signal.evidence):
                key = (signal.state.value, evidence.where, evidence.excerpt)
                fact = found.setdefault(
                    key, {"state": key[0], "where": key[1], "excerpt": key[2], "rules": []}
                )
                if signal.rule not in fact["rules"]:
                    fact["rules"].append(signal.rule)
                if "mark" not in fact and (mark := self._marks.get((signal.rule, number))):
                    shade = tone(signal.state) if isinstance(signal.state, State) else "note"
                    # Whether the article ends or stops there is what the verdict says.
                    shade = self._shade if mark.kind is Kind.END else shade
                    fact["mark"] = self._number((mark.kind, mark.box), shade)
                    fact["place"] = _PLACES[mark.kind]
        facts = list(found.values())[:MOST]
        # The same sentence often speaks for several things: it is quoted once and numbered each time.
        told = self._told | {fact["excerpt"] for fact in facts}
        for fact in facts:
            if fact["excerpt"] in self._told and len(fact["excerpt"]) > 20:
                fact["excerpt"] = ""
        self._told = told
        return facts

    def _number(self, place: tuple[Any, ...], shade: str) -> int:
        return self.numbers.setdefault(place, (len(self.numbers) + 1, shade))[0]


def _unseen(verdict: Verdict, signals: Iterable[Signal]) -> list[dict[str, Any]]:
    """What holds too without a signal of its own in the list."""
    told = {signal.state.value for signal in signals}
    return [{"state": word.value, "where": "", "excerpt": "", "rules": []} for word in verdict.also
            if word.value not in told]  # fmt: skip


def _words(verdict: Verdict) -> dict[str, Any] | None:
    article = verdict.article
    if not article.words and not article.expected_words:
        return None
    partial = verdict.content in (Content.PARTIAL, Content.NONE)
    return {
        "shown": article.words,
        "promised": article.expected_words,
        "rest": _SOURCES.get(article.text_source, "") if partial else "",
    }


def _drawing(
    picture: Picture | None, numbers: Mapping[tuple[Any, ...], tuple[int, str]]
) -> dict[str, Any] | None:
    if picture is None:
        return None
    view = picture.screenshot.view if picture.screenshot else None
    return {
        "size": [round(picture.width), round(picture.height)],
        "outline": [[run.part.value[0], *map(round, _row(run.box))] for run in picture.outline],
        "marks": [[number, shade, kind.value, *map(round, _row(box))]
                  for (kind, box), (number, shade) in numbers.items()],
        "view": list(map(round, _row(view))) if view else None,
    }  # fmt: skip


def _row(box: Any) -> tuple[float, float, float, float]:
    return box.x, box.y, box.width, box.height


def looked_with(engine: str) -> str:
    """An engine in words."""
    return {Engine.BROWSER: "the browser", Engine.STATIC: "static HTML", Engine.TEXT: "the text alone"}[
        Engine(engine)
    ]


def note_words() -> dict[str, str]:
    """What the notes mean, for the words of ``also``."""
    return {note.value: text for note, text in NOTES.items()}
