"""Rules of vendors: what is up fires, what is merely there does not.

The pages stand in tables beside this file, a rule a line: ``vendor_walls.toml``, ``vendor_challenges.toml`` and
``vendor_consent.toml``.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest

from harness.core.model import Signal, State
from harness.observe.observation import Observation
from harness.observe.selectors import answers_to
from harness.observe.static import observe
from harness.reading import read
from harness.rules import all_rules, questions, vendors
from harness.rules.decide import ask_all

HERE = Path(__file__).parent


def table(name: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


WALLS = table("vendor_walls.toml")
CHALLENGES = table("vendor_challenges.toml")
CONSENT = {f"notes/consent/{tool}": case for tool, case in table("vendor_consent.toml").items()}

WORDS = {
    "{offer}": "Subscribe to continue reading this article. Only €4.99 a month, cancel at any time.",
    "{account}": "Create a free account to continue reading this article.",
    "{consent}": "<p>We and our partners store cookies on your device to measure what you read.</p><button>Accept all</button>",
}

HEADLINE = "The ferry comes back to the northern bank"
PARAGRAPHS = (
    "The old ferry across the Varn went back into service on Monday morning, eleven months after a flood tore "
    "its cable from the northern bank. About forty people waited in the drizzle for the first crossing, most of "
    "them farmers who had driven the long way round by the bridge at Holm since last winter.",
    "The council had argued for half a year over who should pay for the repair. In the end the county took on "
    "two thirds of the sum, and the villages on both banks shared what was left. The mayor of the smaller one "
    "said that her people had never doubted it, although the minutes of the meetings tell another story.",
    "Nothing about the boat itself is new. The hull was laid down in the nineteen fifties, the engine is a "
    "little younger, and the ferryman learned the trade from his uncle. What has changed is the cable, which is "
    "now anchored in concrete on the hill and no longer in the meadow that the river takes every other spring.",
    "For the school on the southern bank the ferry saves an hour a day. Nineteen pupils live across the water, "
    "and their bus had to leave before six. The head teacher keeps a chart of late arrivals on the wall of her "
    "office; it has a gap of eleven months, she said, because she stopped counting in the second week.",
    "Not everybody is pleased. The owner of the petrol station near the bridge made more money last year than "
    "in the five years before, and he does not hide that he will miss the detour. He has ordered fewer rolls "
    "for the counter, and the girl who sold them at weekends now works at the landing, where she checks tickets.",
    "The engineers promise that the new anchor will stand for at least forty years. A plaque with their names "
    "was to be unveiled at noon, but the brass had been delivered with a spelling mistake, and so a sheet of "
    "paper in a plastic cover hangs there for the time being. The ferryman says that he likes it better that way.",
    "By evening the boat had made thirty-one crossings. The last one carried a single passenger, a retired "
    "postman who had no errand on the other side and went only to come back again. He had done the same on "
    "the day the ferry was launched, he said, and he saw no reason to break with a good habit.",
)


def document(body: str, title: str = HEADLINE) -> str:
    return f'<!doctype html><html lang="en"><head><title>{title}</title></head><body>{body}</body></html>'


def article(*, paragraphs: int = len(PARAGRAPHS), then: str = "") -> str:
    """An invented article, the first ``paragraphs`` of it, and what stands ``then``."""
    text = "".join(f"<p>{p}</p>" for p in PARAGRAPHS[:paragraphs])
    return document(f"<main><article><h1>{HEADLINE}</h1>{text}{filled(then)}</article></main>")


def filled(html: str) -> str:
    for name, words in WORDS.items():
        html = html.replace(name, words)
    return html


def hidden(html: str) -> str:
    return f'<div style="display:none">{html}</div>'


def look(html: str, **facts: Any) -> Observation:
    return observe(html, questions=questions(), **facts)


def drawn(page: Observation, share: float) -> Observation:
    """``page`` as a browser sees it that gives each element found this share of the screen."""
    hits = {s: tuple(replace(h, share=share) for h in found) for s, found in page.hits.items()}
    return replace(page, hits=hits)


def signals(page: Observation) -> dict[str, Signal]:
    return {s.rule: s for s in ask_all(read(page), all_rules())}


def alarms(page: Observation) -> list[str]:
    """The rules that would keep a page from being called full."""
    return [
        s.rule for s in signals(page).values() if s.decisive and not s.beside and s.state is not State.FULL
    ]


IDS = [
    rule_id
    for module in iter_modules(vendors.__path__, "harness.rules.vendors.")
    for rule_id in import_module(module.name).RULES
]
VENDORS = {rule.id: rule for rule in all_rules() if rule.id in IDS}

walls = pytest.mark.parametrize("rule_id", WALLS)
challenges = pytest.mark.parametrize("rule_id", CHALLENGES)
tools = pytest.mark.parametrize("rule_id", CONSENT)
dialogs = pytest.mark.parametrize(
    "rule_id", [r for r, case in CONSENT.items() if "{consent}" in case["up"] or "share" in case]
)


class TestTables:
    def test_no_two_rules_have_one_name(self) -> None:
        """Nor does a vendor's rule have that of a general one."""
        named = [rule.id for rule in all_rules()]

        assert len(IDS) == len(set(IDS)) == len(VENDORS)
        assert len(named) == len(set(named))

    def test_every_vendor_rule_has_its_pages(self) -> None:
        """A new vendor comes with a line in one of the tables."""
        assert sorted(VENDORS) == sorted([*WALLS, *CHALLENGES, *CONSENT])

    @pytest.mark.parametrize(("cases", "least"), [(WALLS, 45), (CHALLENGES, 35), (CONSENT, 40)])
    def test_vendors_are_known_in_breadth(self, cases: dict[str, object], least: int) -> None:
        """45 vendors of walls, 35 bot defences, 40 consent tools: named once however many rules they have."""
        assert len({rule_id.rpartition("/")[2] for rule_id in cases}) >= least

    @pytest.mark.parametrize("rule_id", VENDORS)
    def test_html_alone_can_tell_what_its_selectors_find(self, rule_id: str) -> None:
        """A selector that the parser does not know would find nothing, and say nothing of it."""
        assert [s for s in VENDORS[rule_id].when.selectors if not answers_to(s)] == []


