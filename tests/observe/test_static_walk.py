"""What the static view takes a page's HTML for: blocks, regions, what is hidden, what selectors find."""

from __future__ import annotations

import pytest

from harness.observe import blocks, dom, named, signs
from harness.observe.observation import Block, Hidden, Observation, Questions, Region
from harness.observe.static import observe
from harness.observe.vocabulary import words_of

WORDS = "the ferry left the harbour at noon and nobody on the quay was sure who was on board "


def look(body: str, *selectors: str, head: str = "") -> Observation:
    """The static view of a page with ``body``."""
    return observe(
        f"<html><head>{head}</head><body>{body}</body></html>", questions=Questions(selectors=selectors)
    )


def block(page: Observation, beginning: str) -> Block:
    """The one block that begins so."""
    (found,) = [b for b in page.blocks if b.text.startswith(beginning)]
    return found


def texts(page: Observation) -> list[str]:
    """The blocks' visible texts."""
    return [b.text for b in page.blocks if b.text]


# blocks


def test_block_elements_part_text_and_inline_elements_do_not() -> None:
    """A paragraph with links and bold words is one block; the next paragraph is another."""
    page = look("<p>One <b>bold</b> and <a href=/x>linked</a> text<p>Two &amp; more&nbsp;text")

    assert texts(page) == ["One bold and linked text", "Two & more text"]


def test_two_line_breaks_in_a_row_part_paragraphs() -> None:
    """Old pages write paragraphs with two breaks; one is a space."""
    page = look("<div>First<br>line<br> <br>Second &lt;<br>&nbsp;<br>Third</div>")

    assert texts(page) == ["First line", "Second <", "Third"]


def test_a_block_counts_the_characters_of_its_links() -> None:
    """White space around a link's text is no part of it."""
    page = look("<p>Read <a href='/more?a=1&amp;b=2'>\n  the rest\n</a> here</p>")

    assert block(page, "Read").href == "/more?a=1&b=2"
    assert block(page, "Read").link_chars >= len("the rest")


def test_the_link_of_a_picture_is_not_the_next_block_s() -> None:
    """What a picture links to says nothing of the text after it."""
    page = look("<div><a href=/home><img src=logo.png></a><p>Subscribe now</p></div>")

    assert block(page, "Subscribe").href is None


def test_a_link_around_blocks_is_theirs() -> None:
    """A card is one link around a headline and a teaser."""
    page = look("<a href=/story><h3>Ferry leaves</h3><p>It left at noon.</p></a>")

    assert [b.href for b in page.blocks] == ["/story", "/story"]
    assert block(page, "Ferry").link_chars == len("Ferry leaves")


@pytest.mark.parametrize(
    "inside",
    [
        "<script>if (a<b) document.write('<p>x</p>')</script>",
        "<script><!-- a <script>b</script> --></script>",
        "<style>p>a{color:red}</style>",
        "<!-- <p>commented</p> -->",
        "<svg><title>t</title><g><text>x</text></g></svg>",
        "<template><p>x</p></template>",
        "<noscript><b>x</b><iframe src=y></iframe></noscript>",
        "<iframe><p>x</p></iframe>",
        "<object><object>x</object>y</object>",
        "<textarea><b>x</b></textarea>",
    ],
)
def test_what_is_no_text_of_the_page_is_passed_by(inside: str) -> None:
    """Scripts, styles, comments, pictures and their like are no text, whatever is written in them."""
    page = look(f"<p>Before {inside} and after</p>")

    assert texts(page) == ["Before and after"]


def test_text_that_looks_like_markup_is_text() -> None:
    """Old elements for listings show what is in them as it is written."""
    page = look("<xmp>a <b>c</b> &amp; d</xmp><p>end</p>")

    assert texts(page) == ["a <b>c</b> &amp; d", "end"]


def test_a_tag_with_a_slip_in_its_name_does_not_hide_the_rest() -> None:
    """``<div<p>`` is an element of that name; what follows is read all the same."""
    page = look("<div<p>broken</div<p><p>The rest</p>")

    assert "The rest" in texts(page)


def test_attributes_that_hold_angle_brackets_do_not_end_their_tag() -> None:
    """``title="a > b"`` is an attribute to its last character."""
    page = look("""<p title="a > b < c" class='x"y'>Text</p>""")

    assert texts(page) == ["Text"]


def test_very_deep_text_is_read_as_one_run() -> None:
    """Beyond the deepest level the rest of the branch is one run, and what follows is read as ever."""
    deep = dom.MAX_TREE + 50
    page = look("<div>" * deep + "<p>one</p><p>two</p>" + "</div>" * deep + "<p>after</p>")

    assert texts(page) == ["onetwo", "after"]


