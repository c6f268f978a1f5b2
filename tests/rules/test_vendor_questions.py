"""What vendor rules are made of: they speak for what the reader meets, never for what is merely loaded."""

from __future__ import annotations

import re

import pytest

from harness.core.model import Note, Signal, State
from harness.observe.selectors import alternatives
from harness.observe.static import observe
from harness.reading import Reading, read
from harness.rules import all_rules, questions
from harness.rules.rule import Rule

RULES = {rule.id: rule for rule in all_rules()}
TEXT = "".join(
    f"<p>On the {day} the harbour council met again and heard the fishers, who had come in number, speak of "
    f"nets, prices, the weather and the road to the pier, which nobody has mended since {1990 + i}.</p>"
    for i, day in enumerate(("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"))
)
TEASER = "<p>The harbour council met again on Monday and heard the fishers speak of nets and…</p>"
OFFER = "<h3>Subscribe to continue reading</h3><p>Get unlimited access for 9 euros.</p>"
ACCOUNT = "<h3>Create a free account to continue reading</h3><p>It takes a minute.</p>"
NOTHING = "<p>Qwert uiop asdf.</p>"
COOKIES = "<p>We use cookies. We and our partners store information.</p><button>Accept all</button>"


def reading(body: str, *, title: str = "Harbour", status: int = 200, headers: dict[str, str] | None = None,
            url: str = "https://harbour.example/a/the-council-met") -> Reading:  # fmt: skip
    html = f"<html lang=en><head><title>{title}</title></head><body>{body}</body></html>"
    return read(observe(html, url=url, status=status, headers=headers or {}, questions=questions()))


def article(text: str, after: str = "", aside: str = "") -> Reading:
    return reading(
        f"<main><article><h1>The council met</h1>{text}{after}</article></main><footer>{aside}</footer>"
    )


STEP = re.compile(r"(?:[^\s>\[]|\[[^\]]*\])+")
PART = re.compile(r"""([#.]?)((?:[\w-]|\\.)+)|\[([\w-]+)(?:[~|^$*]?=["']?([^"'\]]*?)["']?(?:\s+i)?)?\]""")


def element(selector: str, content: str, extra: str = "") -> str:
    """HTML that ``selector`` finds, with ``content`` in its innermost element."""
    html = content
    for i, step in enumerate(reversed(STEP.findall(alternatives(selector)[0]))):
        html = _tag(step, html, extra if i == 0 else "")
    return html


def _tag(step: str, content: str, extra: str) -> str:
    tag, classes = "div", []
    attrs: dict[str, str] = {}
    for sign, word, attr, value in PART.findall(step):
        if attr:
            attrs[attr] = value or "x"
        elif sign == "#":
            attrs["id"] = word
        elif sign:
            classes.append(word.replace("\\", ""))
        else:
            tag = word
    if classes:
        attrs["class"] = " ".join([*classes, attrs.get("class", "")]).strip()
    written = " ".join(f'{name}="{value}"' for name, value in attrs.items())
    extra += " open" if tag == "dialog" else ""
    return f"<{tag} {written} {extra}>{content}</{tag}>"


def fires(rule: Rule, page: Reading) -> bool:
    return bool(rule.when(page))


def vendors(state: str, module: str) -> list[str]:
    """Ids of the rules in the folder ``state`` that are built by the vendors' question ``module``."""
    return sorted(
        rule_id
        for rule_id, rule in RULES.items()
        if rule_id.startswith(f"{state}/") and module in rule.when.asks
    )


MONEY = vendors("paywall", "in the way, demanding money")
FREE = vendors("registration_wall", "in the way, demanding an account")
ALONE = sorted(r for r, rule in RULES.items() if "words without an article" in rule.when.asks)
TOOLS = sorted(r for r in RULES if r.startswith("notes/consent/"))


def plain(rule_id: str) -> list[str]:
    """The rule's selectors that a static page can show as a box of text (frames have none)."""
    return [s for s in RULES[rule_id].when.selectors if not s.startswith("iframe")]


class TestBreadth:
    def test_there_are_rules_in_breadth(self) -> None:
        """45 vendors of paywalls, 35 bot-defence pages, 40 consent tools."""
        walls = {rule_id.partition("/")[2] for rule_id in (*MONEY, *FREE)}

        assert len(walls) >= 45
        assert len(ALONE) >= 35
        assert len(TOOLS) >= 40

    def test_every_vendor_rule_says_where_it_is_silent(self) -> None:
        """The docstring is the rule's documentation."""
        silent = [r for r in (*MONEY, *FREE, *ALONE, *TOOLS) if "Silent" not in RULES[r].doc]

        assert silent == []


