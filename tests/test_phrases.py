"""The phrase book: its files, its signs, and what counts where."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from harness.core.errors import PhraseError
from harness.language import CLASSES, Spot, Strength, book, normalise, spot, spot_title
from harness.language.phrasebook import files

FILES = tuple(files())
LANGUAGES = (
    "ar cs da de el en es fa fi fr he hi hu id it ja ko nl no pl pt ro ru sv tr uk vi zh".split()
)  # fmt: skip
ONE_WORD = re.compile(r"[^\W\d_]+")
BUTTONS = {"consent", "loading", "newsletter", "offer", "login", "registration"}


def classes(text: str, lang: str | None = "en") -> list[str]:
    return [one.cls for one in spot([text], lang)]


def strong(text: str, lang: str | None = "en") -> set[str]:
    return {one.cls for one in spot([text], lang) if one.strength is Strength.STRONG}


def written(path: Path) -> list[tuple[str, str, str]]:
    """Class, strength and phrase of each entry as it stands in a file."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return [
        (cls, strength, phrase)
        for cls, by_strength in data.items()
        if isinstance(by_strength, dict) and cls != "title"
        for strength, phrases in by_strength.items()
        for phrase in phrases
    ]


class TestFiles:
    def test_there_is_a_file_for_each_of_28_languages_and_one_for_any(self) -> None:
        """The languages promised are those on disk."""
        assert sorted([*LANGUAGES, "any"]) == sorted(path.stem for path in FILES)

    @pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
    def test_each_class_and_strength_is_known(self, path: Path) -> None:
        """Tables are classes, keys are strengths, titles are lists by class."""
        data = tomllib.loads(path.read_text(encoding="utf-8"))

        assert data["lang"] == path.stem
        assert set(data) - {"lang", "numbers", "title", "words"} <= CLASSES
        assert set(data.get("title", {})) <= CLASSES
        assert {strength for _, strength, _ in written(path)} <= {s.value for s in Strength}

    @pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
    def test_no_phrase_stands_twice_in_a_class(self, path: Path) -> None:
        """One phrase has one strength in its class."""
        counted = Counter((cls, normalise(phrase).rstrip("* ")) for cls, _, phrase in written(path))

        assert [entry for entry, times in counted.items() if times > 1] == []

    @pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
    def test_a_single_common_word_is_no_phrase(self, path: Path) -> None:
        """One word alone is a button's weak hint, or a compound that says a whole sentence."""
        bare = [
            (cls, strength, phrase)
            for cls, strength, phrase in written(path)
            if ONE_WORD.fullmatch(phrase.rstrip("*"))
            and not re.search(r"[\u0e00-\u0eff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]", phrase)
        ]

        assert [
            (cls, strength, phrase)
            for cls, strength, phrase in bare
            if not (strength == "weak" and cls in BUTTONS) and len(phrase.rstrip("*")) < 8
        ] == []

    @pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
    def test_each_phrase_is_found_in_its_own_words(self, path: Path) -> None:
        """Every phrase, its first choices taken and a 3 for its number, is spotted in its class."""
        missed = []
        for cls, _, phrase in written(path):
            plain = re.sub(r"<([^|>]*)[^>]*>", r"\1", phrase).replace("{n}", "3").replace("{}", "x")
            plain = " ".join(plain.rstrip("*").split())
            hidden_by_gate = cls in ("login", "registration", "paywall")
            if cls not in classes(plain, path.stem) and not hidden_by_gate:
                missed.append((cls, phrase))

        assert missed == []

    def test_an_unknown_class_is_named_with_its_file(self, tmp_path: Path) -> None:
        """Third parties' files fail at load, not silently."""
        (tmp_path / "en.toml").write_text('lang = "en"\n[paywal]\nstrong = ["x y"]\n')

        with pytest.raises(PhraseError, match=r"en\.toml: \[paywal\] is not a class"):
            book((tmp_path,))

    def test_a_phrase_without_letters_to_look_for_is_refused(self, tmp_path: Path) -> None:
        """Placeholders alone would match anything."""
        (tmp_path / "en.toml").write_text('lang = "en"\n[remaining]\nstrong = ["{n} {}"]\n')

        with pytest.raises(PhraseError, match="no literal part"):
            book((tmp_path,))

    def test_extra_folders_add_their_phrases(self, tmp_path: Path) -> None:
        """A further file of a language is read beside ours."""
        (tmp_path / "en.toml").write_text(
            'lang = "en"\n[paywall]\nstrong = ["join the acme circle to read"]\n'
        )
        anchors = {p.text for phrases in book((tmp_path,)).phrases for p in phrases}

        assert "join the acme circle to read" in anchors
        assert "subscription required" in anchors


