"""What imports what."""

import subprocess
import sys

import pytest
from importlinter import cli


def test_imports_point_only_downwards_and_only_the_browser_layer_imports_playwright() -> None:
    assert cli.lint_imports(no_cache=True) == cli.EXIT_STATUS_SUCCESS


@pytest.mark.parametrize("module", ["playwright", "selectolax", "rich", "click", "pytest", "ahocorasick_rs"])
def test_import_harness_loads_no_heavy_library(module: str) -> None:
    """``import harness`` costs next to nothing; parsers and browsers come when they are used."""
    asked = f"import sys, harness; sys.exit({module!r} in sys.modules)"

    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0


@pytest.mark.parametrize("module", ["playwright", "selectolax", "ahocorasick_rs"])
def test_help_is_shown_without_parser_or_browser(module: str) -> None:
    asked = (
        "import sys; from harness.cli import main\n"
        f"code = main(['--help']); sys.exit(code or {module!r} in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
