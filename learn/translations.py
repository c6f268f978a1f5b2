"""The same messages of programs in many languages: what the student hears of languages nobody wrote wordings in.

Translation files (`.pak` of Chromium, `.json` of MediaWiki, `.mo` of gettext) pair a message with its English original;
the teacher is asked what the English says, and that is what the translation says. Read from a folder of unpacked
packages (Debian's `chromium-l10n`, `mediawiki`, `wordpress-l10n`, `phpmyadmin`); no text of theirs is kept.
"""

from __future__ import annotations

import gettext
import html
import json
import re
import struct
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from harness.language.written import LANGUAGES_ASIDE
from learn.wordings import FOLDER

CODES = {"nb": "no", "zh-cn": "zh-Hans", "zh-tw": "zh-Hant", "zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "en-gb": "en",
         "pt-br": "pt", "pt-pt": "pt", "sr-ec": "sr", "tl": ""}  # fmt: skip
"""Names of languages in translation files that are not those of our wordings."""
LANGUAGES = frozenset(path.stem for path in FOLDER.glob("*.tsv"))
MARKUP = re.compile(
    r"<[^>]*>|\[\[(?:[^|\]]*\|)?|\]\]|'''?|\[https?:\S+ |\{\{[^}]*\}\}|\$[0-9A-Z_]+|%[0-9]*\$?[a-z]|\{[^}]*\}|&(?=\w)"
)


def language(code: str) -> str:
    """Our name of a language; empty for one we do not have."""
    code = code.replace("_", "-").lower()
    code = CODES.get(code, code)
    for name in (code, code.split("-")[0]):
        if name in LANGUAGES:
            return name
    return ""


def clean(text: str) -> str:
    """A message without mark-up and places for values."""
    return " ".join(html.unescape(MARKUP.sub(" ", text)).split())


def pak(path: Path) -> Iterator[tuple[str, str]]:
    """Chromium's: resource ids and UTF-8 texts (version 5 of the format)."""
    data = path.read_bytes()
    *_, count, _ = struct.unpack_from("<IBBBBHH", data)
    entries = [struct.unpack_from("<HI", data, 12 + 6 * i) for i in range(count + 1)]
    for (key, start), (_, end) in pairwise(entries):
        yield f"pak {key}", data[start:end].decode("utf-8", "replace")


def sources(folder: Path) -> Iterator[tuple[str, Iterator[tuple[str, str]]]]:
    """Each file's language and its messages by key."""
    for path in sorted(folder.rglob("*.pak")):
        if "_" not in path.stem:
            yield path.stem, pak(path)
    for path in sorted(folder.rglob("i18n/**/*.json")):
        rows = json.loads(path.read_text("utf-8"))
        where = path.parent.relative_to(folder)
        yield path.stem, ((f"{where} {key}", text) for key, text in rows.items() if isinstance(text, str))
    for path in sorted(folder.rglob("*.mo")):
        code = re.search(r"(?:^|[-/])([a-z]{2,3}(?:_[A-Z]{2})?)$", path.stem) or re.search(
            r"/([a-zA-Z_]+)/LC_MESSAGES/", str(path)
        )
        with path.open("rb") as file:
            catalogue = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]  # all of it
        rows = {key: text for key, text in catalogue.items() if isinstance(key, str) and key}
        yield code[1] if code else "", iter(rows.items())
        yield "en", ((key, key) for key in rows)


def messages(folder: Path) -> dict[str, dict[str, str]]:
    """By key, each message in our languages; only those with an English original."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for code, rows in sources(folder):
        if name := language(code):
            for key, text in rows:
                text = clean(text)
                if 12 <= len(text) <= 400 or (4 <= len(text) <= 400 and not text.isascii()):
                    found[key].setdefault(name, text)
    return {key: texts for key, texts in found.items() if "en" in texts and len(texts) > 1}


RARE, COMMON = 4_000, 700
"""Messages taken of a language set aside whole, of which nothing else is known, and of any other."""


def chosen(all_messages: dict[str, dict[str, str]], keys: list[str]) -> list[tuple[str, str, str]]:
    """Language, text and English original: for each language the first of these keys that it has."""
    found = []
    for lang in sorted(LANGUAGES - {"en"}):
        have = [key for key in keys if lang in all_messages[key]]
        for key in have[: RARE if lang in LANGUAGES_ASIDE else COMMON]:
            found.append((lang, all_messages[key][lang], all_messages[key]["en"]))
    return found