def test_form_controls_show_their_values() -> None:
    """A button's value, a field's placeholder, the chosen option are seen; a hidden field is not."""
    page = look(
        "<form><input type=submit value=Send><input placeholder=Name><input type=hidden value=secret>"
        "<select><option>A<option selected>B</select></form>"
    )

    assert texts(page) == ["Send", "Name", "B"]
    assert page.counts["input"] == 2


# hidden


@pytest.mark.parametrize(
    ("opening", "why"),
    [
        ("<div hidden>", Hidden.NOT_DISPLAYED),
        ("<div style='display: none'>", Hidden.NOT_DISPLAYED),
        ("<div style='visibility:hidden'>", Hidden.NOT_DISPLAYED),
        ("<div style='opacity:0'>", Hidden.TRANSPARENT),
        ("<div style='filter:blur(4px)'>", Hidden.BLURRED),
        ("<div style='position:absolute;left:-9999px'>", Hidden.OFFSCREEN),
        ("<div class='d-none'>", Hidden.NOT_DISPLAYED),
        ("<div class=gone>", Hidden.NOT_DISPLAYED),
        ("<section class=box><div class=inner>", Hidden.NOT_DISPLAYED),
        ("<dialog>", Hidden.NOT_DISPLAYED),
    ],
)
def test_hidden_text_is_counted_and_never_kept(opening: str, why: Hidden) -> None:
    """A hidden block has its words, its reason and no text."""
    page = look(
        f"<p>Shown</p>{opening}<p>{WORDS}</p>",
        head="<style>.gone{display:none} .box > .inner p, .box .inner {display:none}</style>",
    )

    (hidden,) = [b for b in page.blocks if b.hidden]
    assert (hidden.hidden, hidden.text) == (why, "")
    assert hidden.words == (0 if why in blocks.PASSING else len(WORDS.split()))


@pytest.mark.parametrize(
    "opening",
    [
        "<div class='hidden md:block'>",
        "<div class=d-none style='display:block'>",
        "<div hidden class=shown>",
        "<dialog open>",
        "<div style='display:none' class=x data-x='1'><!-- --></div><div>",
        "<div class=print>",
    ],
)
def test_what_is_shown_again_is_shown(opening: str) -> None:
    """Styles that show beat attributes and classes that hide; rules for print do not count."""
    page = look(
        f"{opening}<p>Shown</p>",
        head="<style>.shown{display:block} .gone{display:none} @media print {.print{display:none}}</style>",
    )

    assert texts(page) == ["Shown"]


def test_a_rule_for_one_place_does_not_hide_another() -> None:
    """``.gated p`` hides paragraphs below that class and no others."""
    page = look(
        f"<div class=gated><p>{WORDS}</p></div><p>{WORDS}</p>",
        head="<style>.gated p{display:none}</style>",
    )

    assert [b.hidden for b in page.blocks] == [Hidden.NOT_DISPLAYED, None]


def test_a_short_hidden_label_is_nothing() -> None:
    """What screen readers are told inside a line is no hidden text; a long one is."""
    label = look("<p>Share <span class=sr-only>on some network</span></p>")
    rest = look(f"<p>Share <span class=sr-only>{WORDS * 3}</span></p>")

    assert [b.hidden for b in label.blocks] == [None]
    assert [b.words for b in rest.blocks if b.hidden] == [3 * len(WORDS.split())]


def test_a_page_that_hides_all_of_itself_is_read_as_if_it_did_not() -> None:
    """A veil against flicker is taken off by scripts, which no static view runs."""
    page = look(f"<h1>Ferry leaves</h1>{f'<p>{WORDS}</p>' * 8}", head="<style>body{opacity:0}</style>")

    assert not any(b.hidden for b in page.blocks)


def test_a_hidden_article_under_a_shown_headline_stays_hidden() -> None:
    """Where the headline is seen and the text is not, the text is what is hidden."""
    page = look(f"<h1>Ferry leaves</h1><div style='display:none'>{f'<p>{WORDS}</p>' * 8}</div>")

    assert sum(b.words for b in page.blocks if b.hidden) == 8 * len(WORDS.split())


# fades and clips


def test_a_box_of_fixed_height_shows_as_many_words_as_it_has_room_for() -> None:
    """What a box cuts off at its height is clipped, and its last line fades."""
    page = look(f"<div style='max-height:100px;overflow:hidden'><p>{WORDS * 4}</p><p>{WORDS}</p></div>")

    shown = [b for b in page.blocks if not b.hidden]
    assert [b.words for b in shown] == [50]
    assert shown[0].faded
    assert {b.hidden for b in page.blocks if b.hidden} == {Hidden.CLIPPED}
    assert sum(b.words for b in page.blocks) == 5 * len(WORDS.split())


