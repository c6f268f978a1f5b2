"""A project has a ``harness`` of its own: a folder, or a file beside its tests."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from plugin.project import LOADED, Project

OWN = "from harness.helper import lift\n\ndef test_own():\n    assert lift() == 1\n"


@pytest.fixture
def own(project: Project) -> Project:
    """A project whose tests import from a folder ``harness/`` of its own, and know nothing of this library."""
    project.ini("pythonpath = .")
    (project.path / "harness").mkdir()
    (project.path / "harness" / "__init__.py").write_text("")
    (project.path / "harness" / "helper.py").write_text("def lift():\n    return 1\n")
    project.test(OWN)
    return project


@pytest.mark.parametrize(
    "command",
    [[sys.executable, "-m", "pytest"], [str(Path(sys.executable).parent / "pytest")]],
    ids=["-m", "pytest"],
)
def test_its_tests_run_as_before(own: Project, command: list[str]) -> None:
    """Whether pytest puts the project's folder first or not."""
    done = subprocess.run(
        [*command, "-p", "no:cacheprovider", *LOADED],
        cwd=own.path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert "1 passed" in done.stdout, done.stdout + done.stderr
    assert done.returncode == 0


def test_a_file_of_that_name_beside_the_tests_is_found_first(project: Project) -> None:
    project.ini()
    project.test("import harness\n\ndef test_own():\n    assert harness.lift() == 1\n")
    (project.path / "tests" / "harness.py").write_text("def lift():\n    return 1\n")

    project.run().assert_outcomes(passed=1)


def test_a_fixture_says_in_one_line_what_stands_before_the_library(own: Project) -> None:
    """And ends the run, as any mistake in a project's settings does."""
    own.test("def test_own(harness_check):\n    pass\n")

    done = own.run()

    assert done.ret == pytest.ExitCode.USAGE_ERROR
    done.stderr.fnmatch_lines(
        ["ERROR: scraper-harness: `import harness` finds *harness, which stands before *"]
    )


def test_saved_pages_cannot_be_collected_there_and_the_run_says_why(own: Project) -> None:
    own.ini("harness_pages = pages", "pythonpath = .")

    done = own.run()

    assert done.ret == pytest.ExitCode.USAGE_ERROR
    done.stderr.fnmatch_lines(["ERROR: scraper-harness: `import harness` finds *; rename it, *"])
