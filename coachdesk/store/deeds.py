"""What one person did last."""

from datetime import datetime

from coachdesk.core.reviews import Step
from coachdesk.core.today import Deed
from coachdesk.store.database import Database
from coachdesk.store.reviews.rows import MANNERS, STEPS, unpacked

FAR_BACK = 5000
"""Answers and steps of the desk among which a person's last ones are looked for."""


_ABOUT = (
    "JOIN events e ON e.seq = x.event JOIN reviews r ON r.number = x.review"
    " JOIN calls c ON c.number = r.call JOIN bases b ON b.number = r.basis"
    " JOIN forms f ON f.number = b.form"
)
_ANSWERS = (
    "SELECT x.event, e.at, x.review, c.id, c.agent, f.id, x.criterion, x.manner, x.content"
    f" FROM review_answers x {_ABOUT} WHERE x.by = ? AND x.number >"
    " (SELECT coalesce(max(number), 0) FROM review_answers) - ? ORDER BY x.number DESC LIMIT ?"
)
_STEPS = (
    f"SELECT x.event, e.at, x.review, c.id, c.agent, f.id, x.step FROM review_steps x {_ABOUT}"
    " WHERE x.by = ? AND x.step <> ? AND x.number >"
    " (SELECT coalesce(max(number), 0) FROM review_steps) - ? ORDER BY x.number DESC LIMIT ?"
)


def last_deeds(db: Database, person: str, limit: int) -> tuple[Deed, ...]:
    """The last answers and steps of a person, the newest first."""
    found: list[tuple[int, Deed]] = []
    for event, at, review, call, agent, scorecard, criterion, manner, content in db.conn.execute(
        _ANSWERS, (person, FAR_BACK, limit)
    ):
        answer = unpacked(content, criterion, "")
        deed = Deed(
            at=datetime.fromisoformat(at),
            review=review,
            call=call,
            agent=agent,
            scorecard=scorecard,
            criterion=criterion,
            manner=MANNERS[manner],
            state=None if answer is None else answer.state,
        )
        found.append((event, deed))
    # A draft is made by its first answer; one of the two is enough to tell.
    asked = (person, STEPS.index(Step.CREATE), FAR_BACK, limit)
    for event, at, review, call, agent, scorecard, step in db.conn.execute(_STEPS, asked):
        deed = Deed(
            at=datetime.fromisoformat(at),
            review=review,
            call=call,
            agent=agent,
            scorecard=scorecard,
            step=STEPS[step],
        )
        found.append((event, deed))
    found.sort(key=lambda each: -each[0])
    return tuple(deed for _, deed in found[:limit])