class TestNormalise:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("You’ve “read” – it…", 'you\'ve "read" - it...'),
            ("ＡＢＣ１２３％　（続く）", "abc123% (続く)"),
            ("İstanbul IĞDIR ışık", "istanbul iğdir işik"),
            ("كتاب يكتب", "کتاب یکتب"),
            ("Abon\u00adnent\u200b", "abonnent"),
            ("a\u00a0b \t c\nd", "a b c d"),
            ("ΔΙΑΒΆΣΤΕ τους", "διαβαστε τουσ"),
            ("Ещё", "еще"),
            ("cafe\u0301", "café"),
            ("مـقـال", "مقال"),
        ],
    )
    def test_look_alikes_are_one(self, text: str, expected: str) -> None:
        """What a reader takes for the same is the same."""
        assert expected == normalise(text)

    def test_plain_text_keeps_its_length(self) -> None:
        """Places in the normalised text are places in the text."""
        text = "İki ‘Artikel’ – nur für Abonnenten"

        assert len(text) == len(normalise(text))


class TestSpot:
    def test_a_spot_says_where_it_stands(self) -> None:
        """Index, start and end lead back to the words."""
        texts = ["A quiet town.", "So it goes. Subscribe to continue reading! Thanks"]

        assert [
            Spot(
                "paywall", Strength.STRONG,
                "subscribe <now|today|> to <continue|keep> reading", "en", 1, 12, 41,
            ),
        ] == [one for one in spot(texts, "en") if one.cls == "paywall"]  # fmt: skip

    def test_the_seed_pages_sentences_are_known(self) -> None:
        """Its label, its error and its search chrome."""
        texts = [
            "Article excerpt",
            "Search by... Author Show... All Results",
            "An unknown error has occurred. Please click the button below to reload the page.",
        ]

        found = {(one.cls, one.index) for one in spot(texts, "en") if one.strength is Strength.STRONG}

        assert {("excerpt", 0), ("ui_chrome", 1), ("error", 2)} <= found

    def test_no_texts_have_no_spots(self) -> None:
        """Nothing in, nothing out."""
        assert spot([], "en") == ()
        assert spot(["", ""], None) == ()

    def test_a_phrase_does_not_run_over_from_one_text_to_the_next(self) -> None:
        """Blocks are apart, whatever line ends they hold themselves."""
        assert "paywall" not in {one.cls for one in spot(["Subscribe to continue", "reading"], "en")}
        assert "paywall" in classes("Subscribe to\ncontinue reading")

    def test_words_are_matched_whole(self) -> None:
        """A word inside another word is another word."""
        assert "truncation" not in strong("misread the full article herein")
        assert "excerpt" not in classes("Particle excerpts")
        assert "server_error" in classes("502 Bad Gateway")
        assert "server_error" not in classes("502 bad gateways of old")

    def test_scripts_without_spaces_have_no_word_ends(self) -> None:
        """Chinese, Japanese and Korean phrases match anywhere."""
        assert "pagination" in classes("詳しくは次のページへ", "ja")
        assert "paywall" in classes("本文付费后可阅读全文哦", "zh")
        assert "not_found" in classes("요청하신 페이지를 찾을 수 없습니다", "ko")

    def test_a_star_lets_the_last_word_go_on(self) -> None:
        """Agglutinating languages add to a phrase's last word."""
        assert "registration" in strong("Log in or register to continue", "en")
        assert "registration" in strong("Войдите или зарегистрируйтесь, чтобы прочитать статью", "ru")

    @pytest.mark.parametrize(
        ("text", "lang", "cls"),
        [
            ("Page 2 of 5", "en", "pagination"),
            ("page 2 of ５", "en", "pagination"),
            ("Noch 45 % des Artikels", "de", "remaining"),
            ("Il vous reste 73,5% de cet article à lire", "fr", "remaining"),
            ("残り1,234文字", "ja", "remaining"),
            ("残り１２３４文字", "ja", "remaining"),
            ("本文共计2345字", "zh", "remaining"),
            ("You have three free articles left", "en", "metered"),
            ("You've reached your limit of 3 free articles", "en", "meter_used"),
            ("4 weeks for just $1", "en", "price"),
            ("9,99 € pro Monat", "de", "price"),
            ("€ 4.99/month", "en", "price"),
            ("Pozostało 62% tekstu", "pl", "remaining"),
            ("The post A Day at Sea appeared first on The Harbour", "en", "truncation"),
        ],
    )
    def test_placeholders_stand_for_numbers_and_names(self, text: str, lang: str, cls: str) -> None:
        """Digits of any width, thousands, number words and short free text."""
        assert cls in classes(text, lang)

    def test_a_placeholder_needs_its_number(self) -> None:
        """ "Page of" is no pagination."""
        assert "pagination" not in classes("the page of history, left unread")

    def test_choices_may_be_left_out(self) -> None:
        """``<now|today|>`` reads three ways."""
        for words in ("Subscribe to keep reading", "Subscribe now to keep reading"):
            assert "paywall" in strong(words)

    def test_log_in_to_comment_is_no_demand_before_the_text(self) -> None:
        """A gate before the comments does not close the article."""
        assert "login" not in classes("Melden Sie sich an, um zu kommentieren", "de")
        assert "comment_gate" in classes("Melden Sie sich an, um zu kommentieren", "de")
        assert "login" in classes("Melden Sie sich an, um diesen Text zu lesen", "de")


