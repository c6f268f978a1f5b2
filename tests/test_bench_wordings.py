"""``harness bench --wordings``: which wording goes where, and what is counted."""

import json
from pathlib import Path

import pytest

from harness.cli import main
from harness.core.model import State
from harness.language.written import Hands, Part, Wording, first_hands, is_aside, of_hands, read_wordings
from harness.measure.bench.wordings import Bearer, Rates, bearer, looker, plan, rates, subtag, suits
from harness.measure.bench.wordings_report import as_json, as_markdown, as_text
from harness.measure.notices.cases import Form
from harness.sources.labelled import read_saved

PAGES = Path(__file__).parents[1] / "pages"
LABELS = [label for label in read_saved(PAGES).labels if suits(label)][:12]
STATES = {"pay": State.PAYWALL, "newsletter": None, "prose": None, "not_found": State.NOT_FOUND}
WORDINGS = [
    Wording("en", "pay", "1.1", "Subscribe for two crowns a week to read the rest. [Subscribe now]"),
    Wording("de", "pay", "1.1", "Weiterlesen mit Abo: 1 € im Monat. [Jetzt abonnieren]"),
    Wording("en", "newsletter", "1.2", "The harbour's mail, every Friday. [Send it to me]"),
    Wording("en", "prose", "1.2", "By evening the boats were in."),
    Wording("sv", "not_found", "1.1", "Sidan finns inte. [Till startsidan]"),
]


def planned(**more: object) -> list[tuple[str, str, tuple[str, ...]]]:
    pages = [Bearer(label, "de" if n % 3 == 0 else "en") for n, label in enumerate(LABELS)]
    batches = plan(pages, WORDINGS, STATES, seed=4, **more)  # type: ignore[arg-type]
    return [(b.bearer.label.id, o.wording.text, o.places) for b in batches for o in b.orders]


@pytest.fixture(scope="module")
def found() -> Rates:
    pages = [Bearer(label, "en") for label in LABELS]
    look = looker(4, Form.SERVED)
    return rates([look(batch) for batch in plan(pages, WORDINGS, STATES, seed=4)])


def test_each_wording_is_put_once_on_a_page_of_its_language_where_there_is_one() -> None:
    german = {label.id for label in LABELS[::3]}
    where = {text: page for page, text, _ in planned()}

    assert len(planned()) == len(WORDINGS)
    assert where[WORDINGS[1].text] in german
    assert where[WORDINGS[0].text] not in german
    assert where[WORDINGS[4].text]  # no page is Swedish: it is on any


def test_the_same_seed_plans_the_same() -> None:
    assert planned() == planned()


def test_a_page_more_moves_only_what_it_takes() -> None:
    pages = [Bearer(label, "en") for label in LABELS]
    many = [Wording("en", "pay", "1.1", f"Read on for {n} crowns.") for n in range(60)]

    def where(pages: list[Bearer]) -> dict[str, str]:
        batches = plan(pages, many, STATES, seed=0)
        return {o.wording.text: b.bearer.label.id for b in batches for o in b.orders}

    fewer, more = where(pages[:-1]), where(pages)
    assert {more[text] for text in more if more[text] != fewer[text]} == {LABELS[-1].id}


def test_places_can_be_chosen_and_kinds_without_them_are_left_out() -> None:
    assert {places for _, _, places in planned(places=("below_cut",))} == {("below_cut",)}
    assert len(planned(places=("below_cut",))) == 2


@pytest.mark.parametrize(
    ("name", "alarmed", "sells"),
    [
        ("open-interview", False, False),
        ("open-marked-not-free", False, True),
        ("truncated-mid-sentence", True, False),
    ],
)
def test_a_page_tells_whether_it_alarms_and_sells_as_it_is(name: str, alarmed: bool, sells: bool) -> None:
    page = bearer(next(label for label in read_saved(PAGES).labels if label.id == name))

    assert page is not None
    assert (page.lang, page.alarmed, page.sells) == ("en", alarmed, sells)


def test_languages_are_compared_by_their_first_part() -> None:
    assert [subtag(lang) for lang in ("zh-Hant", "zh_CN", "nb-NO", "DE")] == ["zh", "zh", "no", "de"]


def test_missing_text_and_whole_text_are_counted_apart(found: Rates) -> None:
    assert found.right.of == found.noticed.of == 3
    assert found.kept.of == 2
    assert found.kept.hits == 2
    assert found.noticed.hits >= 2
    assert 0 < found.own_language.hits < found.own_language.of == 5


