"""Print every regular expression that harness compiles, as JSON lines, with how it is used.

Run in a process of its own: it listens to :mod:`re` while all modules are loaded and some pages are judged.
"""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
OURS = str(ROOT / "harness")
WHOLE = {"fullmatch"}
AT_START = {"match", "fullmatch"}


def main() -> None:
    """Listen, load, judge, print."""
    heard: dict[tuple[str, int, str, int], str] = {}
    really = re._compile

    def listen(pattern: Any, flags: Any) -> Any:
        asked = sys._getframe(1)
        caller = asked.f_back
        if isinstance(pattern, str) and caller is not None and caller.f_code.co_filename.startswith(OURS):
            place = (caller.f_code.co_filename, caller.f_lineno, pattern, int(flags))
            heard[place] = asked.f_code.co_name
        return really(pattern, flags)

    re._compile = listen
    _load()
    _judge()
    re._compile = really
    for (file, line, pattern, flags), called in heard.items():
        ways = sorted(_uses(file, line)) if called == "compile" else [called]
        where = f"{Path(file).relative_to(ROOT)}:{line}"
        told = {"where": where, "pattern": pattern, "flags": flags, "ways": ways}
        sys.stdout.write(json.dumps(told) + "\n")


def _load() -> None:
    import harness

    for info in pkgutil.walk_packages(harness.__path__, "harness."):
        if not info.name.endswith("__main__"):
            try:
                importlib.import_module(info.name)
            except ModuleNotFoundError as error:  # an extra that is not installed
                if (error.name or "").startswith("harness"):
                    raise


def _judge() -> None:
    import harness

    for file in sorted((ROOT / "pages").glob("*/page.html"))[::4]:
        harness.judge(file.read_bytes(), url="https://news.example/2026/a-story")


def _uses(file: str, line: int) -> set[str]:
    """The methods that are called on the name a pattern is given; all where it is not seen."""
    name = next((name for first, last, name in _names(Path(file)) if first <= line <= last), None)
    called: set[str] = set()
    if name is not None:
        for tree in _trees(name):
            named = [node for node in ast.walk(tree) if isinstance(node, (ast.Name, ast.Attribute, ast.Call))]
            calls = [
                node for node in named if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            ]
            mine = [
                node for node in calls if isinstance(node.func, ast.Attribute) and _is(node.func.value, name)
            ]
            bound = [n for n in named if isinstance(n, ast.Attribute) and _is(n.value, name)]
            known = {id(n.value) for n in bound}
            called |= {n.attr for n in bound}
            loose = [n for n in named if _is(n, name) and isinstance(n.ctx, ast.Load) and id(n) not in known]
            at = [n.func.attr for n in mine if isinstance(n.func, ast.Attribute) and len(n.args) > 1]
            called |= {"search"} if loose or any(attr in AT_START for attr in at) else set()
    called &= {"search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn"}
    return called or {"search", "fullmatch"}


def _is(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _names(file: Path) -> Iterator[tuple[int, int, str]]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.Assign, ast.AnnAssign)):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if isinstance(target, ast.Name) and isinstance(node.value, ast.Call):
                yield node.lineno, node.end_lineno or node.lineno, target.id


def _trees(name: str) -> Iterator[ast.AST]:
    for file in Path(OURS).rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        if name in text:
            yield ast.parse(text)


if __name__ == "__main__":
    main()
