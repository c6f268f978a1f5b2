"""What a notice speaks of: the text, or a part beside it such as a video, a map or the comments."""

from __future__ import annotations

import re

from harness.reading import Reading

_TEXT = re.compile(
    r"\b(?:articles?|stor(?:y|ies)|reports?|artikel[sn]?|artikeln|artikkel(?:en)?|artiklen|beitr(?:ag|ags|äge)|texte?[sn]?|textos?"
    r"|noticias?|notícias?|artículos?|artigos?|matérias?|reportagem|articol[io]|notizi[ae]|testo|artykuł\w*|verhaal|bericht"
    r"|стать[яиюе]|статт[яіюе]|makale|haber)\b|記事|本文|文章|全文|기사|مقال|מאמר|כתבה",
    re.I,
)
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


def of_part(reading: Reading, index: int) -> bool:
    """Whether the notice at ``index`` is about a part of the page only, by its own words or those of its heading."""
    if names_part(reading.text(index)):
        return True
    blocks = reading.page.blocks
    if not 0 < index < len(blocks) or names_text(blocks[index].text):
        return False
    above = blocks[index - 1]
    return above.words <= 8 and above.container == blocks[index].container and names_part(above.text)
