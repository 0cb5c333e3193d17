"""Put agent and customer in each other's place where a call has them the wrong way round."""

from coachdesk.core.authorize import Action
from coachdesk.core.errors import DeskRefused, Problem
from coachdesk.core.reviews import Stage
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import allowed
from coachdesk.desk.reviews.job import Job
from coachdesk.store import calls, evaluations, forms, reviews
from coachdesk.store.connect import write
from coachdesk.store.forms import Basis
from coachdesk.store.queue import refresh
from coachdesk.store.reviews import Hand


def swap_speakers(desk: Desk, acting: Acting, call: str) -> None:
    """Agent and customer change places in this call, and the engine judges it again.

    The stored call stays as it came in. What the engine said before is kept aside; drafts keep
    people's answers.

    Raises:
        DeskRefused: this person may not, or an evaluation of the call has left draft (D507).
    """
    with desk.opened(acting) as db, write(db):
        job = Job(desk, acting, db)
        number, content = job.call_of(call)
        actor = allowed(desk, acting, Action.SWAP_SPEAKERS, job.subject(content))
        _refuse_settled(job, number, call)
        hand = job.hand(actor)
        judged = reviews.swap(db, number, call, hand)
        drafts = reviews.live_of_call(db, number)
        needed = {row.basis for row in drafts} | {
            basis.number for basis in forms.bases(db, in_force=True)
        }
        again = [b for b in forms.bases(db) if b.number in needed and b.number in judged]
        _judge(job, number, again, hand)
        for row in drafts:
            case = job.case_of(row.number)
            reviews.rejudge(db, row, hand, reviews.figures_of(job.merged(case, case.changes)))
        refresh(db, [number])


def _refuse_settled(job: Job, number: int, call: str) -> None:
    for row in reviews.all_of_call(job.db, number):
        if row.stage is not Stage.DRAFT:
            raise DeskRefused(
                Problem(
                    code="D507",
                    message=f"the speakers of call '{call}' can't be swapped: "
                    f"E{row.number} is {row.stage.value}",
                    hint="its answers rest on who speaks",
                )
            )


def _judge(job: Job, number: int, bases: list[Basis], hand: Hand) -> None:
    call = calls.by_number(job.db, number)
    for basis in bases:
        rulebook = job.kept.rulebook(basis)
        results = rulebook.screen([call], regardless=True)
        evaluations.keep(job.db, [(number, call)], [basis], results, at=hand.at, actor=hand.actor)
