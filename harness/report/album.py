"""Pictures beside a results file: ``results.jsonl`` has them in ``results.pictures.jsonl``, one a line.

They are kept apart so that the results stay small and comparable. A picture belongs to the result of the same
target and engine that says the same of it: one that an earlier run left behind is not shown for a later one.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from harness.core.clean import clean, clean_data
from harness.core.errors import TargetError
from harness.core.model import Verdict
from harness.look.checked import Checked
from harness.look.picture import Kind, Mark, Part, Picture, Run
from harness.observe.capture import Screenshot
from harness.observe.observation import Box

Key = tuple[str, str, str, int]
"""Target, engine, state and words shown."""

_JPEG = b"\xff\xd8\xff"


def album_of(results: Path) -> Path:
    """Where the pictures of a results file are kept."""
    return results.with_name(f"{results.name.removesuffix(results.suffix)}.pictures.jsonl")


class Album:
    """Writes the pictures of results, each as it comes.

    Args:
        stream: where they go.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def add(self, checked: Checked) -> None:
        """Write one result's picture, if it has one."""
        if checked.picture is None or checked.verdict is None:
            return
        data = {"of": list(key_of(checked.verdict)), **as_json(checked.picture)}
        self._stream.write(json.dumps(clean_data(data), ensure_ascii=False) + "\n")
        self._stream.flush()


def key_of(verdict: Verdict) -> Key:
    """What tells to which result a picture belongs."""
    return clean(verdict.target), verdict.engine.value, verdict.state.value, verdict.article.words


def read_album(path: Path) -> Iterator[tuple[Key, Picture]]:
    """The pictures of a file, with the results they belong to.

    Raises:
        TargetError: it cannot be read, or a line is no picture.
    """
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                try:
                    data = json.loads(line)
                    target, engine, state, words = data["of"]
                    yield (str(target), str(engine), str(state), int(words)), from_json(data)
                except (ValueError, LookupError, TypeError, AttributeError) as error:
                    why = f"line {number} is no picture; delete the file, or check the pages again"
                    raise TargetError(clean(str(path)), why) from error
    except (OSError, UnicodeDecodeError) as error:
        raise TargetError(clean(str(path)), f"it cannot be read ({error})") from error


def as_json(picture: Picture) -> dict[str, Any]:
    """A picture as plain data."""
    shot = picture.screenshot
    return {
        "size": [round(picture.width), round(picture.height)],
        "outline": [[run.part.value, *_row(run.box)] for run in picture.outline],
        "marks": [[m.rule, m.evidence, m.kind.value, *_row(m.box)] for m in picture.marks],
        "view": _row(shot.view) if shot else None,
        "jpeg": base64.b64encode(shot.jpeg).decode("ascii") if shot else None,
    }


def from_json(data: dict[str, Any]) -> Picture:
    """A picture from plain data.

    Raises:
        ValueError, LookupError, TypeError: the data is of another form, or holds no JPEG where one should be.
    """
    width, height = (float(side) for side in data["size"])
    return Picture(
        width=width,
        height=height,
        outline=tuple(Run(Part(part), _box(row)) for part, *row in data["outline"]),
        marks=tuple(Mark(str(rule), int(n), Kind(kind), _box(row)) for rule, n, kind, *row in data["marks"]),
        screenshot=Screenshot(_jpeg(data["jpeg"]), _box(data["view"])) if data["jpeg"] else None,
    )


def _row(box: Box) -> list[int]:
    return [round(box.x), round(box.y), round(box.width), round(box.height)]


def _box(row: list[Any]) -> Box:
    x, y, width, height = (float(side) for side in row)
    return Box(x, y, width, height)


def _jpeg(text: str) -> bytes:
    try:
        data = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("no base64") from error
    if not data.startswith(_JPEG):
        raise ValueError("no JPEG")
    return data
