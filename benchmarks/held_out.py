"""What is left of the verdicts on a site when nothing that only this site taught is known.

    python benchmarks/held_out.py CORPUS [--json]

For every page whose state is right, and not ``full``, the page is judged again without the phrases that no other
site of the corpus shows, without the rules that fire on no other site, and without both. Much of that is general
knowledge which the corpus merely shows once (a vendor, a sentence of a language with one page), so that the loss
on sites never seen lies below these figures; how far below, only other pages can tell. Static engine.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

from harness.core.errors import HarnessError
from harness.core.model import State, Verdict
from harness.language import Spot, spot, spot_title
from harness.observe.observation import Observation
from harness.observe.static import observe
from harness.rules import Rule, all_rules, questions
from harness.rules.decide import judge_observation
from harness.sources.labels import Label, read_corpus
from harness.sources.octets import read_file
from harness.sources.source import DEFAULT

WITHOUT = ("phrases", "rules", "both")

Said = tuple[str, str]
"""A phrase's class and text; of the title's, the class is marked."""


@dataclass(frozen=True)
class Seen:
    """A page whose state is right, and what was seen on it."""

    label: Label
    page: Observation
    verdict: Verdict
    said: frozenset[Said]


@dataclass
class Sites:
    """On which sites of the corpus phrases are said and rules fire."""

    saying: dict[Said, set[str]] = field(default_factory=lambda: defaultdict(set))
    firing: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--json", action="store_true")
    told = parser.parse_args()
    try:
        labels = read_corpus(told.corpus).labels
    except HarnessError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    sites = Sites()
    pages = list(_seen(labels, sites))
    lost: dict[str, Counter[str]] = {way: Counter() for way in WITHOUT}
    for one in pages:
        for way in _changed_by(one, sites):
            lost[way][one.label.state.value] += 1
    total = Counter(one.label.state.value for one in pages)
    if told.json:
        print(json.dumps({"pages": total, "lost": lost}))
        return 0
    print(f"{'state':<20}{'right':>6}" + "".join(f"{'without ' + way:>18}" for way in WITHOUT))
    for state, count in total.most_common():
        print(f"{state:<20}{count:>6}" + "".join(f"{count - lost[way][state]:>18}" for way in WITHOUT))
    every = total.total()
    print(f"{'all':<20}{every:>6}" + "".join(f"{every - lost[way].total():>18}" for way in WITHOUT))
    return 0


def _seen(labels: list[Label], sites: Sites) -> Iterator[Seen]:
    """The pages whose state is right, notes of all pages in ``sites``."""
    for label in labels:
        html = read_file(label.path, label.id, DEFAULT)
        page = observe(html, url=label.url, status=label.status, headers=label.headers, questions=questions())
        said: set[Said] = set()
        with _book(heard=said):
            verdict = judge_observation(page)
        site = _site(label)
        for one in said:
            sites.saying[one].add(site)
        for signal in (*verdict.signals, *verdict.despite):
            sites.firing[signal.rule].add(site)
        if verdict.state is label.state and label.state is not State.FULL:
            yield Seen(label, page, verdict, frozenset(said))


def _changed_by(one: Seen, sites: Sites) -> Iterator[str]:
    """Which knowledge of its own site the page's state hangs on."""
    own = {_site(one.label)}
    known = {said for said in one.said if sites.saying[said] - own}
    rules = [rule for rule in all_rules() if sites.firing.get(rule.id) != own]
    for way in WITHOUT:
        asked: list[Rule] | None = None if way == "phrases" else rules
        with _book(known=None if way == "rules" else known):
            if judge_observation(one.page, rules=asked).state is not one.verdict.state:
                yield way


@contextmanager
def _book(*, heard: set[Said] | None = None, known: set[Said] | None = None) -> Iterator[None]:
    """Phrases are noted in ``heard``, and only those ``known`` are found, while this holds."""

    def kept(spots: tuple[Spot, ...], mark: str) -> tuple[Spot, ...]:
        if heard is not None:
            heard.update((mark + s.cls, s.phrase) for s in spots)
        return spots if known is None else tuple(s for s in spots if (mark + s.cls, s.phrase) in known)

    def texts(*asked: Any) -> tuple[Spot, ...]:
        return kept(spot(*asked), "")

    def titles(*asked: Any) -> tuple[Spot, ...]:
        return kept(spot_title(*asked), "title:")

    with patch("harness.reading.reading.spot", texts), patch("harness.reading.reading.spot_title", titles):
        yield


def _site(label: Label) -> str:
    """The last two labels of a page's host: near enough to tell sites apart."""
    host = urlsplit(label.url or "").hostname or label.id
    return ".".join(host.split(".")[-2:])


if __name__ == "__main__":
    sys.exit(main())
