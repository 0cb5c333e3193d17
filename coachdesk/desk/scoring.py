"""Score calls, or a form filled by hand, with rules alone: no desk is needed."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from coachdesk.core.assumptions import Assumptions
from coachdesk.core.calls import Call
from coachdesk.core.errors import BadInput, Problem, Severity
from coachdesk.core.form import Form
from coachdesk.core.location import Location
from coachdesk.core.redact import redact
from coachdesk.core.score import score
from coachdesk.core.scorecards import Rulebook
from coachdesk.files.answers import evaluation_of, read_answers
from coachdesk.files.calls.reading import Found, ReadCall
from coachdesk.files.rulebook import load
from coachdesk.files.schema import nearest
from coachdesk.files.yaml_source import decode, read_text
from coachdesk.report.reported import Reported, reported_of

Say = Callable[[Problem], None]
"""Takes a problem that does not end the job."""


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """How calls are to be scored."""

    assumptions: Assumptions = Assumptions()
    regardless: bool = False
    """Use every form even where it says that it is meant for other calls."""
    explain: bool = True
    near: bool = False


def forms_to_use(rules: Path, wanted: str | None, say: Say) -> tuple[Form, ...]:
    """The forms for calls of a rule file or folder, or the one of that id, whatever it is for.

    Of a folder these are its scorecards; a file is one form, and whoever names it means it.

    Raises:
        BadInput: a form has errors (all of them are told), there is none, or none of that id.
    """
    loaded = load(rules)
    if loaded.has_errors:
        raise BadInput(*loaded.problems)
    for problem in loaded.problems:
        say(problem)
    place = Location(str(rules))
    if wanted is None:
        found = loaded.forms if rules.is_file() else loaded.of_kind("scorecard")
        if not found:
            raise BadInput(Problem(code="U204", location=place, message="no scorecard here"))
        return found
    found = tuple(form for form in loaded.forms if form.id == wanted)
    if not found:
        hint = nearest(wanted, (form.id for form in loaded.forms))
        message = f"there is no form '{wanted}'"
        raise BadInput(Problem(code="A107", location=place, message=message, hint=hint))
    return found


def score_calls(
    forms: tuple[Form, ...], found: Iterable[Found], wish: Wish, say: Say
) -> Iterator[Reported]:
    """Every call under every form that is meant for it, as a stream in the order of the calls.

    Calls are redacted before anything looks at them. Problems met on the way are told, and so is a
    call that no form is meant for (U203, a warning).
    """
    waiting: deque[tuple[Call, ReadCall]] = deque()

    def passing() -> Iterator[Call]:
        for each in found:
            if isinstance(each, Problem):
                say(each)
            else:
                call = redact(each.call).call
                waiting.append((call, each))
                yield call

    rulebook = Rulebook(forms, wish.assumptions)
    current: tuple[Call, ReadCall] | None = None
    for scored in rulebook.screen(
        passing(), regardless=wish.regardless, explain=wish.explain, near=wish.near
    ):
        while current is None or current[0] is not scored.call:
            current = waiting.popleft()
            if current[0] is not scored.call:
                say(_nothing_meant(current[1]))
        yield reported_of(scored, current[1].path, current[1].turn_lines)
    for _, each in waiting:
        say(_nothing_meant(each))


def score_by_hand(form: str, answers: Path | None, text: bytes | None, rules: Path) -> Reported:
    """A form filled by hand, scored.

    Args:
        form: a rule file, or the id of a form in `rules`.
        answers: the filled form; None: `text` is it, from standard input.
        text: its bytes where `answers` is None.
        rules: where an id is looked up.

    Raises:
        BadInput: the rules or the answers have errors; all of them are told.
    """
    chosen = _form_named(form, rules)
    shown = "-" if answers is None else str(answers)
    if answers is None:
        content, problems = decode(text or b"", shown)
    else:
        content, problems = read_text(_resolved(answers), shown)
    if content is None:
        raise BadInput(*problems)
    filled = read_answers(content, shown)
    evaluation, faults = evaluation_of(filled, chosen)
    found = (*filled.problems, *faults)
    if any(problem.severity is Severity.ERROR for problem in found):
        raise BadInput(*sorted(found, key=_place))
    return Reported(
        form=chosen, evaluation=evaluation, score=score(chosen, evaluation.answers), path=shown
    )


def _form_named(form: str, rules: Path) -> Form:
    path = Path(form)
    if not path.is_file():
        return forms_to_use(rules, form, lambda problem: None)[0]
    forms = forms_to_use(path, None, lambda problem: None)
    if len(forms) > 1:
        message = f"holds {len(forms)} forms"
        raise BadInput(Problem(code="A107", location=Location(form), message=message))
    return forms[0]


def _resolved(path: Path) -> Path:
    try:
        return path.resolve(strict=True)
    except (OSError, RuntimeError):
        return path


def _place(problem: Problem) -> tuple[int, int]:
    place = problem.location
    return (place.line, place.column) if place else (0, 0)


def _nothing_meant(each: ReadCall) -> Problem:
    return Problem(
        code="U203",
        location=Location(each.path, each.turn_lines[0] if each.turn_lines else 1),
        message=f"no scorecard is meant for call '{each.call.id}'; it was not scored",
        hint="--scorecard ID scores it all the same",
        severity=Severity.WARNING,
    )