def test_the_report_is_told_in_words_as_json_and_as_tables(found: Rates) -> None:
    said = as_json(found)

    assert json.dumps(said)
    assert said["by_kind"]["pay"]["right"]["of"] == 2
    assert set(said["by_kind"]["prose"]) == {"kept"}
    assert said["kept"]["low"] < said["kept"]["rate"] <= said["kept"]["high"]
    assert "5 wordings on" in as_text(found, title="pages", details=True)
    assert "| `newsletter` | 1 |" in as_markdown(found)


def test_a_wordings_parts_are_its_lines_and_buttons() -> None:
    text = "Fancy the rest? // From £1 a week. [See plans] [Log in]"

    assert Wording("en", "pay", "1.1", text).parts == (
        Part("Fancy the rest?"),
        Part("From £1 a week."),
        Part("See plans", button=True),
        Part("Log in", button=True),
    )
    assert Wording("en", "pay", "1.1", "[Page 2 of 3]").lines == ("Page 2 of 3",)
    assert Wording("en", "robot_check", "1.1", "4 + 3 = [____]").lines == ("4 + 3 =",)


def test_hands_are_set_aside_whole_and_no_wording_is_lost() -> None:
    rows = [
        Wording(lang, "pay", f"{n % 100} hand", f"{lang} {n}") for lang in ("de", "is") for n in range(300)
    ]
    training, aside = of_hands(rows, Hands.TRAINING), of_hands(rows, Hands.ASIDE)

    assert len(training) + len(aside) == len(rows)
    assert {row.lang for row in training} == {"de"}
    assert {r.hand for r in training}.isdisjoint({r.hand for r in aside if r.lang == "de"})
    assert 30 < len([row for row in aside if row.lang == "de"]) < 90


def test_the_first_hands_stay_on_their_sides() -> None:
    assert set(first_hands().values()) == {"aside", "learn"}
    for (lang, hand), side in first_hands().items():
        assert is_aside(lang, hand) is (side == "aside"), hand


def written(folder: Path) -> Path:
    """A folder of wordings by hands that may be learned from."""
    (folder / "kinds.toml").write_text('[pay]\nstate = "paywall"\n[prose]\n', encoding="utf-8")
    hands = [hand for n in range(50) if not is_aside("en", hand := f"1.{n} a desk")]
    texts = (
        ("pay", "Read the rest for a crown. [Pay]"),
        ("prose", "The boats were in."),
        ("pay", "Two crowns."),
        ("prose", "It rained."),
        ("prose", "The gulls left."),
    )
    rows = [f"{kind}\t{hand}\t{text}\n" for (kind, text), hand in zip(texts, hands, strict=False)]
    (folder / "en.tsv").write_text("".join(rows), encoding="utf-8")
    return folder


def test_the_command_puts_wordings_of_a_folder_on_pages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(written(tmp_path))
    how = ["--wordings", "--wordings-from", folder, "--hands", "training", "--limit", "3", "--workers", "1"]

    assert main(["bench", str(PAGES), *how]) == 0
    assert "3 wordings on" in capsys.readouterr().out

    assert main(["bench", str(PAGES), *how, "--kind", "prose", "--text", "--format", "json"]) == 0
    said = json.loads(capsys.readouterr().out)["text"]
    assert said["right"]["of"] == 0
    assert said["kept"]["of"] >= 2


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--wordings", "--kind", "payy"], "there is no 'payy'; did you mean 'pay'?"),
        (["--wordings", "--place", "over"], "--place: there is no 'over'"),
        (["--wordings", "--languages", "xx"], "--languages: there is no 'xx'"),
        (["--wordings", "--half", "check"], "--half check: the corpus has no halves"),
        (["--text"], "--text goes with --wordings"),
        (["--wordings", "--perturb"], "measured one at a time"),
    ],
)
def test_what_cannot_be_asked_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], why: str
) -> None:
    folder = ["--wordings-from", str(written(tmp_path))] if "--wordings" in arguments else []

    assert main(["bench", str(PAGES), *arguments, *folder]) == 2
    assert why in capsys.readouterr().err


def test_a_broken_file_of_wordings_is_named(tmp_path: Path) -> None:
    (tmp_path / "en.tsv").write_text("pay | without tabs\n", encoding="utf-8")

    with pytest.raises(ValueError, match="not enough values"):
        read_wordings(tmp_path)
