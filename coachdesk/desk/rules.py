"""Jobs on rule files: run their examples, and explain one verdict step by step."""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from coachdesk.core.assumptions import Assumptions
from coachdesk.core.calls import Call
from coachdesk.core.coaching.rehearse import PolicyRehearsal, rehearse_policy
from coachdesk.core.engine.hearing import Hearing
from coachdesk.core.engine.judge import judge
from coachdesk.core.engine.patterns import Exact
from coachdesk.core.engine.reasoning import Step, reasoning
from coachdesk.core.engine.scan import Scanner
from coachdesk.core.engine.truth import Facts
from coachdesk.core.engine.verdicts import Verdict
from coachdesk.core.errors import BadInput, Problem, Severity
from coachdesk.core.examples import Rehearsal, rehearse
from coachdesk.core.form import Criterion, Form
from coachdesk.files.loaded import Loaded
from coachdesk.files.rulebook import load

if TYPE_CHECKING:
    from coachdesk.core.certification.examples import ProgrammeRehearsal


def load_sound(path: Path, scripts: Path | None = None) -> Loaded:
    """The rules at a path.

    Raises:
        BadInput: with every error in their files.
    """
    loaded = load(path, scripts)
    errors = [each for each in loaded.problems if each.severity is Severity.ERROR]
    if errors:
        raise BadInput(*errors)
    return loaded


def rehearse_rules(
    loaded: Loaded, assumptions: Assumptions, *, mutate: bool
) -> Iterator[Rehearsal]:
    """The examples of every form, run; one form after the other.

    Of a form that people alone answer there is nothing to run.
    """
    for form in loaded.forms:
        if form.kind == "scorecard" or any(c.test is not None for _, c in form.criteria()):
            yield rehearse(form, assumptions, mutate=mutate)


def rehearse_programmes(loaded: Loaded) -> Iterator["ProgrammeRehearsal"]:
    """The examples of every certification programme, run."""
    from coachdesk.core.certification.examples import rehearse as rehearse_programme

    for id in sorted(loaded.programmes):
        yield rehearse_programme(loaded.programmes[id])


def rehearse_policies(loaded: Loaded) -> Iterator[PolicyRehearsal]:
    """The examples of every coaching policy, run; one policy after the other."""
    for policy in loaded.policies:
        yield rehearse_policy(policy)


def find_criterion(loaded: Loaded, wanted: str) -> tuple[Form, Criterion]:
    """The criterion of that id, or of `SCORECARD/CRITERION` where several scorecards have it.

    Raises:
        BadInput: U205 when there is none, or more than one, naming what was meant perhaps.
    """
    scorecard, _, name = wanted.rpartition("/")
    found = [
        (form, criterion)
        for form in loaded.forms
        if not scorecard or form.id == scorecard
        for _, criterion in form.criteria()
        if criterion.id == name
    ]
    if len(found) == 1:
        return found[0]
    if found:
        meant = ", ".join(f"{form.id}/{name}" for form, _ in found)
        message = f"several scorecards have a criterion '{name}'"
        raise BadInput(Problem(code="U205", message=message, hint=f"name one: {meant}"))
    known = [c.id for form in loaded.forms for _, c in form.criteria()]
    near = get_close_matches(name, known, n=1)
    hint = f"did you mean {near[0]}?" if near else f"there are {len(known)} criteria"
    message = f"there is no criterion '{wanted}'"
    raise BadInput(Problem(code="U205", message=message, hint=hint))


def explain_verdict(
    form: Form, criterion: Criterion, call: Call, assumptions: Assumptions
) -> tuple[Verdict, tuple[Step, ...]]:
    """The verdict on one criterion about one call, and every step that led to it.

    Raises:
        BadInput: U206 when a person answers the criterion.
    """
    if criterion.test is None:
        message = f"'{criterion.id}' has no condition: a person answers it"
        raise BadInput(Problem(code="U206", message=message))
    signals = tuple(form.signals.values())
    (spoken,) = Scanner(signals).scan([call], assumptions.company)
    unless = [tuple(map(Exact, signal.unless)) for signal in signals]
    hearing = Hearing(spoken, signals, unless, assumptions.role_threshold)
    facts = Facts(hearing, {name: at for at, name in enumerate(form.signals)})
    return judge(criterion.test, facts), tuple(reasoning(criterion.test, facts))
