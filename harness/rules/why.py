"""Why rules were silent: which part of what a rule looks for was not seen on a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from harness.core.model import Evidence, Note, State
from harness.reading import Reading
from harness.rules import Matcher, Rule
from harness.rules.decide import ask_all


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a rule, and its answer.

    Args:
        asks: the question in words.
        seen: what it saw; nothing: that is why the rule was silent.
        against: it speaks against the rule when it sees something.
    """

    asks: str
    seen: tuple[Evidence, ...] = ()
    against: bool = False

    @property
    def silenced(self) -> bool:
        """Whether this answer made the rule silent."""
        return bool(self.seen) == self.against


@dataclass(frozen=True, slots=True)
class Heard:
    """A rule on one page: what it saw, or why it was silent."""

    rule: Rule
    seen: tuple[Evidence, ...]
    asked: tuple[Asked, ...]


def why_not(reading: Reading, state: State | Note, rules: Iterable[Rule]) -> list[Heard]:
    """What every rule that speaks for ``state`` made of a page, those that fired first.

    Raises:
        RuleError: a rule raised while it looked.
    """
    heard = []
    for rule in rules:
        if rule.state != state:
            continue
        signal = next(iter(ask_all(reading, [rule], strict=True)), None)
        seen = signal.evidence if signal is not None else ()
        heard.append(Heard(rule, seen, () if seen else tuple(_asked(rule.when, reading))))
    return sorted(heard, key=lambda one: (not one.seen, _missing(one), one.rule.id))


def _missing(heard: Heard) -> float:
    """Which share of its questions a rule is short of: those that nearly fired come first."""
    if not heard.asked:
        return 1.0
    return sum(one.silenced for one in heard.asked) / len(heard.asked)


def _asked(matcher: Matcher, reading: Reading) -> Iterator[Asked]:
    """The questions a matcher is made of, as deep as their answers explain its own."""
    if matcher.how == "all":
        for part in matcher.parts:
            yield from _asked(part, reading)
    elif matcher.how == "unless":
        wanted, *exceptions = matcher.parts
        yield from _asked(wanted, reading)
        for part in exceptions:
            if seen := part(reading):
                yield Asked(part.asks, seen, against=True)
    elif matcher.how == "any" and (seen := matcher(reading)):
        yield Asked(next(part.asks for part in matcher.parts if part(reading)), seen)
    else:
        # Of alternatives none was seen, or the matcher is a plain question.
        yield Asked(matcher.asks or "a question without words", matcher(reading))