class TestWalls:
    @pytest.mark.parametrize("rule_id", MONEY)
    def test_a_wall_at_the_cut_that_sells_is_a_paywall(self, rule_id: str) -> None:
        """Each of the vendor's elements, seen after a teaser, with an offer in it."""
        for selector in plain(rule_id):
            assert fires(RULES[rule_id], article(TEASER, element(selector, OFFER))), selector

    @pytest.mark.parametrize("rule_id", FREE)
    def test_a_wall_at_the_cut_that_wants_an_account_is_a_registration_wall(self, rule_id: str) -> None:
        """The same for a free account."""
        for selector in plain(rule_id):
            assert fires(RULES[rule_id], article(TEASER, element(selector, ACCOUNT))), selector

    @pytest.mark.parametrize("rule_id", [*MONEY, *FREE])
    def test_an_empty_or_hidden_wall_is_none(self, rule_id: str) -> None:
        """Mount points and templates are on every page."""
        for selector in plain(rule_id):
            for after in (element(selector, ""), element(selector, OFFER + ACCOUNT, 'style="display:none"')):
                assert not fires(RULES[rule_id], article(TEXT, after)), selector

    @pytest.mark.parametrize("rule_id", [*MONEY, *FREE])
    def test_an_offer_alone_is_no_wall_under_a_whole_article(self, rule_id: str) -> None:
        """Selling is no demand, unless the vendor sends the element to locked-out readers only."""
        offer = "<h3>Subscribe today</h3><p>Get unlimited access for 9 euros.</p>"
        for selector in plain(rule_id):
            if fires(RULES[rule_id], article(TEASER, element(selector, NOTHING))):
                continue
            assert not fires(RULES[rule_id], article(TEXT, element(selector, offer))), selector

    @pytest.mark.parametrize("rule_id", MONEY)
    def test_an_account_is_no_money(self, rule_id: str) -> None:
        """A free account leads to the other wall."""
        for selector in plain(rule_id):
            assert not fires(RULES[rule_id], article(TEASER, element(selector, ACCOUNT))), selector

    @pytest.mark.parametrize("rule_id", [*MONEY, *FREE])
    def test_a_newsletter_box_is_no_wall_under_a_whole_article(self, rule_id: str) -> None:
        """The same elements carry newsletters, unless the vendor sends them to locked-out readers only."""
        box = "<h3>Sign up for our newsletter</h3><p>Every Friday in your inbox.</p>"
        for selector in plain(rule_id):
            if fires(RULES[rule_id], article(TEASER, element(selector, NOTHING))):
                continue
            assert not fires(RULES[rule_id], article(TEXT, element(selector, box))), selector

    def test_a_list_of_locked_cards_is_no_wall(self) -> None:
        """One message on each card is a list's, not an article's."""
        card = element(
            ".wc-memberships-content-restricted-message", "<p>For members only. Subscribe today.</p>"
        )
        page = reading(
            "<main>" + "".join(f"<div><h2>Post {i}</h2>{card}</div>" for i in range(6)) + "</main>"
        )

        assert not fires(RULES["paywall/woocommerce_memberships"], page)

    def test_words_that_say_the_opposite_silence_a_wall(self) -> None:
        """A box that opens the article to all."""
        box = element(
            ".tp-modal", "<p>Subscribe to continue reading. Today this article is free to read.</p>"
        )

        assert not fires(RULES["paywall/piano"], article(TEXT, box))


class TestNotices:
    def test_a_registration_that_is_called_paid_is_a_paywall(self) -> None:
        """One notice with both halves; an account alone is another wall."""
        paid = "<p>For members only: register to continue reading this, € 9 per month.</p>"
        rule = RULES["paywall/stop"]

        assert fires(rule, article(TEASER, paid))
        assert not fires(rule, article(TEASER, ACCOUNT))

    def test_an_abstract_behind_an_institution_is_a_paywall(self) -> None:
        """A journal's tags, a text that is cut and the way in for institutions."""
        tags = '<meta name="citation_title" content="On nets">'
        offer = "<p>Access through your institution</p>"
        rule = RULES["paywall/stop"]

        assert fires(rule, reading(f"{tags}<main><h1>On nets</h1>{TEASER}{offer}</main>"))
        assert not fires(rule, reading(f"{tags}<main><h1>On nets</h1>{offer}{TEXT * 2}</main>"))
        assert not fires(rule, reading(f"<main><h1>On nets</h1>{TEASER}{offer}</main>"))

    def test_a_wall_before_the_comments_is_none_before_the_text(self) -> None:
        """A vendor's box may close the comments only."""
        box = element('[data-testid="paywall"]', "<p>Only paid subscribers can comment on this post</p>")

        assert not fires(RULES["paywall/substack"], article(TEXT, box))


