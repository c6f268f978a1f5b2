"""What a notice says is understood in wordings and languages that nothing was learned from."""

from __future__ import annotations

import re
import subprocess
import sys
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from harness.language import notices
from harness.language.notices import Wording, Wordings, kinds, understand, understand_all
from learn.wordings import Split, folds, plain, read_wordings, split

MARGIN = 1.0
"""Per cent below the published figure that still passes: rounding on another machine's processor."""


@pytest.fixture(scope="module")
def parts() -> Split:
    return split(read_wordings())


def published() -> list[float]:
    """The shipped model's six figures in docs/notices.md."""
    docs = Path("docs/notices.md").read_text("utf-8")
    (line,) = [line for line in docs.splitlines() if line.startswith("| **student")]
    return [float(cell.split()[0]) for cell in line.split("|")[2:8]]


@pytest.mark.parametrize("part", ["aside", "aside_languages"])
def test_set_aside_wordings_are_understood_as_the_docs_say(parts: Split, part: str) -> None:
    """Exact kind, missing text noticed, harmless kept."""
    rows = getattr(parts, part)
    found = understand_all([plain(row.text) for row in rows])
    lacks = np.array([row.missing for row in rows])
    seen = np.array([notice.missing >= 0.5 for notice in found])
    exact = np.mean([notice.likely[0][0] == row.kind for notice, row in zip(found, rows, strict=True)])
    measured = 100 * np.array([exact, seen[lacks].mean(), (~seen[~lacks]).mean()])
    promised = published()[:3] if part == "aside" else published()[3:]

    assert all(measured >= np.array(promised) - MARGIN)


def test_no_hand_is_both_learned_from_and_set_aside(parts: Split) -> None:
    """About a fifth of all wordings is set aside, by hand."""
    learned = {(row.lang, row.hand) for row in parts.training}
    aside = {(row.lang, row.hand) for row in parts.aside}

    assert not learned & aside
    assert not {row.lang for row in parts.aside_languages} & {
        row.lang for row in [*parts.training, *parts.aside]
    }
    assert 0.15 <= len(parts.aside) / (len(parts.training) + len(parts.aside)) <= 0.3
    assert len(
        {(row.lang, row.hand, fold) for row, fold in zip(parts.training, folds(parts.training), strict=True)}
    ) == len(learned)


def test_every_language_has_every_kind() -> None:
    """So that none is known in one language only."""
    rows = read_wordings()
    langs = {row.lang for row in rows}

    assert {(lang, kind) for lang in langs for kind in kinds()} == {(row.lang, row.kind) for row in rows}


def test_the_same_text_gets_the_same_answer_in_another_process_and_from_threads(parts: Split) -> None:
    """Whatever else was asked before."""
    texts = [plain(row.text) for row in parts.aside[::25]]
    code = (
        "import sys\nfrom harness.language.notices import understand\n"
        "for line in sys.stdin: n = understand(line.rstrip('\\n')); print(n.likely, n.missing)"
    )
    other = subprocess.run(
        [sys.executable, "-c", code],
        input="\n".join(reversed(texts)),
        capture_output=True,
        text=True,
        check=True,
    )
    notices._understand.cache_clear()
    with ThreadPoolExecutor(2) as pool:
        ours = list(pool.map(understand, texts))

    assert [f"{n.likely} {n.missing}" for n in ours] == other.stdout.splitlines()[::-1]
    assert ours == understand_all(texts)


def test_a_notice_takes_less_time_than_a_few_hundred_small_products(parts: Split) -> None:
    """A bound in this machine's own measure, so that its load does not count."""
    texts = [plain(row.text) for row in parts.aside[:200]]
    square = np.ones((30, 192), np.float32), np.ones((192, 512), np.float32)
    understand(texts[0])
    notices._understand.cache_clear()
    start = time.process_time()
    understand_all(texts)
    ours = time.process_time() - start
    start = time.process_time()
    for _ in range(100 * len(texts)):
        square[0] @ square[1]
    measure = time.process_time() - start

    assert ours < measure


def test_a_text_like_no_notice_is_unsure_or_prose() -> None:
    """Nothing at all says nothing."""
    assert understand("").kind is None
    assert understand(" [] ").kind is None
    assert understand("qwx zzkp 7 vvrt ~~").missing < 0.9


def test_the_near_misses_of_each_kind_come_out_as_the_kind_they_belong_to() -> None:
    """The texts of kinds.toml itself, which are not learned from."""
    cases = [(text, kind) for near in kinds().values() for text, kind in near.near]
    right = [understand(text).likely[0][0] == kind for text, kind in cases]

    assert np.mean(right) >= 0.6


def test_the_nearest_wording_is_one_of_ours_and_says_the_same() -> None:
    """It is what `explain` shows."""
    notice = understand("Only paying members can read the rest. From €3 a month.")
    nearest = notice.nearest()

    assert notice.kind is not None
    assert nearest is not None
    assert (notice.kind.name, nearest.kind) == ("pay", "pay")


def test_a_projects_own_wording_decides_for_texts_like_it() -> None:
    """No training; texts unlike it stay as they were."""
    own = Wordings.of([Wording("en", "region", "Zorblax quux for the pflums of Wexel only.")])
    ours = understand("Zorblax quux for the pflums of Wexel only!", own=own)
    other = "By evening the last boats had come in, and nobody spoke of the bridge any more."

    assert ours.kind is not None
    assert ours.kind.name == "region"
    assert understand(other, own=own) == understand(other)


def test_capitals_line_breaks_and_button_marks_change_nothing() -> None:
    """As pages have them, with marks and without."""
    text = "The rest is for subscribers.\n[Subscribe for €1]"

    assert understand(text).likely == understand("THE REST IS FOR SUBSCRIBERS. SUBSCRIBE FOR €1").likely


def test_importing_harness_loads_no_model() -> None:
    """Nor NumPy."""
    code = "import sys, harness; print('numpy' in sys.modules or 'harness.language.notices' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert said.strip() == "False"


def test_wordings_model_and_vocabulary_stay_small() -> None:
    """Twelve megabytes in the wheel, all told."""
    folder = Path(notices.__file__).parent
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"]

    assert sum(len(zlib.compress(path.read_bytes())) for path in files) <= 12_000_000


def test_no_wording_has_a_tab_or_a_web_address_of_a_publisher() -> None:
    """One a line; brands are invented."""
    for row in read_wordings():
        assert "\t" not in row.text
        assert not re.search(r"\b(nytimes|spiegel|lemonde|elpais|bbc)\.", row.text.lower()), row.text