def test_a_mask_over_a_box_fades_it() -> None:
    """A gradient that runs out into nothing lies over the text's end."""
    page = look(f"<div style='mask-image:linear-gradient(#000,transparent)'><p>{WORDS}</p></div><p>Next</p>")

    assert [b.faded for b in page.blocks] == [True, False]


# regions


@pytest.mark.parametrize(
    ("opening", "region"),
    [
        ("<nav>", Region.NAV),
        ("<div role=navigation>", Region.NAV),
        ("<div class=site-footer>", Region.FOOTER),
        ("<div id=comments>", Region.COMMENTS),
        ("<div class='box cookie-banner'>", Region.CONSENT),
        ("<div class=xyPaywallZ>", Region.WALL),
        ("<div role=dialog class=q>", Region.WIDGET),
        ("<article><header>", Region.BODY),
        ("<main><footer>", Region.BODY),
        ("<main class=sidebar>", Region.BODY),
        ("<nav><div class=related>", Region.RELATED),
        ("<nav><div class=sidebar>", Region.NAV),
        ("<aside><div class=article-body>", Region.BODY),
        ("<nav><div class=article-body>", Region.NAV),
    ],
)
def test_tags_roles_and_names_make_regions(opening: str, region: Region) -> None:
    """Which part of the page a paragraph stands in, by what is around it."""
    page = look(f"{opening}<p>Marked text</p>")

    assert block(page, "Marked").region is region


def test_two_regions_of_a_kind_are_told_apart() -> None:
    """Each outermost element of a region has its own number."""
    page = look("<nav><p>One</p></nav><p>Body</p><nav><p>Two</p><div class=menu><p>Three</p></div></nav>")

    one, body, two, three = (b.root for b in page.blocks)
    assert body == 0
    assert one != two == three


@pytest.mark.parametrize(
    "name",
    ["cookie-banner", "Read_More", "off-canvas", "x-paywall-y", "post", "content", "a--b", "-", "menu"],
)
def test_a_word_s_region_is_the_most_telling_of_its_parts(name: str) -> None:
    """The quick search finds what trying all joined parts finds."""
    ranks = [named._RANK_BY_WORD[w] for w in words_of(name) if w in named._RANK_BY_WORD]
    ranks += [named._WALL] if "paywall" in name else []
    expected = named.v.REGION_ORDER[min(ranks)] if ranks else None

    assert named.region_of(name) is expected


def test_what_words_say_is_remembered_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten million pages have endless ids; the memory for them does not grow."""
    monkeypatch.setattr(signs, "MOST_REMEMBERED", 50)
    look("".join(f"<p id=n{i} class='c{i} nav-{i}'>x</p>" for i in range(500)), ".c499")

    known = signs.signs_for((".c499",))
    known.of("x" * 10_000, None)
    assert len(known._dull) + len(known._telling) <= 50
    assert len(known._known) <= 50
    assert max(len(sign.names) for sign in known._known.values()) <= signs.LONGEST


# what selectors find


def test_selectors_find_elements_and_their_text() -> None:
    """A hit has the element's text, words, region and place."""
    page = look(
        "<p>One</p><aside><div class='offer big' data-kind=paid><p>Two three</p></div></aside>",
        ".offer",
        "#none",
        "aside > .offer[data-kind=paid]",
        "[data-kind]",
    )

    (hit,) = page.hits[".offer"]
    assert (hit.visible, hit.text, hit.words, hit.region, hit.block) == (
        True,
        "Two three",
        2,
        Region.ASIDE,
        1,
    )
    assert set(page.hits) == {".offer", "aside > .offer[data-kind=paid]", "[data-kind]"}


def test_selectors_of_links_scripts_and_forms_read_their_attributes() -> None:
    """Addresses and types count, also where nearly every element of the kind has one."""
    selectors = ('a[href*="/buy/"]', 'form[action="/go"]', "script[data-x]", 'button[name="pay"]', ".a .b")
    page = look(
        "<a href=/x>no</a><a href=/buy/1>yes</a><form action=/go><button name=pay>ok</button></form>"
        "<script data-x=1></script><div class=b></div><div class=a><i><u class=b></u></i></div>",
        *selectors,
    )

    assert set(page.hits) == set(selectors)
    assert len(page.hits['a[href*="/buy/"]']) == 1
    assert len(page.hits[".a .b"]) == 1


