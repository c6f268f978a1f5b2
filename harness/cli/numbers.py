"""``harness rules --numbers``: every number that the reading and the rules decide by, with what it counts."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import harness

ROOMS = ("reading", "rules")


@dataclass(frozen=True, slots=True)
class Number:
    """A named threshold.

    Args:
        place: its module and name.
        value: what it is.
        says: what it counts, as its module says it.
    """

    place: str
    value: float
    says: str


def numbers() -> Iterator[Number]:
    """The named numbers of the rooms that decide, as their source says them."""
    home = Path(harness.__file__).parent
    for room in ROOMS:
        for path in sorted((home / room).rglob("*.py")):
            module = ".".join(path.relative_to(home).with_suffix("").parts)
            body = ast.parse(path.read_text(encoding="utf-8")).body
            for i, statement in enumerate(body):
                says = next((text for later in body[i + 1 : i + 3] if (text := _text(later))), "")
                for name, value in _named(statement):
                    yield Number(f"{module}.{name}", value, says)


def _named(statement: ast.stmt) -> Iterator[tuple[str, float]]:
    if not isinstance(statement, ast.Assign):
        return
    target, given = statement.targets[0], statement.value
    names = target.elts if isinstance(target, ast.Tuple) else [target]
    values = given.elts if isinstance(given, ast.Tuple) else [given]
    for name, value in zip(names, values, strict=False):
        if (
            isinstance(name, ast.Name)
            and isinstance(value, ast.Constant)
            and type(value.value) in (int, float)
        ):
            yield name.id, float(ast.literal_eval(value))


def _text(statement: ast.stmt) -> str:
    """The sentence below a number."""
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        return " ".join(str(statement.value.value).split())
    return ""
