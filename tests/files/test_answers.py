"""Forms filled by hand: every fault at its line and column."""

from fractions import Fraction

import pytest

from coachdesk.core.engine.verdicts import State
from coachdesk.core.evaluation import Evaluation
from coachdesk.core.form import Choice, Criterion, Form, Section
from coachdesk.core.location import Location
from coachdesk.files.answers import evaluation_of, read_answers


def criterion(name: str, *choices: Choice) -> Criterion:
    points, here = Fraction(5), Location("form.yaml")
    return Criterion(id=name, ask=name, points=points, choices=choices, location=here)


FORM = Form(
    kind="scorecard",
    id="visit",
    version=1,
    title="Visit",
    sections=(
        Section(
            id="all",
            title="All",
            weight=Fraction(1),
            criteria=(
                criterion("greets"),
                criterion("price-tags"),
                criterion("empathy", Choice("yes", Fraction(5)), Choice("no", Fraction(0))),
            ),
        ),
    ),
)


def read(text: str, name: str = "filled.yaml") -> tuple[Evaluation, list[str]]:
    filled = read_answers(text, name)
    evaluation, faults = evaluation_of(filled, FORM)
    return evaluation, [
        f"{each.location.line}:{each.location.column} {each.code}" if each.location else each.code
        for each in (*filled.problems, *faults)
    ]


YAML = "form: visit\nanswers:\n  greets: pass\n  empathy: no\n"
JSON = '{"form": "visit",\n\t"answers": {"greets":"pass", "empathy": "no"}}'
CSV = "criterion,answer,note\ngreets,pass,\nempathy,no,\n"


@pytest.mark.parametrize("text", [YAML, JSON, CSV], ids=["yaml", "json", "csv"])
def test_the_three_layouts_say_the_same(text: str) -> None:
    evaluation, problems = read(text)
    assert problems == []
    assert [(a.criterion, a.state) for a in evaluation.answers] == [
        ("greets", State.PASS),
        ("price-tags", State.OPEN),
        ("empathy", State.FAIL),
    ]
    assert evaluation.call is None


def test_a_csv_note_is_kept() -> None:
    evaluation, _ = read('criterion,answer,note\ngreets,fail,"no hello, twice"\n', "a.csv")
    assert evaluation.answers[0].note == "no hello, twice"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("form: other\nanswers: {greets: pass}\n", ["1:7 A102"]),
        ("form: visit\nanswers:\n  greet: pass\n  empathy: so\n", ["3:3 A103", "4:12 A104"]),
        ("form: visit\nanswers: {greets: pass, greets: fail}\n", ["2:25 F110"]),
        ("form: visit\nanswers: {greets: [pass]}\n", ["2:19 A101"]),
        ("form: visit\nanswer: {greets: pass}\n", ["2:1 A101", "1:1 A101"]),
        ("- pass\n", ["1:1 A101"]),
        ('{"form" "visit"}', ["1:9 A106"]),
        ('{"form": "visit", "answers": {"greets": NaN}}', ["1:41 A106"]),
        ("[" * 100_000, ["1:1 A106"]),
        ("criterion,answer\ngreet,pass\nempathy,so\n", ["2:1 A103", "3:9 A104"]),
        ("criterion,answer\ngreets,pass\ngreets,fail\n", ["3:1 A105"]),
        ("criterion,answer\ngreets\n", ["2:1 A101"]),
        ('criterion,answer\n"greets,pass\n', ["2:1 A101"]),
    ],
)
def test_every_fault_has_its_place(text: str, expected: list[str]) -> None:
    assert read(text)[1] == expected


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_an_empty_table_is_one_fault(text: str) -> None:
    assert read(text, "a.csv")[1] == ["1:1 A101"]


def test_an_unknown_criterion_names_the_nearest() -> None:
    _, faults = evaluation_of(read_answers("form: visit\nanswers: {greet: pass}\n", "a"), FORM)
    assert faults[0].hint == "did you mean 'greets'?"


def test_an_answer_may_have_words_beside_it() -> None:
    evaluation, faults = read("form: visit\nanswers: {greets: {answer: fail, note: no word}}\n")
    assert faults == []
    greets = evaluation.answers[0]
    assert (greets.state, greets.note) == (State.FAIL, "no word")


@pytest.mark.parametrize(
    "answer",
    ["[pass]", "{answer: fail}", "{note: no}", "{answer: fail, notes: no}",
     "{answer: fail, note: no, by: me}", "{answer: [fail], note: no}", "{}"],
)  # fmt: skip
def test_another_shape_of_an_answer_is_refused_at_its_place(answer: str) -> None:
    _, faults = read(f"form: visit\nanswers:\n  greets: {answer}\n")
    assert faults == ["3:11 A101"]
