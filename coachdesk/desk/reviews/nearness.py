"""The nearest miss of one answer, which takes too long to find for all of them at once."""

from coachdesk.core.engine.searches import Nearest
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.reviews.job import Job
from coachdesk.desk.reviews.opening import visible_case


def nearest_miss(
    desk: Desk, acting: Acting, call: str, scorecard: str, criterion: str
) -> Nearest | None:
    """What came closest to the words that the engine's FAIL or UNKNOWN missed, or None.

    Raises:
        DeskRefused: there is no such call, or this person may not see it.
    """
    with desk.opened(acting) as db:
        job = Job(desk, acting, db)
        case = visible_case(job, call, scorecard)
        if case is None:
            return None
        (fresh,) = job.kept.rulebook(case.basis).screen(
            [case.call], regardless=True, near=(criterion,)
        )
        explained = fresh.explained.get(criterion)
        return explained.nearest if explained is not None else None
