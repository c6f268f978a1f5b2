"""What the student is compared with: letters alone, and the teacher as it comes."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC

from learn.teacher import Teacher, read
from learn.texts import NAMES
from learn.wordings import Wording, plain

Reader = Callable[[Sequence[str]], NDArray[np.float32]]


def letters(training: list[Wording]) -> Reader:
    """A linear model on runs of one to five characters."""
    pipe = make_pipeline(
        TfidfVectorizer(
            analyzer="char_wb", ngram_range=(1, 5), sublinear_tf=True, min_df=2, max_features=300_000
        ),
        LinearSVC(C=0.5),
    )
    pipe.fit([plain(row.text) for row in training], [NAMES.index(row.kind) for row in training])

    def tell(texts: Sequence[str]) -> NDArray[np.float32]:
        return np.asarray(4 * pipe.decision_function(texts), np.float32)

    return tell


def teacher_as_it_comes(training: list[Wording]) -> Reader:
    """multilingual-e5-small untouched, a logistic regression on its vectors."""
    teacher = Teacher(1)

    def vectors(texts: Sequence[str]) -> NDArray[np.float32]:
        found = read(teacher, list(texts))[1]
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)

    pipe = make_pipeline(StandardScaler(), LogisticRegression(C=0.02, max_iter=300))
    pipe.fit(vectors([plain(row.text) for row in training]), [NAMES.index(row.kind) for row in training])

    def tell(texts: Sequence[str]) -> NDArray[np.float32]:
        return np.asarray(pipe.decision_function(vectors(texts)), np.float32)

    return tell


def milliseconds(tell: Reader, texts: Sequence[str]) -> float:
    """Processor time a text, one at a time."""
    start = time.process_time()
    for text in texts:
        tell([text])
    return 1000 * (time.process_time() - start) / len(texts)
