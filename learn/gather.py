"""Raw files of many hands become `harness/language/wordings/<lang>.tsv`.

    python -m learn.gather RAW_FOLDER [--corpus FOLDER] [--phrases FILE]

Duplicates and near-duplicates go out (character n-grams, within a kind and language), and every wording of more
than four words that a page of the corpus or the phrase book has word for word. Raw files: `kind | text` lines, a
batch begins with `# hand: …`.
"""

from __future__ import annotations

import argparse
import gzip
import html
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from learn.wordings import FOLDER, KINDS, Wording, plain

TOO_ALIKE = 0.8
FEW_WORDS = 4


def main() -> None:
    """Gather, and say how much came and went."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("raw", type=Path)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--phrases", type=Path)
    given = parser.parse_args()
    rows = [row for path in sorted(given.raw.glob("*.txt")) for row in raw_rows(path)]
    kept = without_doubles(rows)
    copied = found_elsewhere(kept, given.corpus, given.phrases)
    kept = [row for row in kept if row not in copied]
    write(kept)
    print(f"{len(rows)} raw, {len(rows) - len(kept)} out ({len(copied)} found elsewhere), {len(kept)} kept")


def raw_rows(path: Path) -> Iterator[Wording]:
    """One file's wordings; a hand's name carries the file's job, so that no two are the same."""
    lang, job = path.stem.split(".")[:2]
    hand, number = "", 0
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("# hand:"):
            number += 1
            hand = f"{job}.{number} {' '.join(line.removeprefix('# hand:').split())}"
        elif line.strip():
            kind, mark, text = line.partition(" | ")
            text = " ".join(text.split())
            if mark and kind in KINDS and text and hand:
                yield Wording(lang, kind, hand, text)


def bare(text: str) -> str:
    """Letters and digits only, case folded."""
    return " ".join(re.sub(r"[\W_]+", " ", plain(text).casefold()).split())


def grams(text: str) -> frozenset[str]:
    """Runs of three characters."""
    padded = f" {text} "
    return frozenset(padded[i : i + 3] for i in range(max(1, len(padded) - 2)))


def without_doubles(rows: list[Wording]) -> list[Wording]:
    """The first of each group of the same or nearly the same words."""
    seen: dict[tuple[str, str], list[frozenset[str]]] = defaultdict(list)
    exact: set[tuple[str, str]] = set()
    kept = []
    for row in rows:
        words = bare(row.text) or row.text
        these = grams(words)
        alike = seen[row.lang, row.kind]
        if (row.lang, words) in exact or any(
            len(these & other) > TOO_ALIKE * len(these | other) for other in alike
        ):
            continue
        exact.add((row.lang, words))
        alike.append(these)
        kept.append(row)
    return kept


def found_elsewhere(rows: list[Wording], corpus: Path | None, phrases: Path | None) -> set[Wording]:
    """Wordings that a page of the corpus or the phrase book has word for word."""
    by_words: dict[str, list[Wording]] = defaultdict(list)
    starts: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        words = bare(row.text).split()
        if len(words) > FEW_WORDS:
            by_words[" ".join(words)].append(row)
            starts[" ".join(words[:FEW_WORDS])].add(len(words))
    found: set[Wording] = set()
    for text in others(corpus, phrases):
        words = bare(text).split()
        for i in range(len(words) - FEW_WORDS):
            for length in starts.get(" ".join(words[i : i + FEW_WORDS]), ()):
                found.update(by_words.get(" ".join(words[i : i + length]), ()))
    return found


def others(corpus: Path | None, phrases: Path | None) -> Iterator[str]:
    """Texts that no wording may repeat."""
    if phrases:
        yield from strings(tomllib.loads(phrases.read_text("utf-8")))
    for path in sorted(corpus.rglob("*.html.gz")) if corpus else ():
        raw = gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
        raw = re.sub(r"(?is)<(script|style)\b.*?</\1>", " ", raw)
        yield html.unescape(re.sub(r"<[^>]+>", " ", raw))


def strings(value: object) -> Iterator[str]:
    """All texts in a tree of tables."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def write(rows: list[Wording]) -> None:
    """One file a language."""
    FOLDER.mkdir(exist_ok=True)
    for lang in sorted({row.lang for row in rows}):
        lines = [f"{row.kind}\t{row.hand}\t{row.text}\n" for row in rows if row.lang == lang]
        (FOLDER / f"{lang}.tsv").write_text("".join(lines), "utf-8")
    print(dict(Counter(row.lang for row in rows)))


if __name__ == "__main__":
    main()
