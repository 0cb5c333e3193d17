"""Why an evaluation can't be changed as somebody wished, in one line each."""

from coachdesk.core.errors import DeskRefused, Problem
from coachdesk.core.reviews import Opened, Step, steps_from
from coachdesk.desk.reviews.job import Case, Job
from coachdesk.desk.reviews.opening import opened
from coachdesk.store import reviews


class Overtaken(DeskRefused):
    """Somebody changed the evaluation in between; nothing was written."""

    def __init__(self, opened: Opened, *problems: Problem) -> None:
        super().__init__(*problems)
        self.opened = opened
        """As it stands now."""


def not_now(case: Case, wanted: Step) -> DeskRefused:
    """The stage does not allow the step."""
    stage = case.stage.value if case.stage else "not begun"
    steps = [step.value for step in steps_from(case.stage) if step is not Step.EXPIRE]
    possible = ", ".join(steps) or "nothing"
    return DeskRefused(
        Problem(
            code="D501",
            message=f"{case.name} is {stage}; '{wanted.value}' is not possible there",
            hint=f"possible now: {possible}",
        )
    )


def overtaken(job: Job, call: str, scorecard: str | None) -> Overtaken:
    """Somebody changed the evaluation since it was seen."""
    case = next(job.cases(call, scorecard))
    return overtaken_case(job, case)


def overtaken_case(job: Job, case: Case) -> Overtaken:
    """The same for a case that is read anew."""
    return Overtaken(
        opened(job, case),
        Problem(
            code="D503",
            message=f"{case.name} was changed since you saw it: {_last(job, case)}",
            hint="nothing was written; look at it again",
        ),
    )


def _last(job: Job, case: Case) -> str:
    if case.review is None:
        return "it was retracted, or never begun"
    steps = [(each.at, each.step, each.by) for each in reviews.steps_of(job.db, case.review.number)]
    began = [(at, f"{by} {_past(step)}") for at, step, by in steps if step is Step.CREATE]
    went_on = [(at, f"{by} {_past(step)}") for at, step, by in steps if step is not Step.CREATE]
    answered = [(each.at, f"{each.by} answered '{each.criterion}'") for each in case.changes]
    return sorted((*began, *answered, *went_on), key=lambda each: each[0])[-1][1]


def _past(step: Step) -> str:
    return {
        Step.CREATE: "began it",
        Step.SUBMIT: "submitted it",
        Step.RETURN: "returned it",
        Step.PUBLISH: "published it",
        Step.ACKNOWLEDGE: "acknowledged it",
        Step.EXPIRE: "ended the time for disputes",
        Step.DISPUTE: "disputed it",
        Step.UPHOLD: "upheld it",
        Step.AMEND: "amended it",
        Step.RETRACT: "retracted it",
    }[step]
