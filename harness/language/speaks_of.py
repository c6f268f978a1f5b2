"""What a notice speaks of: the text, or a part beside it such as a video, a map or the comments."""

from __future__ import annotations

import re

_TEXT = re.compile(
    r"\b(?:article|story|report|artikel|artikeln|artikels|artikkelen|artiklen|beitrag|beitrags|text|texte|textes|texten|texto"
    r"|noticia|notícia|artículo|artigo|matéria|reportagem|articolo|notizia|testo|artykuł\w{0,2}|tekst\w?|verhaal|bericht"
    r"|стать[яиюе]|статт[яіюе]|makale|haber)\b|記事|本文|文章|全文|기사|مقال|מאמר|כתבה",
    re.I,
)
"""One text: several are those of a list beside it."""

_PART = re.compile(
    r"\b(?:videos?|vídeos?|clips?|film(?:s|pje)?|audios?|podcasts?|players?|live-?streams?|streams?|broadcasts?|sendung|emissions?"
    r"|maps?|karte|carte|mapa|kaart|kart|charts?|graphics?|grafik|galler(?:y|ies)|galerie|slideshow|quiz|embeds?|embedded|tweets?"
    r"|polls?|widgets?|games?|comment(?:s|ing|er|aires?|are)?|kommentar\w*|comentari?[oa]?s?|comentar|commenti|reageren|reacties"
    r"|komentarz\w*|newsletters?|видео|відео|комментари\w*)\b|動画|ビデオ|コメント|视频|影片|评论|동영상|댓글|فيديو",
    re.I,
)


def names_text(text: str) -> bool:
    """Whether a notice speaks of the article."""
    return _TEXT.search(text) is not None


def names_part(text: str) -> bool:
    """Whether a notice speaks of something beside the article, and not of the article."""
    return _PART.search(text) is not None and not names_text(text)
