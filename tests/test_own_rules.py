"""Rules and phrases of a user's own: from a template, checked, asked like ours."""

from __future__ import annotations

import json
import re
import shlex
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

import harness
from harness.cli import main
from harness.core.rulebook import Rulebook
from harness.language import phrasebook
from harness.look.fingerprint import judged_by
from harness.rules import all_rules, match

SENTENCE = "The ferry to the islands runs again after two years of repairs, the harbour office said. "
ARTICLE = f"<h1>Ferry runs again</h1><p>{SENTENCE * 3}</p><p>{SENTENCE * 2}</p>"
WALL = '<div class="acme-offer">Subscribe to Acme, ten pounds a month</div>'
PAGE = "<!doctype html><html lang=en><head><title>Ferry</title></head><body><article>{}</article>{}</body></html>"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a cut and a whole saved page."""
    monkeypatch.chdir(tmp_path)
    for name in ("HARNESS_RULES", "HARNESS_PHRASES", "HARNESS_WORDINGS"):
        monkeypatch.delenv(name, raising=False)
    page(tmp_path, "cut", PAGE.format(ARTICLE, WALL), "paywall")
    page(tmp_path, "whole", PAGE.format(ARTICLE * 4, ""), "full")
    return tmp_path


def page(project: Path, name: str, html: str, state: str) -> None:
    """Write a saved page."""
    folder = project / "pages" / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "page.html").write_text(html)
    (folder / "page.toml").write_text(f'url = "https://news.example/{name}"\n[expect]\nstate = "{state}"\n')


def rule(project: Path, text: str, name: str = "paywall/acme") -> None:
    """Write an own rule."""
    file = project / "my_rules" / f"{name}.py"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def test_a_rule_from_the_template_is_asked_like_ours(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Written, checked, named in the settings, and in the verdicts of a page from then on."""
    assert main(["rules", "--new", "paywall/acme"]) == 0
    assert 'rules = "my_rules"' in capsys.readouterr().out
    assert main(["rules", "--check", "--folder", "my_rules"]) == 0
    assert "● my_rules/paywall/acme\n  fires on 1 of 2 saved pages: cut" in capsys.readouterr().out

    (project / "harness.toml").write_text('rules = "my_rules"\n')
    main(["check", "pages/cut", "--engine", "static", "--format", "json"])
    (verdict,) = json.loads(capsys.readouterr().out)
    assert verdict["state"] == "paywall"
    assert "my_rules/paywall/acme" in {signal["rule"] for signal in verdict["signals"]}
    assert main(["explain", "my_rules/paywall/acme"]) == 0
    assert "speaks for  paywall" in capsys.readouterr().out
    assert main(["rules", "paywall"]) == 0
    assert "my_rules/paywall/acme" in capsys.readouterr().out