class TestChallenges:
    @pytest.mark.parametrize(
        ("rule_id", "page"),
        [
            ("blocked/cloudflare_challenge", reading("<script>window._cf_chl_opt={}</script>", status=403)),
            ("blocked/cloudflare_block", reading("<h1>Sorry, you have been blocked</h1>", status=403)),
            ("blocked/datadome", reading('<iframe src="https://geo.captcha-delivery.com/captcha/"></iframe>')),
            ("blocked/perimeterx", reading('<div id="px-captcha"></div>')),
            ("blocked/akamai_deny", reading("<p>Reference #18.5f2.17 https://errors.edgesuite.net/18.5f2</p>")),
            ("blocked/akamai_challenge", reading('<div id="sec-if-cpt-container"></div>')),
            ("blocked/imperva", reading('<iframe id="main-iframe" src="/_Incapsula_Resource?x=1"></iframe>')),
            ("blocked/aws_waf", reading("<script>window.gokuProps = {}</script>", status=202)),
            ("blocked/anubis", reading('<script id="anubis_challenge" type="application/json">{}</script>')),
            ("blocked/f5_request_rejected",
             reading("<p>The requested URL was rejected. Please ask. Your support ID is: 17</p>")),
            ("blocked/google_sorry", reading("", url="https://search.example/sorry/index?continue=x")),
            ("rate_limited/cloudflare_rate_limit",
             reading('<div id="cf-error-details">Error 1015: You are being rate limited</div>')),
            ("geo_block/cloudflare_country",
             reading("<p>The owner has banned the country or region your IP address is in</p>")),
            ("server_error/cloudflare_origin", reading("", status=522)),
        ],
    )  # fmt: skip
    def test_a_challenge_in_place_of_the_page_is_told(self, rule_id: str, page: Reading) -> None:
        """A page that is little else than the vendor's own sign."""
        assert fires(RULES[rule_id], page)

    @pytest.mark.parametrize("rule_id", ALONE)
    def test_no_challenge_is_seen_beside_an_article(self, rule_id: str) -> None:
        """All of a vendor's elements, scripts and headers around a whole text are presence only."""
        rule = RULES[rule_id]
        signs = "".join(element(s, "") for s in rule.when.selectors)
        marks = "".join(f"<script>var x = '{mark}';</script>" for mark in rule.when.marks)
        page = article(TEXT + TEXT, signs + marks)

        assert not fires(rule, page)

    @pytest.mark.parametrize("rule_id", ALONE)
    def test_a_captcha_in_a_form_is_no_challenge(self, rule_id: str) -> None:
        """Contact and sign-up forms carry the same widgets."""
        rule = RULES[rule_id]
        fields = "".join(f'<label>Field {i}<input name="f{i}"></label>' for i in range(5))
        widgets = "".join(element(s, "<span>I am human</span>") for s in rule.when.selectors)

        assert not fires(rule, reading(f"<main><h1>Write to us</h1><form>{fields}{widgets}</form></main>"))

    def test_an_article_about_bots_is_an_article(self) -> None:
        """Its title and sentences are those of a challenge, quoted at length."""
        said = "<p>The page said: Verify you are human by completing the action below, and then nothing.</p>"
        page = reading(f"<article><h1>Just a moment</h1>{said}{TEXT}{TEXT}</article>", title="Just a moment…")

        assert [rule_id for rule_id in ALONE if fires(RULES[rule_id], page)] == []


class TestConsent:
    @pytest.mark.parametrize("rule_id", TOOLS)
    def test_a_dialog_that_is_up_is_a_banner_beside_the_article(self, rule_id: str) -> None:
        """Seen with words: noted, and never the verdict's state."""
        rule = RULES[rule_id]

        assert (rule.state, rule.beside) == (Note.CONSENT_BANNER, True)
        for selector in plain(rule_id):
            assert fires(rule, article(TEXT, aside=element(selector, COOKIES))), selector

    @pytest.mark.parametrize("rule_id", TOOLS)
    def test_an_empty_root_or_a_hidden_dialog_is_not_up(self, rule_id: str) -> None:
        """Most tools leave their element in the page after the choice."""
        for selector in plain(rule_id):
            for left in (element(selector, ""), element(selector, COOKIES, "hidden")):
                assert not fires(RULES[rule_id], article(TEXT, aside=left)), selector


def test_vendor_rules_speak_for_the_folder_they_stand_in() -> None:
    """A rule's first folder is its state's name, or ``notes``."""
    for rule_id in (*MONEY, *FREE, *ALONE):
        assert State(rule_id.partition("/")[0]) is RULES[rule_id].state


def test_an_evidence_is_what_was_seen() -> None:
    """The signal quotes the wall and names its selector."""
    rule = RULES["paywall/ghost"]
    page = article(TEASER, element(".gh-post-upgrade-cta", OFFER))
    signal = Signal(rule.id, rule.state, rule.decisive, rule.when(page))

    assert signal.evidence[0].where == "visible .gh-post-upgrade-cta"
    assert "Subscribe to continue reading" in signal.evidence[0].excerpt
