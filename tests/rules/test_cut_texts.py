"""Texts that are not all there: walls in many paragraphs, promises of reading time, shells, doubly decoded words."""

from __future__ import annotations

import pytest

from harness.core.model import Note, State, Verdict
from harness.language.mojibake import mended
from harness.observe.static import observe
from harness.reading.promise import find_promise
from harness.rules import questions
from harness.rules.decide import judge_observation

ARTICLE = '<meta property="og:type" content="article">'
PROSE = "".join(
    f"<p>On day {n} the dredger moved {n}0 metres up the creek, and the men on the bank wrote it down in a book that "
    "nobody has asked for since, although it is kept dry and in good order.</p>"
    for n in range(1, 5)
)


def look(html: str, **known: object) -> Verdict:
    """The static verdict on ``html``."""
    return judge_observation(observe(html, questions=questions(), **known))  # type: ignore[arg-type]


def fired(verdict: Verdict) -> set[str]:
    """The ids of all rules that fired."""
    return {signal.rule for signal in (*verdict.signals, *verdict.despite)}


@pytest.mark.parametrize(
    ("head", "label", "minutes"),
    [
        ("", "<div>9 min read</div>", 9),
        ("", "<div>Lesezeit: 4 Min.</div>", 4),
        ("", "<div>Temps de lecture : 6 min</div>", 6),
        ("", "<div>8 minutos de lectura</div>", 8),
        ('<meta name="twitter:data2" content="12 minutes">', "", 12),
        ("", "<div>The trip takes 9 minutes by boat</div>", None),
        ("", "<nav><div>9 min read</div></nav>", None),
    ],
)
def test_reading_time_is_told_by_meta_or_beside_the_headline(
    head: str, label: str, minutes: int | None
) -> None:
    """As systems write it, in several languages; a duration in a sentence or in a menu is none."""
    assert find_promise(observe(f"{head}<h1>The creek in winter</h1>{label}{PROSE}")).minutes == minutes


def test_a_subscribers_label_alone_cuts_nothing() -> None:
    """The label counts with a cut: far fewer words than the reading time tells."""
    label = "<h1>The creek in winter</h1><p>For paying subscribers only, from $ 5 a month</p>"

    assert look(f"{ARTICLE}{label}<div>9 min read</div><div>{PROSE}</div>").state is State.PAYWALL
    assert look(f"{ARTICLE}{label}<div>1 min read</div><div>{PROSE}</div>").state is State.FULL


def test_what_a_site_s_header_sells_is_no_label_of_the_text() -> None:
    """It stands above every text of the site: one that is cut there is cut, and no more."""
    header = "<header><p>Already have a subscription?</p></header><h1>The creek in winter</h1>"
    cut = "<p>On the fifth day the men came to the lock, where the lower of the two gates had for some time been …</p>"

    assert look(f"{ARTICLE}{header}<div>{PROSE}{cut}</div>").state is State.TRUNCATED
    assert (
        look(f"{ARTICLE}<p>For paying subscribers only, from $ 5 a month</p><div>{PROSE}{cut}</div>").state
        is State.PAYWALL
    )


def test_a_short_text_marked_as_not_free_needs_its_wall_s_box_below() -> None:
    """isAccessibleForFree is no wall, nor is a wall's mount point that every article of the site carries."""
    locked = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>'
    box = '<div class="paid-content"><div id="x-paywall"></div></div>'

    short = PROSE.partition("</p>")[0] + "</p>"

    told = look(f"{locked}<article><h1>The creek</h1>{short}{box}</article>")

    assert (told.state, "paywall/locked_and_short" in fired(told)) == (State.PAYWALL, True)
    assert look(f"{locked}<article><h1>The creek</h1>{short}</article>").state is State.FULL
    assert look(f"{ARTICLE}<article><h1>The creek</h1>{short}{box}</article>").state is State.FULL
    assert look(f"{locked}<article><h1>The creek</h1>{PROSE * 3}{box}</article>").state is State.FULL


def test_a_text_that_a_wall_cut_off_is_truncated_as_well_and_one_it_hides_is_not() -> None:
    """``also`` tells whether the rest was sent."""
    wall = "<div><p>Subscribe now to continue reading.</p></div>"
    cut = look(f"{ARTICLE}<article><h1>The creek</h1><div class=article-body>{PROSE}</div>{wall}</article>")
    hidden = look(
        f"{ARTICLE}<article><h1>The creek</h1><div class=article-body>{PROSE}"
        f'<div style="filter:blur(5px)">{PROSE * 2}</div></div>{wall}</article>'
    )

    assert cut.state is hidden.state is State.PAYWALL
    assert State.TRUNCATED in cut.also
    assert (
        "truncated" not in {s.rule.split("/")[0] for s in hidden.signals}
        or hidden.article.text_source == "hidden"
    )
    assert Note.PAYWALL_OFFER not in cut.also


def test_words_decoded_twice_are_read_as_they_were_meant() -> None:
    """Only whole texts that are UTF-8 read as something else; honest accents stay."""
    assert mended("For at lÃ¦se hele artiklen") == "For at læse hele artiklen"
    assert mended("weâ€™re") == "we’re"
    assert mended("Þórður ÅÄÖ naïve café") == "Þórður ÅÄÖ naïve café"
    assert mended("Ã la carte") == "Ã la carte"


