"""Settings: the command line wins over ``HARNESS_*``, that over harness.toml or ``[tool.harness]``.

Searched upwards from the current folder, the first folder with a harness.toml or a pyproject.toml holds
them; where it has both, harness.toml.
"""

from __future__ import annotations

import os
import pkgutil
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, NamedTuple

from harness.core.errors import UsageError, did_you_mean
from harness.core.rulebook import Rulebook
from harness.core.threshold import MostIncomplete

PREFIX = "HARNESS_"
_FORMATS = Path(__file__).parents[1] / "report" / "formats"


@dataclass(frozen=True, slots=True)
class Settings:
    """What every command may be told. Keys are written with dashes in TOML, ``max-mb``.

    Args:
        engine: ``auto``, ``browser`` or ``static``.
        format: the report's format.
        timeout: seconds a page may take in the browser.
        concurrency: how many pages are looked at together.
        max_mb: longest document that is read, in megabytes.
        allow_private: live pages may be on addresses of private networks.
        quiet: no progress and no hints on stderr.
        contact: a web or mail address of whoever runs this, told to live sites.
        pace: seconds from one load of a host's page to the next.
        per_host: pages of one host that are loaded together.
        retries: further loads of a live page whose failure may pass.
        max_wait: longest ``Retry-After`` that is waited for, in seconds.
        budget: seconds for one live page in all, waits and retries included.
        rules: folders of rules of your own; relative to the file that names them.
        phrases: folders of phrase files of your own, likewise.
        wordings: files of notices of your own, each with what it says, likewise.
        strict: a rule that raises is an error; else it is left out and the verdict says so.
        max_incomplete: how many pages may be incomplete before ``check`` or ``run`` fails, as ``5%`` or a number;
            empty: for ``check`` none, for ``run`` any.
    """

    engine: str = "auto"
    format: str = "text"
    timeout: float = 30.0
    concurrency: int = 4
    max_mb: float = 10.0
    allow_private: bool = False
    quiet: bool = False
    contact: str = ""
    pace: float = 1.0
    per_host: int = 1
    retries: int = 2
    max_wait: float = 60.0
    budget: float = 180.0
    rules: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    wordings: tuple[str, ...] = ()
    strict: bool = False
    max_incomplete: str = ""

    @property
    def rulebook(self) -> Rulebook:
        """What pages are judged by."""
        rules, phrases, wordings = (
            tuple(map(Path, named)) for named in (self.rules, self.phrases, self.wordings)
        )
        return Rulebook(rules, phrases, wordings, self.strict)


_KEYS = tuple(field.name.replace("_", "-") for field in fields(Settings))
_NOT_SETTINGS = {"HARNESS_BROWSER"}  # names the browser's program, read where browsers are found


def load_settings(
    folder: Path | None = None, environ: Mapping[str, str] | None = None, *, missing: bool = False
) -> Settings:
    """The settings of a project folder and an environment.

    Args:
        folder: where the search for pyproject.toml begins, upwards; the current folder by default.
        environ: the environment; the process's own by default.
        missing: folders and files of one's own may be missing, for they are about to be made.

    Raises:
        UsageError: a key is unknown or a value is wrong; the message names where it stands.
    """
    return traced_settings(folder, environ, missing=missing)[0]


def traced_settings(
    folder: Path | None = None, environ: Mapping[str, str] | None = None, *, missing: bool = False
) -> tuple[Settings, Mapping[str, str]]:
    """:func:`load_settings`, and where each value that is not the default came from, by its name."""
    settings = Settings()
    origin: dict[str, str] = {}
    folder = folder or Path.cwd()
    for entry in (*_from_file(folder), *_from_environ(os.environ if environ is None else environ, folder)):
        name = entry.key.replace("-", "_")
        read: Any = _READ[name](entry.value, f"{entry.where}: {entry.key}")
        if isinstance(read, tuple):
            read = tuple(_path(entry, part, missing) for part in read)
        settings = replace(settings, **{name: read})
        origin[name] = entry.where
    return settings, origin


class _Entry(NamedTuple):
    """One setting as it is written, where, and the folder that its paths begin in."""

    key: str
    value: object
    where: str
    base: Path


def _path(entry: _Entry, name: str, missing: bool) -> str:
    path = (entry.base / Path(name).expanduser()).resolve()
    what, is_there = ("file", path.is_file) if entry.key == "wordings" else ("folder", path.is_dir)
    if not missing and not is_there():
        raise UsageError(f"{entry.where}: {entry.key}: there is no {what} {path}")
    return str(path)


