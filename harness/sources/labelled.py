"""Saved pages (``pages/<id>/``) as a labelled corpus: their ``[expect]`` tables are the labels."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from harness.core.errors import SavedPageError, TargetError
from harness.core.model import Content, State, TextSource
from harness.sources.label import read_page_file
from harness.sources.labels import Corpus, Label
from harness.sources.page import Page
from harness.sources.saved import read_saved_page
from harness.sources.source import DEFAULT

FACTS = "page.toml"
_DOCUMENTS = ("page.html", "page.html.gz", "page.html.zst")
_NO_WORD = {
    State.FULL: Content.COMPLETE,
    State.NOT_ARTICLE: Content.COMPLETE,
    State.TRUNCATED: Content.PARTIAL,
}
"""What a label without ``content`` says of it; the other states show none of the text."""


def holds_saved_pages(folder: Path) -> bool:
    """Whether ``folder`` is a folder of saved pages."""
    return next(folder.glob(f"*/{FACTS}"), None) is not None


def read_saved(folder: Path) -> Corpus:
    """The saved pages of a folder that have an ``[expect]``, as a corpus.

    Raises:
        TargetError: none has one.
    """
    labels: list[Label] = []
    problems: list[str] = []
    for facts in sorted(folder.glob(f"*/{FACTS}")):
        try:
            labels += _labels(facts)
        except SavedPageError as error:
            problems.append(str(error))
    if not labels:
        raise TargetError(str(folder), problems[0] if problems else "none of its pages has an [expect]")
    return Corpus(folder, tuple(labels), tuple(problems))


def saved_page(label: Label) -> Page | None:
    """The page with its resources, where the label is a saved page's.

    Raises:
        SavedPageError: a file of it is missing or broken.
    """
    folder = label.path.parent
    if label.path.name not in _DOCUMENTS or not (folder / FACTS).is_file():
        return None
    return read_saved_page(folder, DEFAULT)


def _labels(facts: Path) -> Iterator[Label]:
    folder = facts.parent
    page = read_page_file(facts, str(folder))
    document = next((folder / name for name in _DOCUMENTS if (folder / name).exists()), None)
    if document is None:
        raise SavedPageError(str(folder), "page.html is missing")
    if page.expect is None:
        return
    state = State(page.expect.state)
    content = Content(page.expect.content or _NO_WORD.get(state, Content.NONE))
    yield Label(
        id=folder.name,
        path=document,
        state=state,
        content=content,
        url=page.url,
        status=page.status,
        headers=page.headers,
        also=frozenset(page.expect.also or ()),
        evidence=page.note,
        source="saved page",
        text_source=TextSource.VISIBLE if content is Content.COMPLETE else None,
    )