def test_selectors_that_ask_for_any_class_or_id_find_words_that_say_nothing_else() -> None:
    """Words that say nothing to anybody are passed over quickly, but not when somebody asks for all."""
    page = look("<div class=qqq>One</div><div id=zzz>Two</div><div>Three</div>", "[class]", "[id]", "div")

    assert [hit.text for hit in page.hits["[class]"]] == ["One"]
    assert [hit.text for hit in page.hits["[id]"]] == ["Two"]
    assert len(page.hits["div"]) == 3


def test_an_inline_style_counts_when_it_hides_or_when_a_selector_reads_it() -> None:
    """Widths and colours are passed over; the same element with other styles is another one."""
    page = look(
        "<p style='color:red'>One</p><p style='display:none'>Two</p><p style='width:9px'>Three</p>",
        "[style*='width']",
    )

    assert [block.hidden is None for block in page.blocks] == [True, False, True]
    assert [hit.text for hit in page.hits["[style*='width']"]] == ["Three"]


def test_hidden_elements_are_hit_without_their_text() -> None:
    """A wall that is in the document and not shown has words, no text and is not visible."""
    page = look("<div class=wall hidden><p>Subscribe now please</p></div>", ".wall")

    (hit,) = page.hits[".wall"]
    assert (hit.visible, hit.text, hit.words) == (False, "", 3)


def test_an_empty_mount_point_is_not_filled() -> None:
    """Whether an element holds anything at all tells a mount point from a wall."""
    page = look("<div class=a></div><div class=b><i></i></div>", ".a", ".b")

    assert [page.hits[s][0].filled for s in (".a", ".b")] == [False, True]


# frames, overlays, the body


def test_frames_are_noted_with_their_address_and_whether_they_are_seen() -> None:
    """Hidden and one-pixel frames are nobody's text."""
    page = look(
        "<iframe src=a></iframe><iframe src=b width=1></iframe><iframe data-src=c style='display:none'></iframe>"
    )

    assert [(f.src, f.visible) for f in page.frames] == [("a", True), ("b", False), ("c", False)]


@pytest.mark.parametrize(
    ("way_out", "closable"),
    [("<button>Close</button>", True), ("<i aria-label='Close dialog'></i>", True), ("<p>Stay</p>", False)],
)
def test_a_fixed_sheet_is_an_overlay_that_may_be_closed(way_out: str, closable: bool) -> None:
    """A box laid over the page has its text, and shows a way out or none."""
    page = look(f"<p>Text</p><div class=sheet style='position:fixed;inset:0'><p>Pay</p>{way_out}</div>")

    (overlay,) = page.overlays
    assert overlay.text.startswith("Pay")
    assert overlay.names == "sheet"
    assert overlay.dismissible is closable
    assert [b.overlay for b in page.blocks][:2] == [-1, 0]


@pytest.mark.parametrize(
    "head", ["<style>body{overflow:hidden}</style>", "<style>.no{overflow:hidden}</style>"]
)
def test_a_body_that_cannot_be_scrolled_is_locked(head: str) -> None:
    """Scroll lock is a property of the body alone."""
    locked = observe(f"<head>{head}</head><body class=no><p>x</p>")
    free = observe(f"<head>{head.replace('body', 'div')}</head><body><div class=no><p>x</p></div>")

    assert locked.scroll_locked
    assert not free.scroll_locked


def test_a_document_without_a_body_has_no_blocks() -> None:
    """A frameset is a page of frames, and of nothing to read."""
    page = observe("<html><frameset><frame src=a></frameset></html>")

    assert page.blocks == ()


# links


def test_a_block_has_all_its_links() -> None:
    """Each with the characters of its text as a reader sees it, and its address as written."""
    page = look("<p>See <a href='/one'> the\n one </a>, <a>no</a> and <a href='?two'>two</a></p><p>None</p>")

    see, none = page.blocks
    assert see.links == ((len("the one"), "/one"), (len("two"), "?two"))
    assert (see.href, see.link_chars) == ("/one", len("the one") + len("two"))
    assert (none.links, none.href, none.link_chars) == ((), None, 0)


def test_a_card_s_link_is_the_link_of_its_blocks() -> None:
    """A link around blocks, unless a block has one of its own."""
    page = look("<a href=/card><h3>Title</h3><p>Lead</p></a>")

    assert [b.links for b in page.blocks] == [((5, "/card"),), ((4, "/card"),)]


