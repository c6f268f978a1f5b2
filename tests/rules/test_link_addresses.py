"""What links below a text lead to says that it is cut, in languages whose walls the phrase book does not know."""

from __future__ import annotations

import pytest

from harness.core.model import State, Verdict
from harness.observe.static import observe
from harness.rules import questions
from harness.rules.decide import judge_observation

HERE = "https://glas.example/novice/splav-na-reki"
PROSE = "".join(
    f"<p>Ob {n}. uri je splav prispel na drugi breg, potniki pa so po {n}0 minutah nadaljevali pot proti mestu, kjer "
    "so jih že čakali domačini s kruhom in toplim čajem.</p>"
    for n in range(1, 6)
)
BROKEN = "<p>Nato je kapitan stopil na palubo in potnikom povedal, da se bo reka kmalu …</p>"
WHOLE = "<p>Nato je kapitan stopil na palubo in potnikom zaželel lep dan.</p>"


def look(text: str, below: str, *, url: str = HERE) -> Verdict:
    html = (
        "<!doctype html><html lang=sl><head><title>Splav na reki</title>"
        '<meta property="og:type" content="article"></head><body><article><h1>Splav na reki</h1>'
        f"{text}{below}</article></body></html>"
    )
    return judge_observation(observe(html, url=url, questions=questions()))


def fired(verdict: Verdict) -> set[str]:
    return {signal.rule for signal in (*verdict.signals, *verdict.despite)}


def link(to: str, words: str) -> str:
    return f'<div class=kn><a href="{to}">{words}</a></div>'


@pytest.mark.parametrize(
    "to",
    [
        "/narocnina/abonnement",
        "https://subscribe.glas.example/p",
        "/naro%C4%8Dnina",
        "/abo?from=x",
        "/prenumerata",
    ],
)
def test_a_text_that_breaks_off_above_a_link_to_the_subscriptions_is_behind_a_paywall(to: str) -> None:
    verdict = look(PROSE + BROKEN, link(to, "Izberite svoj paket"))

    assert verdict.state is State.PAYWALL
    assert "paywall/stop" in fired(verdict)


def test_neither_the_link_nor_the_cut_is_a_paywall_by_itself() -> None:
    assert look(PROSE + WHOLE, link("/abonnement", "Izberite svoj paket")).state is State.FULL
    assert look(PROSE + BROKEN, link("/kuhinja", "Recepti z reke")).state is State.TRUNCATED


@pytest.mark.parametrize(
    ("to", "words"),
    [
        ("/subscribe/newsletter", "Novice v vaš predal"),
        ("/subscribe", "Newsletter"),
        ("/podcast/subscribe", "Poslušajte"),
        (
            "/subscribe",
            "Preberite še: kako so v sosednjem mestu zgradili most, po katerem zdaj hodijo vsi meščani",
        ),
    ],
)
def test_what_costs_nothing_and_other_stories_are_no_subscriptions(to: str, words: str) -> None:
    """Letters and podcasts are subscribed to as well; a long line is a headline."""
    assert "paywall/stop" not in fired(look(PROSE + BROKEN, link(to, words)))


def test_a_link_to_the_subscriptions_far_below_the_text_is_the_site_s() -> None:
    between = "".join(f"<div>Oznaka {n}</div>" for n in range(12))

    assert look(PROSE + BROKEN, between + link("/abonnement", "Paketi")).state is State.TRUNCATED


def test_a_hidden_rest_above_a_link_to_the_registration_is_behind_a_registration_wall() -> None:
    hidden = f'<div style="max-height:80px;overflow:hidden">{PROSE * 2}</div>'
    verdict = look(PROSE + hidden, link("/register?back=1", "Odprite račun"))

    assert verdict.state is State.REGISTRATION_WALL
    assert "registration_wall/stop" in fired(verdict)


def test_an_ellipsis_above_a_link_to_the_registration_is_no_wall() -> None:
    """Writers end so, and comments below are for those who register."""
    verdict = look(PROSE + BROKEN, link("/register", "Odprite račun"))

    assert verdict.state is State.TRUNCATED
    assert "registration_wall/stop" not in fired(verdict)


@pytest.mark.parametrize("second", [f"{HERE}/2", f"{HERE}?page=2", f"{HERE}-2", "splav-na-reki?stran=2"])
def test_a_link_to_page_2_of_this_address_says_that_the_text_goes_on(second: str) -> None:
    verdict = look(PROSE + WHOLE, f'<div class=strani>1 <a href="{second}">2</a></div>')

    assert verdict.state is State.TRUNCATED
    assert "truncated/stop" in fired(verdict)


@pytest.mark.parametrize(
    "below",
    [
        f'<section class=comments><p>Prvi!</p><a href="{HERE}?page=2">2</a></section>',
        f'<div><a href="{HERE}-in-njen-most">Most</a></div>',
        f'<div><a href="{HERE}2">Drugi splav</a></div>',
        '<div><a href="https://drugje.example/novice/splav-na-reki/2">2</a></div>',
        '<div><a href="/novice/2">2</a></div>',
        f'<div><a href="{HERE}?cpage=2">2</a> <a href="{HERE}?replytocom=2">Odgovori</a></div>',
    ],
    ids=[
        "comments",
        "another story",
        "a name that goes on",
        "another site",
        "the section",
        "pages of comments",
    ],
)
def test_other_numbered_links_do_not(below: str) -> None:
    assert look(PROSE + WHOLE, below).state is State.FULL
