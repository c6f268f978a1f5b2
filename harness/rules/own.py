"""Rules of a user's own: a folder laid out as this package is, ``my_rules/<state>/<telltale>.py``.

Folders are named by a :class:`harness.Rulebook`, which the settings' ``rules`` make.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from inspect import cleandoc
from pathlib import Path
from types import ModuleType

from harness.core.errors import RuleError
from harness.rules.rule import Rule


def files_of(folder: Path) -> Iterator[Path]:
    """The rule files of a folder; those whose name, or whose folder's, begins with an underscore are helpers."""
    for path in sorted(folder.rglob("*.py")):
        if not any(part.startswith(("_", ".")) for part in path.relative_to(folder).parts):
            yield path


def rules_of(folder: Path) -> Iterator[Rule]:
    """The rules of a folder, ``<folder>/<state>/<telltale>``.

    Raises:
        RuleError: the folder is not there, or a rule is malformed.
    """
    if not folder.is_dir():
        raise RuleError(folder.name, f"there is no folder {folder}")
    for path in files_of(folder):
        yield from load(folder, path)


def load(folder: Path, path: Path) -> tuple[Rule, ...]:
    """The rule of a file, or its rules.

    Raises:
        RuleError: the file cannot be imported, or holds no rule.
    """
    inside = path.relative_to(folder).with_suffix("")
    rule_id = "/".join([folder.name, *inside.parts])
    try:
        module = import_module(".".join([_package(folder), *inside.parts]))
    except (ImportError, SyntaxError, NameError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise RuleError(rule_id, f"it cannot be imported: {type(error).__name__}: {error}") from error
    except re.error as error:
        raise RuleError(rule_id, f"it has a malformed pattern: {error}") from error
    return tuple(rules_in(module, "/".join(inside.parts), f"{folder.name}/"))


def rules_in(module: ModuleType, path: str, before: str = "") -> Iterator[Rule]:
    """The ``RULE`` of a module, called by its path; where there is none its ``RULES``, called by their keys.

    Args:
        module: the module.
        path: where it lies in its package or folder.
        before: what all ids begin with.

    Raises:
        RuleError: there is none, or it has no documentation.
    """
    several = getattr(module, "RULES", None)
    if hasattr(module, "RULE") or not isinstance(several, dict) or not several:
        yield _rule_in(module, before + path)
        return
    for name, rule in several.items():
        if not isinstance(rule, Rule) or not rule.doc.strip():
            raise RuleError(f"{before}{name}", "it is no Rule(…) with a doc, which is its documentation")
        first, _, more = cleandoc(rule.doc).partition("\n")
        yield replace(rule, id=f"{before}{name}", doc=f"{first}\n\n{more.strip()}".strip())


def _rule_in(module: ModuleType, rule_id: str) -> Rule:
    rule = getattr(module, "RULE", None)
    if not isinstance(rule, Rule):
        raise RuleError(rule_id, "the module has no RULE = Rule(…)")
    if not (module.__doc__ or "").strip():
        raise RuleError(rule_id, "the module has no docstring; it is the rule's documentation")
    return replace(rule, id=rule_id, doc=(module.__doc__ or "").strip())


def _package(folder: Path) -> str:
    """A package that stands for the folder, so that its rules can import their helpers relatively."""
    place = str(folder.resolve())
    name = "harness_rules_" + re.sub(r"\W", lambda sign: f"_{ord(sign[0]):x}_", place)
    if name not in sys.modules:
        package = ModuleType(name)
        package.__path__ = [place]
        sys.modules[name] = package
    return name
