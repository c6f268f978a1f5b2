"""A text that announces more has no more yet, and one that asks for support is there all the same."""

from __future__ import annotations

import pytest

from harness.core.model import State, Verdict
from harness.observe.static import observe
from harness.rules import questions
from harness.rules.decide import judge_observation

ARTICLE = '<meta property="og:type" content="article"><h1>Boat adrift</h1><article><div class="article-body">{}</div>{}</article>'
LINES = [
    "A pleasure boat without anybody on board was seen this morning between the two piers, drifting out with the tide.",
    "The harbour master has sent the pilot cutter after it, which came back at ten with the boat and a wet dog.",
    "Whose dog it is nobody could say at first. It answers to several names, and was given a blanket and a sausage.",
]


def look(lang: str, *lines: str, below: str = "") -> Verdict:
    """The static verdict on a brief of ``lines``."""
    text = "".join(f"<p>{line}</p>" for line in (*LINES, *lines))
    return judge_observation(
        observe(f'<html lang="{lang}">{ARTICLE.format(text, below)}', questions=questions())
    )


MORE = {
    "en": "More to follow…",
    "de": "Mehr in Kürze…",
    "fr": "Plus d'informations à suivre…",
    "es": "Habrá ampliación...",
    "it": "Seguono aggiornamenti...",
    "nl": "Meer volgt...",
    "pt": "Em atualização...",
    "pl": "Więcej informacji wkrótce...",
    "sv": "Mer följer…",
    "no": "Saken oppdateres…",
    "da": "Mere følger…",
    "fi": "Juttu päivittyy…",
    "cs": "Podrobnosti připravujeme…",
    "hu": "Hírünket frissítjük…",
    "ro": "Știre în curs de actualizare…",
    "el": "Περισσότερα σε λίγο…",
    "tr": "Haber güncelleniyor…",
    "ru": "Подробности позже…",
    "uk": "Подробиці згодом…",
    "id": "Berita ini akan diperbarui…",
    "vi": "Đang cập nhật…",
    "ja": "続報が入り次第お伝えします…",
    "ko": "자세한 내용은 추후 보도합니다…",
    "zh": "更多消息稍后更新…",
    "ar": "التفاصيل لاحقا…",
    "fa": "خبر در حال تکمیل است…",
    "he": "פרטים נוספים בהמשך…",
    "hi": "खबर लगातार अपडेट हो रही है…",
}


@pytest.mark.parametrize("lang", MORE)
def test_a_text_that_ends_by_announcing_more_is_all_there_is(lang: str) -> None:
    """The dots are the newsroom's: nobody has more yet."""
    assert look(lang, MORE[lang]).state is State.FULL


@pytest.mark.parametrize(
    "last",
    [
        "The dog's owner, a baker from the upper town who had been looking for it since Tuesday, said that more details ...",
        "More details of the dog's week on the water, which led it past two lighthouses and a regatta, were given by a …",
    ],
)
def test_dots_after_other_words_still_cut(last: str) -> None:
    """The words must end the text, and be all that its last line says."""
    assert look("en", last).state is State.TRUNCATED


@pytest.mark.parametrize(
    ("lang", "appeal"),
    [
        (
            "en",
            "Keep our journalism free for everyone: become a supporter today to keep reading stories like this, from $5 a month.",
        ),
        (
            "de",
            "Unsere Texte bleiben für alle frei zugänglich. Weiterlesen, weiter fragen: schon ab 5 € im Monat sind Sie Mitglied.",
        ),
        (
            "fr",
            "Tous nos articles sont en accès libre. Continuez à nous lire et soutenez-nous : abonnez-vous pour 5 € par mois.",
        ),
        (
            "nl",
            "Onze verhalen zijn voor iedereen vrij toegankelijk. Lees verder en word lid voor € 5 per maand.",
        ),
        ("es", "Nuestras noticias son gratis para todos. Sigue leyendo y hazte socio por 5 € al mes."),
    ],
)
def test_an_appeal_for_a_text_that_is_free_for_all_is_no_wall(lang: str, appeal: str) -> None:
    """It speaks of reading on and of money, and says that nobody must pay."""
    assert (
        look(lang, below=f'<div class="support"><p>{appeal}</p><a href="/join">OK</a></div>').state
        is State.FULL
    )