def _from_file(folder: Path) -> list[_Entry]:
    names = [f / name for f in (folder, *folder.parents) for name in ("harness.toml", "pyproject.toml")]
    path = next((p for p in names if p.is_file()), None)
    if path is None:
        return []
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: it is no valid TOML: {error}") from error
    except OSError as error:
        raise UsageError(f"{path}: it cannot be read ({error.strerror})") from error
    where = str(path)
    if path.name == "pyproject.toml":
        tools = table.get("tool")
        table = tools.get("harness", {}) if isinstance(tools, dict) else {}
        if not isinstance(table, dict):
            raise UsageError(f"{path}: [tool.harness] must be a table")
        where = f"{path} [tool.harness]"
    for key in table:
        if key.replace("_", "-") not in _KEYS:
            raise UsageError(f"{where}: unknown key {key!r}{did_you_mean(key, _KEYS)}")
    return [_Entry(key, value, where, path.parent) for key, value in table.items()]


def _from_environ(environ: Mapping[str, str], folder: Path) -> list[_Entry]:
    found: list[_Entry] = []
    for name in sorted(environ):
        if not name.startswith(PREFIX) or name in _NOT_SETTINGS:
            continue
        key = name.removeprefix(PREFIX).lower().replace("_", "-")
        if key in _KEYS:
            found.append(_Entry(key, environ[name], f"the environment's {name}", folder))
        elif _is_slip(key):
            near = did_you_mean(name, [PREFIX + k.upper().replace("-", "_") for k in _KEYS])
            raise UsageError(f"the environment has {name}, which is no setting{near}")
    return found


def _is_slip(key: str) -> bool:
    """Whether an unknown variable is a misspelt setting of ours. Others also use the prefix HARNESS_
    (a CI service sets dozens), so that only near misses can be told to be mistakes."""
    from difflib import get_close_matches

    return bool(get_close_matches(key, _KEYS, n=1, cutoff=0.8))


def _word(known: Callable[[], list[str]]) -> Callable[[Any, str], str]:
    def read(value: Any, where: str) -> str:
        if value not in known():
            raise UsageError(f"{where}: unknown value {value!r}{did_you_mean(str(value), known())}")
        return str(value)

    return read


def _number(kind: type[int] | type[float], least: float) -> Callable[[Any, str], float]:
    def read(value: Any, where: str) -> float:
        try:
            if isinstance(value, bool) or (kind is int and isinstance(value, float)):
                raise ValueError
            number = kind(value)
        except (TypeError, ValueError):
            raise UsageError(f"{where}: it must be a number, not {value!r}") from None
        if not number >= least:
            raise UsageError(f"{where}: it must be at least {least:g}, not {value!r}")
        return number

    return read


def _switch(value: Any, where: str) -> bool:
    if isinstance(value, bool):
        return value
    answers = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False}
    answers |= {"off": False, "": False}
    if isinstance(value, str) and value.lower() in answers:
        return answers[value.lower()]
    raise UsageError(f"{where}: it must be true or false, not {value!r}")


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise UsageError(f"{where}: it must be text, not {value!r}")
    return value


def _share(value: Any, where: str) -> str:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else _text(value, where)
    return MostIncomplete.read(text, where).written if text else ""


def _names(value: Any, where: str) -> tuple[str, ...]:
    """One name or a list of them; in the environment separated as in PATH."""
    if isinstance(value, str):
        return tuple(part for part in value.split(os.pathsep) if part)
    if isinstance(value, list) and all(isinstance(part, str) and part for part in value):
        return tuple(value)
    raise UsageError(f"{where}: it must be a path or a list of paths, not {value!r}")


def engine_names() -> list[str]:
    """The engines a user can choose."""
    return ["auto", "browser", "static"]


def _formats() -> list[str]:
    # A format is a file of this folder; the room that writes reports is not loaded for its name.
    return sorted(info.name for info in pkgutil.iter_modules([str(_FORMATS)]))


_READ: Mapping[str, Callable[[Any, str], Any]] = {
    "engine": _word(engine_names),
    "format": _word(_formats),
    "timeout": _number(float, 0.1),
    "concurrency": _number(int, 1),
    "max_mb": _number(float, 0.001),
    "allow_private": _switch,
    "quiet": _switch,
    "contact": _text,
    "pace": _number(float, 0),
    "per_host": _number(int, 1),
    "retries": _number(int, 0),
    "max_wait": _number(float, 0),
    "budget": _number(float, 1),
    "rules": _names,
    "phrases": _names,
    "wordings": _names,
    "strict": _switch,
    "max_incomplete": _share,
}