class TestLanguage:
    def test_strong_phrases_count_whatever_the_page_says_it_speaks(self) -> None:
        """Pages are often mislabelled."""
        for lang in ("de", "en", None, "xx"):
            assert "paywall" in strong("Article réservé aux abonnés", lang)

    def test_weaker_phrases_count_in_their_own_language_only(self) -> None:
        """What is common in one language is a plain word in another."""
        assert "truncation" in classes("Lire la suite", "fr-CA")
        assert "truncation" not in classes("Lire la suite", "de")

    def test_english_counts_everywhere(self) -> None:
        """Frameworks and widgets speak English on pages of any language."""
        assert "error" in classes("Something went wrong", "ja")

    @pytest.mark.parametrize("lang", ["nb-NO", "nn", "no", "NB_no"])
    def test_norwegian_has_many_codes(self, lang: str) -> None:
        """Macro-languages share a file."""
        assert "truncation" in classes("Les videre", lang)

    def test_turkish_capitals_are_read(self) -> None:
        """``İ`` and ``I`` fold to the same letter on both sides."""
        assert "truncation" in classes("DEVAMINI OKU", "tr")


class TestTitles:
    def test_a_whole_part_of_a_title_counts(self) -> None:
        """Parts are set off by bars, dashes, dots and colons."""
        for title in ("Page not found", "Page not found | The Harbour", "The Harbour – Page Not Found!"):
            assert [one.cls for one in spot_title(title, "en")] == ["not_found"]

    def test_a_title_that_only_holds_the_words_does_not(self) -> None:
        """An article may be about errors."""
        assert spot_title("Why a page not found keeps you waiting", "en") == ()
        assert spot_title("Access denied to thousands of voters", "en") == ()

    def test_challenge_titles_are_known(self) -> None:
        """As they stand, and with the vendor behind a bar."""
        assert "bot_challenge" in {one.cls for one in spot_title("Just a moment…", None)}
        assert "bot_challenge" in {one.cls for one in spot_title("Attention Required! | Cloudflare", None)}
