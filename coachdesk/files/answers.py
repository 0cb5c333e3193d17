"""Read a form filled by hand: YAML or JSON (`form`, `answers`), or CSV (criterion, answer, note).

Every fault is collected with its line and column; a criterion without an answer is open.
"""

from collections.abc import Iterator

import msgspec

from coachdesk.core.answers import Given, NotAnAnswer, answer_of
from coachdesk.core.engine.verdicts import State
from coachdesk.core.errors import Problem
from coachdesk.core.evaluation import Answer, Evaluation, Source
from coachdesk.core.form import Criterion, Form, Status
from coachdesk.core.location import Location
from coachdesk.files.answers_csv import csv_given, looks_like_csv
from coachdesk.files.answers_json import json_problem
from coachdesk.files.faults import Faults
from coachdesk.files.schema import nearest
from coachdesk.files.yaml_nodes import MappingNode, Node, ScalarNode
from coachdesk.files.yaml_source import parse

KEYS = ("form", "answers")


class Filled(msgspec.Struct, frozen=True, kw_only=True):
    """A filled form as written, before it is held against the form."""

    form: str | None
    """The form's id; None where the file does not say (CSV)."""
    form_at: Location
    given: tuple[Given, ...]
    problems: tuple[Problem, ...]


def read_answers(text: str, shown: str) -> Filled:
    """What the file says, and what is wrong with it.

    Args:
        text: the file's text.
        shown: its name as the user gave it.
    """
    faults = Faults()
    form: str | None = None
    at, given = Location(shown), tuple[Given, ...]()
    if looks_like_csv(text, shown):
        given = tuple(csv_given(text, shown, faults))
    else:
        root = _root(text, shown, faults)
        if root is not None:
            _check_keys(root, faults)
            form = root.text("form") or None
            name = root.get("form")
            at = name.location if name else root.location
            given = tuple(_given(root.get("answers"), root.location, faults))
    return Filled(form=form, form_at=at, given=given, problems=tuple(faults.problems))


def evaluation_of(filled: Filled, form: Form) -> tuple[Evaluation, tuple[Problem, ...]]:
    """The filled form as an evaluation without a call, and every fault of its answers."""
    faults = Faults()
    if filled.form is not None and filled.form != form.id:
        message = f"these are answers to '{filled.form}', not to '{form.id}'"
        faults.add("A102", filled.form_at, message)
    criteria = {c.id: c for section in form.sections for c in section.criteria}
    answers: dict[str, tuple[Answer, Location]] = {}
    for each in filled.given:
        criterion = criteria.get(each.criterion)
        if criterion is None or criterion.status is Status.RETIRED:
            _say_unknown(each, form, criterion, faults)
        elif each.criterion in answers:
            first = answers[each.criterion][1].line
            message = f"'{each.criterion}' is answered twice, first in line {first}"
            faults.add("A105", each.at, message, "keep one of them")
        else:
            answer = _answer(each, criterion, faults)
            if answer is not None:
                answers[each.criterion] = (answer, each.at)
    evaluation = Evaluation(
        form=form.id,
        version=form.version,
        form_sha256=form.sha256,
        call=None,
        answers=tuple(
            answers[c.id][0] if c.id in answers else _open(c) for _, c in form.criteria()
        ),
    )
    return evaluation, tuple(faults.problems)


def _root(text: str, shown: str, faults: Faults) -> MappingNode | None:
    if text.lstrip()[:1] in ("{", "["):
        problem = json_problem(text, shown)
        if problem is not None:
            faults.problems.append(problem)
            return None
        # Between the texts of valid JSON a tab is a blank; YAML, which knows places, refuses it.
        text = text.replace("\t", " ")
    parsed = parse(text, shown)
    faults.problems.extend(parsed.problems)
    if parsed.root is None:
        return None
    if not isinstance(parsed.root, MappingNode):
        message = "expected a mapping with 'form' and 'answers'"
        faults.add("A101", parsed.root.location, message, "see coachdesk explain A101")
        return None
    return parsed.root


def _check_keys(root: MappingNode, faults: Faults) -> None:
    for key, value in root.entries:
        if key.value not in KEYS:
            faults.add("A101", key.location, f"unknown key '{key.value}'", nearest(key.value, KEYS))
        elif key.value == "form" and not isinstance(value, ScalarNode):
            faults.add("A101", value.location, "'form' must be the id of a form")
    if root.get("answers") is None:
        faults.add("A101", root.location, "'answers' is missing")


def _given(node: Node | None, root: Location, faults: Faults) -> Iterator[Given]:
    if node is None:
        return
    if not isinstance(node, MappingNode):
        faults.add("A101", node.location, "'answers' must map each criterion to its answer")
        return
    for key, value in node.entries:
        if isinstance(value, ScalarNode):
            yield Given(
                criterion=key.value, at=key.location, answer=value.value, answer_at=value.location
            )
            continue
        answer, note = _with_note(value)
        if answer is None or note is None:
            message = f"the answer to '{key.value}' must be one text or number"
            faults.add("A101", value.location, message, "or {answer: fail, note: what was wrong}")
        else:
            yield Given(
                criterion=key.value,
                at=key.location,
                answer=answer.value,
                answer_at=answer.location,
                note=note.value,
            )


def _with_note(node: Node) -> tuple[ScalarNode | None, ScalarNode | None]:
    """The answer and the words to it; None where they are not both there, and alone."""
    parts = {key.value: value for key, value in node.entries} if isinstance(
        node, MappingNode) else {}  # fmt: skip
    answer, note = parts.get("answer"), parts.get("note")
    if len(parts) != 2 or not isinstance(answer, ScalarNode) or not isinstance(note, ScalarNode):
        return None, None
    return answer, note


def _say_unknown(each: Given, form: Form, criterion: Criterion | None, faults: Faults) -> None:
    if criterion is not None:
        faults.add("A103", each.at, f"'{each.criterion}' is retired", "take the answer out")
        return
    hint = nearest(each.criterion, (c.id for _, c in form.criteria()))
    faults.add("A103", each.at, f"form '{form.id}' has no criterion '{each.criterion}'", hint)


def _answer(each: Given, criterion: Criterion, faults: Faults) -> Answer | None:
    try:
        return answer_of(criterion, each.answer, each.note)
    except NotAnAnswer as wrong:
        hint = nearest(each.answer, wrong.allowed) or f"one of {', '.join(wrong.allowed)}"
        message = f"'{each.answer}' is no answer to '{criterion.id}'"
        faults.add("A104", each.answer_at, message, hint)
        return None


def _open(criterion: Criterion) -> Answer:
    return Answer(criterion=criterion.id, state=State.OPEN, source=Source.PERSON)
