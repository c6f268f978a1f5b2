"""Arguments of the library that are not what they must be: said at once, and by their names."""

from __future__ import annotations

from harness.core.errors import UsageError


def need(is_so: bool, argument: str, what: str, given: object) -> None:
    """Make sure that an argument is what it must be.

    Raises:
        UsageError: it is not. What was given instead is named by its kind: it may be long, or hold a secret.
    """
    if not is_so:
        kind = "None" if given is None else f"{type(given).__module__}.{type(given).__qualname__}"
        raise UsageError(f"{argument} must be {what}, not {kind.removeprefix('builtins.')}")


def need_texts(**given: object) -> None:
    """Make sure that arguments are text, or ``None``."""
    for argument, value in given.items():
        need(value is None or isinstance(value, str), argument, "text", value)
