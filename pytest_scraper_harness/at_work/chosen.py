"""What the user chose: options, then ini keys, then the project's settings."""

from __future__ import annotations

import pytest

from harness.core.config import Settings, engine_names, load_settings
from harness.core.errors import UsageError, did_you_mean
from harness.core.extras import lacks

_SETTINGS: pytest.StashKey[Settings] = pytest.StashKey()


def engines(config: pytest.Config) -> list[str]:
    """The engines that pages are looked at with: the option, else the ini key, else the settings.

    Raises:
        UsageError: an engine is unknown.
    """
    named = config.getoption("harness_engine") or config.getini("harness_engine")
    chosen = [name for words in named or () for name in words.split(",")]
    for name in chosen:
        if name not in engine_names():
            raise pytest.UsageError(f"harness: unknown engine {name!r}{did_you_mean(name, engine_names())}")
    return list(dict.fromkeys(chosen)) if chosen else [settings_of(config).engine]


def settings_of(config: pytest.Config) -> Settings:
    """The settings of the project that is tested, read from its root folder.

    Raises:
        UsageError: they have a mistake; pytest shows it and ends.
    """
    if _SETTINGS not in config.stash:
        try:
            settings = load_settings(config.rootpath)
        except UsageError as error:
            raise pytest.UsageError(f"harness: {error}") from error
        config.stash[_SETTINGS] = settings
    return config.stash[_SETTINGS]


def need_syrupy(config: pytest.Config, what: str) -> None:
    """Make sure that snapshots can be kept.

    Args:
        config: the run's.
        what: what needs them.

    Raises:
        UsageError: syrupy is not installed, or off.
    """
    if lacking := lacks("pytest", "syrupy"):
        raise pytest.UsageError(f"{what} needs {lacking}")
    if not config.pluginmanager.has_plugin("syrupy"):
        raise pytest.UsageError(
            f"{what} needs syrupy, which keeps snapshots; leave out -p no:syrupy, or set harness_pages to nothing "
            "(-o harness_pages=)"
        )


def timeout_of(config: pytest.Config) -> float:
    """Seconds each page may take: the option, else the ini key, else the settings."""
    written = config.getoption("harness_timeout") or config.getini("harness_timeout")
    if not written:
        return settings_of(config).timeout
    try:
        seconds = float(written)
    except ValueError:
        seconds = 0.0
    if not seconds > 0:
        raise pytest.UsageError(f"harness: harness_timeout must be a number of seconds, not {written!r}")
    return seconds
