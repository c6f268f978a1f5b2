"""Texts to learn from: wordings as pages show them, changed and joined; blocks of real pages beside them."""

from __future__ import annotations

import gzip
import html
import json
import random
import re
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from harness.language.written import LANGUAGES_ASIDE, hashed
from harness.reading.phrases import KINDS_OF_CLASSES
from learn.wordings import KINDS, Wording, plain

NAMES = list(KINDS)
MOST_WORDS = 120
SITES = (
    "The Beacon", "nordpost.example", "Il Faro", "Kurier", "La Gaceta", "news", "Ведомости Камска", "每日觀察",
    "みなと新聞", "Gazeta", "Dagens Tidning", "Hírlap", "सवेरा", "البلد", "Blog", "El Puente", "Le Relais", "h24",
)  # fmt: skip
DATES = (
    "12.03.2024", "3 May 2023", "2024-11-05 08:14", "18:32", "05/06/2022", "14. Juni 2021", "2023年5月3日",
    "7 août 2020", "21 мая 2024", "Mon, 4 Nov", "1 jam lalu", "2h", "11:05 CET", "29 sept. 2019",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Example:
    """A text and what it says: shares of kinds that sum to one; none for a text nobody has read."""

    text: str
    kinds: tuple[tuple[str, float], ...]
    lang: str
    origin: str = "wording"
    hands: tuple[str, ...] = ()
    """Whose wordings are in it."""


def hands(*rows: Wording) -> tuple[str, ...]:
    """The hands of some wordings, each with its language."""
    return tuple(row.lang + row.hand for row in rows)


def without_button(text: str) -> str:
    """A wording without its buttons."""
    return plain(re.sub(r"\[[^\]]*\]", " ", text))


def buttons(text: str) -> list[str]:
    """What its buttons say."""
    return re.findall(r"\[([^\]]+)\]", text)


def typo(text: str, rng: random.Random) -> str:
    """One or two letters changed places or went missing."""
    letters = list(text)
    for _ in range(rng.randint(1, 2)):
        i = rng.randrange(max(1, len(letters) - 1))
        if rng.random() < 0.5 and i + 1 < len(letters):
            letters[i], letters[i + 1] = letters[i + 1], letters[i]
        elif len(letters) > 8:
            del letters[i]
    return "".join(letters)


def cut(text: str, words: int) -> str:
    """No more than so many words."""
    return " ".join(text.split(" ")[:words])


def changed(row: Wording, rng: random.Random) -> str:
    """A wording as another page might show it; what it says stays."""
    text = plain(row.text)
    if rng.random() < 0.3:
        bare = without_button(row.text)
        if len(bare) >= 20 or (len(bare) >= 8 and not bare.isascii()):
            text = bare
    if rng.random() < 0.12:
        text = typo(text, rng)
    if rng.random() < 0.1:
        text = rng.choice([str.upper, str.lower, str.title])(text)
    if rng.random() < 0.15:
        lead = rng.choice([*SITES, *DATES])
        text = (
            f"{text} {lead}" if rng.random() < 0.3 else f"{lead} {rng.choice(['', '– ', '| ', ': '])}{text}"
        )
    if rng.random() < 0.1:
        text = re.sub(r"[.!…]+$", "", text)
    return cut(" ".join(text.split()), MOST_WORDS)


def joined(rows: Sequence[Wording], rng: random.Random) -> Example:
    """Neighbours as one text. A notice among prose and labels is what counts; of two notices both do."""
    texts = [changed(row, rng) for row in rows]
    said = [row.kind for row in rows if row.missing]
    said = said or [row.kind for row in rows if row.kind not in ("prose", "label", "prose_about")]
    said = said or [row.kind for row in rows if row.kind != "label"] or [rows[0].kind]
    share = 1 / len(said)
    kinds: dict[str, float] = defaultdict(float)
    for kind in said:
        kinds[kind] += share
    return Example(
        cut(" ".join(texts), MOST_WORDS), tuple(kinds.items()), rows[0].lang, "joined", hands(*rows)
    )


def originals(training: Sequence[Wording]) -> list[Example]:
    """Each wording as a page would show it."""
    return [Example(plain(row.text), ((row.kind, 1.0),), row.lang, hands=hands(row)) for row in training]


def variants(training: Sequence[Wording], seed: int, share: float = 1.0) -> list[tuple[int, Example]]:
    """Changed wordings, each with the place of its original, whose kind and vector it keeps."""
    rng = random.Random(seed)
    made = []
    for place, row in enumerate(training):
        if rng.random() < share:
            text = changed(row, rng)
            made.append((place, Example(text, ((row.kind, 1.0),), row.lang, "changed", hands(row))))
    return made


def neighbours(training: Sequence[Wording], seed: int, share: float = 1.0) -> list[Example]:
    """Two or three notices of one language as one text."""
    rng = random.Random(seed)
    made = []
    by_language: dict[str, list[Wording]] = defaultdict(list)
    for row in training:
        by_language[row.lang].append(row)
    for rows in by_language.values():
        quiet = [row for row in rows if row.kind in ("prose", "label", "prose_about", "teaser")] or rows
        for row in rows:
            if rng.random() < share:
                if rng.random() < 0.4:
                    together = rng.choice([[rng.choice(quiet), row], [row, rng.choice(quiet)]])
                elif rng.random() < 0.8:
                    together = [row, rng.choice(rows)]
                else:
                    together = [rng.choice(quiet), row, rng.choice(rows)]
                made.append(joined(together, rng))
    return made


def button_texts(training: Sequence[Wording]) -> list[Example]:
    """What buttons say alone: the teacher tells of what kind each is."""
    seen = {}
    for row in training:
        for button in buttons(row.text):
            seen[button] = Example(button, (), row.lang, "button", hands(row))
    return list(seen.values())


def sentence_texts(training: Sequence[Wording]) -> list[Example]:
    """The sentences and lines of wordings that have several, each alone: the teacher tells of what kind."""
    seen = {}
    for row in training:
        parts = [plain(part) for part in re.split(r"\s//\s|\[[^\]]*\]|(?<=[.!?。！？।])\s*", row.text)]
        parts = [part for part in parts if len(part) >= 8 or (len(part) >= 4 and not part.isascii())]
        for part in parts if len(parts) > 1 else ():
            seen[part] = Example(part, (), row.lang, "sentence", hands(row))
    return list(seen.values())


def pages(corpus: Path) -> list[dict[str, str]]:
    """The learn half of ordinary pages."""
    lines = (corpus / "natural" / "pages.jsonl").read_text("utf-8").splitlines()
    return [page for page in map(json.loads, lines) if page["half"] == "learn"]


def page_files(corpus: Path) -> list[tuple[str, str, Path]]:
    """Id, language and file of each page that may be learned from: the learn half, and the pages of `dev`."""
    files = [(page["id"], page["lang"], corpus / "natural" / page["path"]) for page in pages(corpus)]
    for line in (corpus / "dev" / "labels.jsonl").read_text("utf-8").splitlines():
        page = json.loads(line)
        files.append((page["id"], page["lang"], corpus / "dev" / page["path"]))
    return files


def prose_blocks(corpus: Path, most: int, seed: int = 0) -> list[Example]:
    """Paragraphs from the middle of main texts of complete pages: prose, surely."""
    found = []
    for page in pages(corpus):
        if page["gold"] and page["state"] in (None, "full"):
            text = gzip.decompress((corpus / "natural" / page["gold"]).read_bytes()).decode(
                "utf-8", "replace"
            )
            lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
            middle = lines[len(lines) // 5 : max(len(lines) // 5, len(lines) * 4 // 5)]
            rng = random.Random(page["id"])
            for line in rng.sample(middle, min(14, len(middle))):
                if len(line) >= 40:
                    found.append(Example(piece(line, rng), (("prose", 1.0),), page["lang"], "page prose"))
    found.sort(key=lambda example: hashed(f"{seed} {example.text}"))
    return found[:most]


def piece(line: str, rng: random.Random) -> str:
    """The whole, its last sentences, or its beginning."""
    if rng.random() < 0.4:
        return cut(line, MOST_WORDS)
    sentences = re.split(r"(?<=[.!?。])\s+", line)
    count = rng.randint(1, 3)
    return cut(" ".join(sentences[-count:] if rng.random() < 0.5 else sentences[:count]), MOST_WORDS)


def page_blocks(corpus: Path, most: int, seed: int = 0) -> list[Example]:
    """Short blocks of ordinary pages, nobody has read which: menus, teasers, labels, notices, prose."""
    found: dict[str, Example] = {}
    for name, lang, file in page_files(corpus):
        packed = file.read_bytes()
        raw = (gzip.decompress(packed) if file.suffix == ".gz" else packed).decode("utf-8", "replace")
        raw = re.sub(r"(?is)<(script|style|noscript|svg|template)\b.*?</\1>|<!--.*?-->", " ", raw)
        raw = re.sub(r"(?i)</?(p|div|li|ul|h\d|section|article|aside|br|td|tr|table|header|footer|nav|figure"
                     r"|figcaption|form|button|blockquote|body|html|head|title|main|dd|dt|option|label)\b[^>]*>",
                     "\n", raw)  # fmt: skip
        lines = html.unescape(re.sub(r"<[^>]*>", " ", raw)).splitlines()
        blocks = [line for line in (" ".join(line.split()) for line in lines) if len(line) > 2]
        rng = random.Random(name)
        chosen = rng.sample(range(len(blocks)), min(45, len(blocks)))
        for i in chosen:
            together = blocks[i : i + (1 if rng.random() < 0.6 else rng.randint(2, 4))]
            text = cut(" ".join(together), 60)
            found.setdefault(text.casefold(), Example(text, (), lang, "page block"))
    blocks_found = sorted(found.values(), key=lambda example: hashed(f"{seed} {example.text}"))
    return blocks_found[:most]


PHRASES_SAY = {
    cls: kind for cls, kind in KINDS_OF_CLASSES.items() if cls not in ("opposite", "ui_chrome")
} | {"related": "read_also", "onward": "read_also"}
"""Classes of the phrase book, and the kind of notice that such a phrase is when it stands alone."""


def phrase_texts(folder: Path, most: int = 4, seed: int = 0) -> list[Example]:
    """The phrase book's plain phrases, some spellings of each, in languages that are not set aside."""
    made: dict[str, Example] = {}
    for path in sorted(folder.glob("*.toml")):
        if path.stem in LANGUAGES_ASIDE:
            continue
        rng = random.Random(f"{seed} {path.stem}")
        for cls, entry in tomllib.loads(path.read_text("utf-8")).items():
            if cls in PHRASES_SAY and isinstance(entry, dict):
                for written in entry.get("strong", ()):
                    for _ in range(most):
                        text = one_spelling(written, rng)
                        made.setdefault(text, Example(text, ((PHRASES_SAY[cls], 1.0),), path.stem, "phrase"))
    return list(made.values())


def one_spelling(written: str, rng: random.Random) -> str:
    """One of the spellings of a phrase, as a sentence begins."""
    text = re.sub(r"<([^<>]*)>", lambda found: rng.choice(found[1].split("|")), written)
    text = " ".join(text.replace("{n}", str(rng.randint(2, 90))).replace("*", "").replace("{}", "").split())
    return text[:1].upper() + text[1:] if rng.random() < 0.8 else text
