"""Before and after: the days that count of an action, and what a person's calls say in them."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from coachdesk.core.coaching import CoachingAction, Topic
from coachdesk.core.effect import Unit
from coachdesk.core.engine.verdicts import State
from coachdesk.desk.coaching.history import position_in
from coachdesk.desk.folder import Desk
from coachdesk.store import coaching as store
from coachdesk.store.connect import Db
from coachdesk.store.forms import Basis

Windows = tuple[datetime, datetime, datetime, datetime]
"""Where the time before begins and ends, and where that after does."""


class Period:
    """What lies before an action and what after it."""

    def __init__(self, desk: Desk, now: datetime, days: int) -> None:
        self._zone = ZoneInfo(desk.settings.time_zone)
        self.now = now.astimezone(UTC)
        self.length = timedelta(days=days)
        self.days = days

    def of(self, action: CoachingAction) -> Windows:
        """Where the time before begins and ends, and where that after it does."""
        assert action.started_at is not None
        start = action.started_at.astimezone(UTC)
        after = action.claimed_at or datetime.combine(action.due, time(), self._zone)
        # Given up, or claimed on the day: what comes after the start comes after.
        end = max(start, after.astimezone(UTC))
        return start - self.length, start, end, end + self.length


class Calls:
    """One person's calls under one scorecard, in order."""

    def __init__(self, answered: Iterable[store.Answered], position: int) -> None:
        kept = sorted(answered, key=lambda each: each.at)
        self._at = [each.at for each in kept]
        self._states = [each.states[position] for each in kept]
        self._shown = [each.shown for each in kept]

    def _within(self, since: datetime, before: datetime) -> slice:
        return slice(bisect_left(self._at, since), bisect_left(self._at, before))

    def passed(self, since: datetime, before: datetime) -> tuple[int, int]:
        """On how many calls the behaviour passed, and of how many that passed or failed."""
        states = self._states[self._within(since, before)]
        passed = states.count(State.PASS)
        return passed, passed + states.count(State.FAIL)

    def score(self, since: datetime, before: datetime) -> tuple[float, int]:
        """The sum of the scores, and of how many calls."""
        shown = [each for each in self._shown[self._within(since, before)] if each is not None]
        return sum(shown), len(shown)


def calls_about(
    db: Db,
    basis: Basis | None,
    topic: Topic,
    people: Mapping[str, tuple[str, ...]],
    since: datetime,
    now: datetime,
) -> dict[str, Calls]:
    """Everybody's calls since then that were judged on the behaviour."""
    position = None if basis is None else position_in(db, basis, topic.criterion)
    if basis is None or position is None:
        return {}
    found = {
        person: [each for key in keys for each in store.answers(db, key, basis.number, since, now)]
        for person, keys in people.items()
    }
    return {person: Calls(answered, position) for person, answered in found.items() if answered}


def unit_of(person: str, calls: Calls | None, windows: Windows, *, score: bool) -> Unit:
    """One person before and after, by the mean score or by the share of calls that passed."""
    since, start, end, until = windows
    if calls is None:
        return Unit(person=person, before=0.0, calls_before=0, after=0.0, calls_after=0)
    counted = calls.score if score else calls.passed
    whole = 1 if score else 100
    (before, of_before), (after, of_after) = counted(since, start), counted(end, until)
    return Unit(
        person=person,
        before=whole * before / of_before if of_before else 0.0,
        calls_before=of_before,
        after=whole * after / of_after if of_after else 0.0,
        calls_after=of_after,
    )