class TestWalls:
    @walls
    def test_a_wall_that_is_up_is_told(self, rule_id: str) -> None:
        """After a teaser, the vendor's filled element speaks for the state decisively."""
        page = look(article(paragraphs=2, then=WALLS[rule_id]["up"]))

        found = signals(page)

        assert rule_id in found
        assert found[rule_id].decisive
        assert VENDORS[rule_id].state is found[rule_id].state

    @walls
    def test_a_vendor_that_is_merely_there_is_not(self, rule_id: str) -> None:
        """Scripts, mount points and hidden walls of a vendor stand on full articles, too."""
        case = WALLS[rule_id]

        assert alarms(look(article(then=case["there"] + hidden(case["up"])))) == []

    @walls
    def test_an_empty_element_is_no_wall(self, rule_id: str) -> None:
        """An element without words is a mount point, after a teaser as well."""
        empty = WALLS[rule_id]["up"].replace("{offer}", "").replace("{account}", "")
        if empty == WALLS[rule_id]["up"]:
            empty = WALLS[rule_id]["there"]

        assert rule_id not in signals(look(article(paragraphs=2, then=empty)))


class TestChallenges:
    @challenges
    def test_a_page_in_place_of_the_one_asked_for_is_told(self, rule_id: str) -> None:
        """The vendor's own marks, on a page that is little else, decide."""
        case = CHALLENGES[rule_id]
        html = document(case["page"], case.get("title", "daily.example"))

        found = signals(
            look(html, url=case.get("url"), status=case.get("status"), headers=case.get("headers", {}))
        )

        assert rule_id in found
        assert found[rule_id].decisive

    @challenges
    def test_an_article_is_no_challenge_whatever_it_carries(self, rule_id: str) -> None:
        """On a page with an article the same marks are a widget, a quotation or a leftover."""
        case = CHALLENGES[rule_id]
        page = look(
            article(then=case["page"]),
            url=case.get("url"),
            status=case.get("status"),
            headers=case.get("headers", {}),
        )

        assert rule_id not in signals(page)

    @challenges
    def test_a_defence_that_let_the_reader_through_raises_no_alarm(self, rule_id: str) -> None:
        """Passive scripts, captchas in forms and vendors' names stand on full articles."""
        assert alarms(look(article(then=CHALLENGES[rule_id]["there"]))) == []


class TestConsentTools:
    @tools
    def test_a_dialog_over_an_article_is_a_banner(self, rule_id: str) -> None:
        """It is noted, and the article stays full."""
        case = CONSENT[rule_id]
        page = look(article(then=case["up"]))

        page = drawn(page, case["share"]) if "share" in case else page

        assert rule_id in signals(page)
        assert alarms(page) == []

    @tools
    def test_a_dialog_that_was_answered_is_not_noted(self, rule_id: str) -> None:
        """Tools hide their dialogs and leave them in the page."""
        page = look(article(then=hidden(CONSENT[rule_id]["up"])))

        assert rule_id not in signals(page)

    @dialogs
    def test_a_dialog_with_nothing_behind_it_is_a_wall(self, rule_id: str) -> None:
        """No main text, and most of the page's words are the dialog's."""
        case = CONSENT[rule_id]
        page = look(document(f"<header>Daily</header>{filled(case['up'])}"))

        page = drawn(page, case["share"]) if "share" in case else page

        assert "consent_wall/tool_instead" in signals(page)

    @tools
    def test_a_dialog_over_a_list_is_no_wall(self, rule_id: str) -> None:
        """A home page without main text has many words of its own."""
        teasers = "".join(
            f"<article><h2><a href='/{i}'>{p[:60]}</a></h2></article>" for i, p in enumerate(PARAGRAPHS)
        )
        page = look(document(f"<main>{teasers}</main>{filled(CONSENT[rule_id]['up'])}"))

        assert "consent_wall/tool_instead" not in signals(page)


class TestAdblockMessage:
    UP = '<div class="fc-ab-root"><p>Please switch your ad blocker off to read on.</p></div>'

    def test_an_ad_blocker_message_instead_of_the_text_is_a_wall(self) -> None:
        """Google's message has a root of its own, apart from its consent dialog."""
        assert "adblock_wall/google_fc" in signals(look(document(self.UP)))

    def test_over_an_article_it_is_none(self) -> None:
        """The article is there, whatever lies over it."""
        assert "adblock_wall/google_fc" not in signals(look(article(then=self.UP)))