def test_an_offer_after_a_headline_without_a_text_is_a_wall() -> None:
    """Payment is demanded and the text is missing altogether."""
    html = f"{ARTICLE}<h1>The creek in winter</h1><div><p>Subscribe now to continue reading this story.</p></div>"

    assert look(html).state is State.PAYWALL


@pytest.mark.parametrize(
    ("html", "state"),
    [
        (
            "<title>The creek</title><meta name=description content='A dredger at work'><body><div></div>",
            State.JS_REQUIRED,
        ),
        ("<body><div id='app'></div>", State.JS_REQUIRED),
        ("<title>The creek</title><body><div></div>", State.EMPTY),
        ("<title>The creek</title><meta name=description content=x><body><img src=a.png>", State.EMPTY),
    ],
)
def test_a_bare_document_is_a_shell_where_something_was_to_fill_it(html: str, state: State) -> None:
    """A mount point or a described page without scripts; a picture or nothing at all is none."""
    assert look(html).state is state


def test_a_short_page_beside_one_script_is_no_shell() -> None:
    """Thirty words in the document were not left to a script."""
    html = (
        "<title>Preview</title><script>var a;</script><p>" + "The dredger at rest in the creek. " * 4 + "</p>"
    )

    assert "js_required/shell" not in fired(look(html))


def test_braces_in_a_text_about_templates_are_no_shell() -> None:
    """A sentence with a template in it is a sentence."""
    text = (
        "<p>Write {{ title }} where the headline goes, and {{ body }} where you want the text to stand.</p>"
        * 3
    )

    assert "js_required/template" not in fired(look(f"<h1>Templates for beginners</h1>{PROSE}{text}"))


def test_an_empty_text_box_beside_a_film_is_no_shell() -> None:
    """The film may be all there is."""
    page = (
        '<h1>A film about the creek</h1><div class="article-body"><div></div></div><script src=a.js></script>'
    )

    assert "js_required/empty_body" in fired(look(page))
    assert "js_required/empty_body" not in fired(
        look(f'{page}<iframe src="https://films.example/1"></iframe>')
    )


@pytest.mark.parametrize(
    ("html", "known", "is_login"),
    [
        (
            "<title>Sign in | Dredge</title><h1>Sign in</h1>",
            {"url": "https://dredge.example/account/login"},
            True,
        ),
        ("<title>Sign in | Dredge</title><h1>Sign in</h1>", {"url": "https://dredge.example/creek"}, True),
        ("<title>The creek</title><h1>The creek</h1>", {"url": "https://dredge.example/login"}, False),
        ("<h1>Reading room</h1>", {"status": 401}, True),
        ("<h1>Reading room</h1>", {"status": 403}, False),
    ],
)
def test_a_sign_in_page_is_told_by_what_it_says_or_its_status(
    html: str, known: dict[str, object], is_login: bool
) -> None:
    """An address alone says nothing; 401 asks for credentials, 403 refuses."""
    assert (look(html, **known).state is State.LOGIN_WALL) is is_login


def test_a_challenge_with_401_stays_a_block() -> None:
    """A bot check has its own evidence."""
    html = "<title>Making sure you're not a bot!</title><p>Protected by Anubis</p>"

    assert look(html, status=401).state is State.BLOCKED


def test_a_server_that_names_itself_under_not_found_has_not_failed() -> None:
    """ "HTTP Error 404" is no error of the server's."""
    html = "<title>Not found</title><h1>Not found</h1><p>HTTP Error 500.19 is another matter.</p>"

    assert look(html, status=404).state is State.NOT_FOUND


def test_a_consent_tool_s_own_frame_opened_alone_is_a_consent_wall() -> None:
    """The frame's document has no words, only the tool's title."""
    html = "<title>GDPR Consent Management</title><script>read('euconsent-v2')</script>"

    assert look(html).state is State.CONSENT_WALL


def test_a_few_lines_above_words_that_sell_reading_are_a_teaser_and_a_brief_is_none() -> None:
    """The offer must sell the rest, where the text should go on; a way in for those who have one is on every page."""
    first = PROSE.partition("</p>")[0] + "</p>"
    line = f"<h1>The creek in winter</h1><div class=article-body>{first}</div>"
    offer = "<div><p>The rest of this article is for subscribers: from $ 5 a month</p></div>"
    way_in = "<div><p>Already a subscriber? Log in</p></div>"

    assert look(f"{ARTICLE}<main>{line}{offer}</main>").state is State.PAYWALL
    assert look(f"{ARTICLE}<header>{way_in}</header><main>{line}</main>").state is State.FULL
    assert look(f"<main>{line}{offer}</main>").state is State.PAYWALL
    assert look(f"{ARTICLE}<main>{line}{way_in}</main>").state is State.FULL


def test_a_price_decides_for_money() -> None:
    """Whatever else is said beside it, inside the wall or below it."""
    plans = "<ul>" + "<li>Alle Artikel, auch auf See</li>" * 16 + "</ul>"
    way_in = "<p>Registrieren kostenlos</p>"
    page = (
        f"<html lang=de>{ARTICLE}<h1>The creek in winter</h1><div>{PROSE}<p>On the fifth day the dredger went back down the "
        "creek, and the men on the bank, who had seen it coming, wrote in their book that it ...</p>"
        "<div class=paywall><p>Jetzt diesen Artikel lesen!</p><p>3 € im Monat</p>{}</div>{}</div>"
    )

    assert look(page.format(plans + way_in, "")).state is State.PAYWALL
    assert look(page.format(plans, way_in)).state is State.PAYWALL