def test_the_folder_may_be_named_before_there_is_one(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first rule makes it; until then the other commands say that it is missing."""
    (project / "harness.toml").write_text('rules = "their_rules"\n')

    assert main(["rules"]) == 2
    assert "there is no folder" in capsys.readouterr().err
    assert main(["rules", "--new", "truncated/acme"]) == 0
    assert (project / "their_rules" / "truncated" / "acme.py").is_file()
    assert main(["rules", "truncated"]) == 0


def test_a_library_user_names_the_folder_in_a_rulebook(project: Path) -> None:
    """And nowhere else."""
    html = (project / "pages" / "cut" / "page.html").read_text()
    main(["rules", "--new", "paywall/acme"])
    before = harness.judge(html)
    after = harness.judge(html, rulebook=harness.Rulebook.of(rules="my_rules"))

    assert before.state != "paywall"
    assert after.state == "paywall"
    assert harness.judge(html) == before


def test_a_bench_measures_a_projects_own_rules_too(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["rules", "--new", "paywall/acme"])
    capsys.readouterr()

    missed = main(["bench", "pages", "--format", "json", "--workers", "1"])
    without = json.loads(capsys.readouterr().out)
    (project / "harness.toml").write_text('rules = "my_rules"\n')
    met = main(["bench", "pages", "--format", "json", "--workers", "1"])
    with_it = json.loads(capsys.readouterr().out)

    assert (missed, met) == (0, 0)
    assert without["state"]["hits"] == 1
    assert with_it["state"]["hits"] == 2


RULE = '"""An offer."""\nfrom harness.core.model import State\nfrom harness.rules.match import *\n'
RULE += "from harness.rules.match import visible\nfrom harness.rules.rule import Rule\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('"""Doc."""\nimport nothing_like_this\n', "it cannot be imported: ModuleNotFoundError"),
        ('"""Doc."""\nRULE = \n', "it cannot be imported: SyntaxError"),
        ('"""Doc."""\n', "the module has no RULE"),
        (RULE.replace('"""An offer."""', "") + "RULE = Rule(State.PAYWALL, visible('p'))", "no docstring"),
        (
            RULE + "RULE = Rule(State.TRUNCATED, visible('.acme-offer'))",
            "lies in paywall/; move it to truncated/",
        ),
        (RULE + "RULE = Rule(State.PAYWALL, visible('p'))", "fires where the label says otherwise: whole"),
        (RULE + "RULE = Rule(State.PAYWALL, visible('.nothing'))", "it fires on no saved page"),
        (
            RULE + "RULE = Rule(State.PAYWALL, visible('p:hover > a'))",
            "no selector that HTML alone can answer",
        ),
        (
            RULE + "RULE = Rule(State.PAYWALL, ask('q')(lambda reading: reading.nothing))",
            "raised AttributeError",
        ),
        (RULE + "import re\nre.compile('(')", "malformed pattern"),
        (RULE + "RULES = {'paywall/acme': Rule(State.PAYWALL, visible('p'))}", "no Rule(…) with a doc"),
        (RULE + "RULES = {'paywall/acme': 'p'}", "no Rule(…) with a doc"),
        (RULE + "RULES = {}", "the module has no RULE"),
        (RULE + "RULES = ['p']", "the module has no RULE"),
        (
            RULE + "RULES = {'truncated/acme': Rule(State.PAYWALL, visible('.acme-offer'), doc='An offer.')}",
            "lies in truncated/; move it to paywall/",
        ),
    ],
)
def test_what_is_wrong_with_a_rule_is_told(
    project: Path, text: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """With its name; the other rules are checked all the same."""
    rule(project, text)
    rule(project, RULE + "RULE = Rule(State.PAYWALL, visible('.acme-offer'))\n", "paywall/good")

    assert main(["rules", "--check", "--folder", "my_rules"]) == 1
    out = " ".join(capsys.readouterr().out.split())
    assert re.search("○ my_rules/(paywall|truncated)/acme", out)
    assert told in out
    assert "● my_rules/paywall/good" in out


def test_rules_share_helpers(project: Path) -> None:
    """A module whose name begins with an underscore is no rule, and may be imported relatively."""
    rule(project, "from harness.rules.match import visible\nOFFER = visible('.acme-offer')\n", "_parts")
    text = '"""Doc."""\nfrom harness.core.model import State\nfrom harness.rules.rule import Rule\nfrom .._parts import OFFER\n'
    rule(project, text + "RULE = Rule(State.PAYWALL, OFFER)\n")

    assert main(["rules", "--check", "--folder", "my_rules"]) == 0


def test_rules_of_one_vendor_share_a_file(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Wherever it lies in the folder: their names are what ``RULES`` calls them, their documentation is theirs."""
    of_vendor = (
        "RULES = {'paywall/acme': Rule(State.PAYWALL, visible('.acme-offer'), doc='An offer.\\nSure.')}\n"
    )
    rule(project, RULE + of_vendor, "acme")

    assert main(["rules", "--check", "--folder", "my_rules"]) == 0
    assert "● my_rules/paywall/acme\n  fires on 1 of 2 saved pages: cut" in capsys.readouterr().out
    (found,) = (r for r in all_rules(Rulebook.of(rules="my_rules")) if r.id == "my_rules/paywall/acme")
    assert found.doc == "An offer.\n\nSure."


def test_what_a_rules_file_calls_rules_besides_does_not_matter(project: Path) -> None:
    """Files with one ``RULE`` have always named their parts as they like."""
    rule(project, RULE + "RULES = {'a': 1}\nRULE = Rule(State.PAYWALL, visible('.acme-offer'))\n")

    assert main(["rules", "--check", "--folder", "my_rules"]) == 0


def test_a_broken_rule_stops_a_check_with_its_name(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Verdicts without it would be others. It is told once, as any mistake in the configuration."""
    rule(project, '"""Doc."""\n')
    (project / "harness.toml").write_text('rules = ["my_rules"]\n')

    assert main(["check", "pages/cut", "pages/whole", "--engine", "static"]) == 2
    assert (
        capsys.readouterr().err == "harness: rule my_rules/paywall/acme: the module has no RULE = Rule(…)\n"
    )


def test_a_broken_phrase_file_stops_a_run(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before anything is judged."""
    (project / "my_phrases").mkdir()
    (project / "my_phrases" / "xx.toml").write_text('lang = "xx"\n[paywal]\nstrong = ["x"]\n')
    (project / "harness.toml").write_text('phrases = ["my_phrases"]\n')

    assert main(["run", "pages", "-o", "out", "--engine", "static"]) == 2
    assert "harness: xx.toml: [paywal] is not a class" in capsys.readouterr().err
    assert not (project / "out").exists()


def test_a_verdict_says_that_own_rules_phrases_and_wordings_made_it(project: Path) -> None:
    """Stored verdicts of two projects, or of one before and after a change, are told apart; a move is no change."""
    rule(project, RULE + "RULE = Rule(State.PAYWALL, visible('.acme-offer'))\n")
    named = {"rules": project / "my_rules"}
    made = [judged_by().rules, judged_by(Rulebook.of(**named)).rules]
    (project / "my_phrases").mkdir()
    (project / "my_phrases" / "en.toml").write_text('lang = "en"\n[paywall]\nstrong = ["reads further"]\n')
    named["phrases"] = project / "my_phrases"
    made.append(judged_by(Rulebook.of(**named)).rules)
    (project / "ours.tsv").write_text("pay\tThe guild reads further.\n")
    named["wordings"] = project / "ours.tsv"
    made.append(judged_by(Rulebook.of(**named)).rules)
    (project / "elsewhere").mkdir()
    for path in named.values():
        path.rename(project / "elsewhere" / path.name)
    moved = {name: project / "elsewhere" / path.name for name, path in named.items()}

    assert len(set(made)) == 4
    assert judged_by(Rulebook.of(**moved)).rules == made[-1]


def test_own_phrases_are_read_beside_ours(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of a language adds to it; a malformed one is told."""
    folder = project / "my_phrases"
    folder.mkdir()
    (folder / "en.toml").write_text('lang = "en"\n[paywall]\nstrong = ["the harbour guild reads further"]\n')
    (project / "harness.toml").write_text('phrases = "my_phrases"\n')
    dated = ARTICLE.replace("</h1>", "</h1><time>11 March 2026</time>")
    page(project, "guild", PAGE.format(dated, "<p>The harbour guild reads further</p>"), "paywall")

    assert main(["rules", "--check"]) == 0
    assert "● my_phrases\n  1 more phrase\n" in capsys.readouterr().out
    assert main(["check", "pages/guild", "--engine", "static"]) == 0
    phrasebook._book.cache_clear()  # one process reads a book once
    (folder / "en.toml").write_text('lang = "en"\n[paywal]\nstrong = ["x"]\n')
    assert main(["rules", "--check"]) == 1


def test_packages_add_rules_and_phrases_by_entry_points(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their rules' ids begin with the entry's name."""
    package = project / "acme_harness"
    (package / "paywall").mkdir(parents=True)
    (package / "words").mkdir()
    for folder in (package, package / "paywall", package / "words"):
        (folder / "__init__.py").write_text('"""Acme."""\n')
    (package / "paywall" / "offer.py").write_text(
        RULE + "RULE = Rule(State.PAYWALL, visible('.acme-offer'))\n"
    )
    (package / "words" / "en.toml").write_text(
        'lang = "en"\n[paywall]\nstrong = ["acme reads further today"]\n'
    )
    monkeypatch.syspath_prepend(str(project))
    ours = {
        "harness.rules": [EntryPoint("acme", "acme_harness", "harness.rules")],
        "harness.language": [EntryPoint("acme", "acme_harness.words", "harness.language")],
    }
    import harness.rules as rules

    for module in (rules, phrasebook):
        monkeypatch.setattr(module, "entry_points", lambda group: ours[group])
    caches = (rules._all, rules._packaged, rules._questions, phrasebook.packaged)
    for cache in caches:
        cache.cache_clear()
    try:
        assert "acme/paywall/offer" in {rule.id for rule in all_rules()}
        assert phrasebook.packaged() == (package / "words",)
    finally:
        for cache in caches:
            cache.cache_clear()


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (["--new", "paywal/acme"], "did you mean 'paywall'?"),
        (["--new", "paywall/Acme Offer"], "small letters"),
        (["--new", "paywall/acme", "--folder", "there"], "is there already"),
        (["--check"], "there are no rules of your own"),
        (["--check", "--folder", "nowhere"], "there is no folder nowhere"),
    ],
)
def test_mistakes_are_told(
    project: Path, argv: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 2, with what to do."""
    (project / "there" / "paywall").mkdir(parents=True)
    (project / "there" / "paywall" / "acme.py").write_text("")

    assert main(["rules", *argv]) == 2
    assert told in capsys.readouterr().err


def test_the_guide_for_rule_authors_is_true(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """docs/rules.md: its rule, phrases and settings, put into a project; its commands in their order."""
    guide = (Path(__file__).parents[1] / "docs" / "rules.md").read_text(encoding="utf-8")

    def blocks(language: str) -> list[str]:
        return re.findall(rf"^```{language}\n(.*?)^```", guide, re.MULTILINE | re.DOTALL)

    python = blocks("python")[0]
    settings, phrases, _, table = blocks("toml")
    commands = [shlex.split(line) for block in blocks("sh") for line in block.splitlines()]
    page(project, "seed-excerpt", PAGE.format(ARTICLE, WALL), "paywall")
    (project / "my_phrases").mkdir()
    (project / "my_phrases" / "en.toml").write_text(phrases)
    rule(project, python)
    (project / "harness.toml").write_text(settings)

    assert commands.pop(0) == ["harness", "rules", "--new", "paywall/acme"]
    for name, *argv in commands:
        assert name == "harness"
        assert main(argv) == 0, argv
    assert "● my_rules/paywall/acme" in capsys.readouterr().out
    (project / "harness.toml").unlink()
    (project / "pyproject.toml").write_text(table)
    assert main(["check", "--show-config"]) == 0
    assert "[tool.harness]" in capsys.readouterr().out
    for question in re.findall(
        r"`(\w+)`", guide.partition("The questions are in")[2].partition("They read")[0]
    ):
        assert hasattr(match, question), question