# what waits for scripts


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(("<body style='opacity:0'>", ""), id="body, transparent"),
        pytest.param(("<body class=js-hidden>", "<style>.js-hidden{visibility:hidden}</style>"), id="body, by a class"),
        pytest.param(("<body>", "<style>body{-webkit-animation:a 8s;visibility:hidden}</style>"), id="AMP's boilerplate"),
        pytest.param(("<body><div id=app style='display:none'>", ""), id="a wrapper"),
        pytest.param(("<body><p>Wait</p><main>", "<style>body>*{display:none} p{display:block}</style>"), id="all in body"),
    ],
)  # fmt: skip
def test_a_page_that_is_hidden_until_scripts_run_is_read(page: tuple[str, str]) -> None:
    """When nothing would be seen, what hides it is for scripts to take away."""
    opening, head = page
    html = f"<html><head>{head}</head>{opening}<h1>Title</h1>" + f"<p>{WORDS}</p>" * 8

    assert [b.words for b in observe(html).blocks if b.hidden] == []


@pytest.mark.parametrize("hides", ["display:none", "visibility:hidden", "filter:blur(4px)"])
def test_text_that_is_hidden_below_its_headline_is_kept_back(hides: str) -> None:
    """The page is seen, its text is not."""
    page = look(f"<h1>A title</h1><p>{WORDS}</p><div style='{hides}'>" + f"<p>{WORDS}</p>" * 20 + "</div>")

    assert sum(b.hidden is not None for b in page.blocks) == 20


def test_text_that_fades_in_one_by_one_is_read_when_it_is_all_there_is() -> None:
    """Each with names of its own: what they share is that they are transparent."""
    fading = "".join(f"<p class='fade-in n{i}'>{WORDS}</p>" for i in range(8))
    page = look(f"<h1>Title</h1>{fading}", head="<style>.fade-in{opacity:0}</style>")

    assert [b.hidden for b in page.blocks] == [None] * 9


@pytest.mark.parametrize("style", ["opacity:0", "position:absolute;left:-9999px"])
def test_text_that_a_script_brings_in_is_no_hidden_rest(style: str) -> None:
    """Transparent and off-screen text is hidden, and counts no words."""
    page = look(f"<p>{WORDS}</p>" * 4 + f"<p style='{style}'>{WORDS}</p>")

    hidden = page.blocks[-1]
    assert (hidden.hidden is not None, hidden.text, hidden.words) == (True, "", 0)


def test_a_hidden_copy_of_shown_text_is_no_hidden_rest() -> None:
    """A page may hold its text twice, for narrow and wide screens; what is only hidden counts."""
    page = look(f"<p>{WORDS}</p><div hidden><p>{WORDS}</p><p>Something else</p></div>")

    assert [(b.text, b.words) for b in page.blocks if b.hidden] == [("", 0), ("", 2)]


# what lexbor's matching mends


def test_rules_are_matched_as_the_parser_matches_them() -> None:
    """A step that fits nearer may not lead on, any element may be meant, and ``html`` has class words, too."""
    page = observe(
        "<html class=js><style>#a > ul > .c ul{display:none} .box > *{display:none} .js .x{display:none}</style><body>"
        "<nav id=a><ul><li class=c><ul><li class=c><ul><li>One</ul></ul></ul></nav>"
        "<div class=box><p>Two</p></div><p class=x>Three</p><p>Four</p>"
    )

    assert [b.text for b in page.blocks if b.text] == ["Four"]


def test_escaped_class_words_are_matched() -> None:
    """Utility classes are written with signs that CSS escapes."""
    rules = r".\!hidden{display:none} @media (min-width:1024px){.lg\:flex{display:flex}}"
    page = look(
        "<p class='!hidden'>One</p><p class='!hidden lg:flex'>Two</p>", head=f"<style>{rules}</style>"
    )

    assert [bool(b.text) for b in page.blocks] == [False, True]


@pytest.mark.parametrize(
    ("sheet", "hidden"),
    [
        pytest.param("/*! a */*{margin:0}.x{display:none}", True, id="a comment before an asterisk"),
        pytest.param("/* .x{display:none} /* */.x{color:red}", False, id="a comment within a comment"),
        pytest.param(".x{color:red}/* .x{display:none}", False, id="a comment that does not end"),
        pytest.param("a{}} .y{opacity:0} @media print{.x{display:none}}", False, id="a brace too many"),
    ],
)
def test_slips_of_a_sheet_hide_nothing_else(sheet: str, hidden: bool) -> None:
    """Rules behind comments and stray braces are read as browsers read them."""
    page = look("<p class=x>Text</p>", head=f"<style>{sheet}</style>")

    assert (page.blocks[0].hidden is not None) is hidden
