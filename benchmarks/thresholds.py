"""Every number that reading and rules compare with, found in their source, and modules with other numbers in place.

One seam for all of them: a module is parsed, a number replaced, and the result imported in place of the module.
So no threshold can be forgotten, those inside a rule's expression included, and the product pays nothing for being
adjustable.
"""

from __future__ import annotations

import ast
import importlib.abc
import importlib.util
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

Place = tuple[int, int]
"""Line and column of a number in its module."""

Changes = Mapping[str, Mapping[Place, float]]
"""Other numbers, by module and place."""


@dataclass(frozen=True)
class Threshold:
    """One number.

    Args:
        name: the constant's name, or the comparison or call that it stands in.
    """

    module: str
    place: Place
    name: str
    value: float

    @property
    def alone(self) -> bool:
        """Whether only the rules of its module can feel it: what rules share lies above their folders."""
        parts = self.module.split(".")
        return parts[1] == "rules" and len(parts) > 3 and not parts[-1].startswith("_")


def find(package: str, root: Path) -> Iterator[Threshold]:
    """The thresholds of all modules below ``package``."""
    for path in sorted((root / package.replace(".", "/")).rglob("*.py")):
        module = ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
        source = path.read_text(encoding="utf-8")
        seen: set[Place] = set()
        for node, name in _numbers(ast.parse(source), source):
            place = (node.lineno, node.col_offset)
            if place not in seen:
                seen.add(place)
                yield Threshold(module, place, name, float(node.value))  # type: ignore[arg-type]


def _numbers(tree: ast.Module, source: str) -> Iterator[tuple[ast.Constant, str]]:
    for statement in tree.body:
        target, value = _assignment(statement)
        if target is None or value is None:
            continue
        names = [n.id for n in ast.walk(target) if isinstance(n, ast.Name)]
        if names[0].isupper():
            values = value.elts if isinstance(value, ast.Tuple) else [value]
            for name, one in zip(names, values, strict=False):
                if isinstance(one, ast.Constant) and _is_threshold(one):
                    yield one, name
        for call in (n for n in ast.walk(value) if isinstance(n, ast.Call) and not _is_code(n.func)):
            for argument in [*call.args, *(k.value for k in call.keywords)]:
                if isinstance(argument, ast.Constant) and _is_threshold(argument):
                    yield argument, _words(call, source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and not any(map(_is_code, [node.left, *node.comparators])):
            for one in _compared(node):
                yield one, _words(node, source)


def _is_code(node: ast.expr) -> bool:
    """Whether it speaks of HTTP statuses or of a range of characters: those are names, no amounts."""
    return isinstance(node, ast.Name) and node.id in ("status", "code", "range")


def _assignment(statement: ast.stmt) -> tuple[ast.expr | None, ast.expr | None]:
    if isinstance(statement, ast.Assign):
        return statement.targets[0], statement.value
    if isinstance(statement, ast.AnnAssign):
        return statement.target, statement.value
    return None, None


def _compared(node: ast.AST) -> Iterator[ast.Constant]:
    """Numbers in a comparison, those it multiplies with included; not those that index or cut."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Constant) and _is_threshold(child):
            yield child
        elif isinstance(child, ast.BinOp):
            yield from _compared(child)


def _is_threshold(node: ast.Constant) -> bool:
    number = type(node.value) in (int, float)
    return number and (node.value >= 2 or 0 < node.value < 1 or isinstance(node.value, float))  # type: ignore[operator]


def _words(node: ast.expr, source: str) -> str:
    text = " ".join((ast.get_source_segment(source, node) or "").split())
    return text if len(text) <= 70 else text[:69] + "…"


def patched(module: str, values: Mapping[Place, float]) -> tuple[ast.Module, str]:
    """The module's syntax tree with other numbers, and its file."""
    spec = importlib.util.find_spec(module)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(module)
    tree = ast.parse(Path(spec.origin).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and (value := values.get((node.lineno, node.col_offset))) is not None
        ):
            node.value = int(value) if type(node.value) is int else value
    return tree, spec.origin


def one_module(module: str, values: Mapping[Place, float]) -> ModuleType:
    """A module with other numbers, beside the one that is imported."""
    tree, origin = patched(module, values)
    made = ModuleType(module)
    made.__file__ = origin
    exec(compile(tree, origin, "exec"), made.__dict__)  # noqa: S102 - our own source
    return made


class _Importer(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports the changed modules in place of those on disk."""

    def __init__(self, trees: Mapping[str, tuple[ast.Module, str]], packages: frozenset[str]) -> None:
        self._trees, self._packages = trees, packages

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: Any = None) -> ModuleSpec | None:
        if fullname not in self._trees:
            return None
        origin = self._trees[fullname][1]
        return importlib.util.spec_from_file_location(
            fullname,
            origin,
            loader=self,
            submodule_search_locations=[str(Path(origin).parent)] if fullname in self._packages else None,
        )

    def exec_module(self, module: ModuleType) -> None:
        tree, origin = self._trees[module.__name__]
        exec(compile(tree, origin, "exec"), module.__dict__)  # noqa: S102 - our own source


def replace_modules(changes: Changes, packages: Sequence[str]) -> None:
    """Forget ``packages`` and whatever was imported from them, so that they are imported anew with ``changes``.

    For a process of its own: what was imported before keeps the old modules.
    """
    trees = {module: patched(module, values) for module, values in changes.items()}
    inits = frozenset(module for module, (_, origin) in trees.items() if origin.endswith("__init__.py"))
    for name in list(sys.modules):
        if any(name == package or name.startswith(f"{package}.") for package in packages):
            del sys.modules[name]
    sys.meta_path.insert(0, _Importer(trees, inits))
