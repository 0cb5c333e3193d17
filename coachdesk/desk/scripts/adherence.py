"""How the lines of a published script are used on the desk's calls."""

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec

from coachdesk.core.adherence import (
    Adherence,
    Counting,
    Listener,
    Owned,
    Placed,
    covering,
)
from coachdesk.core.adherence.judging import Judged
from coachdesk.core.authorize import Action, Actor, Allow, Subject, authorize
from coachdesk.core.calls import Call
from coachdesk.core.errors import BadInput, DeskRefused, Problem, SyntaxFault
from coachdesk.core.form import Criterion
from coachdesk.core.scripts import Script
from coachdesk.core.scripts.versions import Version
from coachdesk.core.trend import bounds_of, weeks_until
from coachdesk.desk.calls import unanswerable
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import subject_of
from coachdesk.desk.kept import Kept, kept_of
from coachdesk.desk.queue import open_queue
from coachdesk.desk.scripts.delivery import may_ask
from coachdesk.desk.scripts.library import Library, library
from coachdesk.desk.scripts.versions import version_named
from coachdesk.desk.trying import Progress, quietly
from coachdesk.store import forms, scripts, workbench
from coachdesk.store.connect import Db
from coachdesk.store.forms import Basis

GOOD = ("sale",)
"""The dispositions that count as ending well, unless somebody says otherwise."""


class _Named(msgspec.Struct, frozen=True, kw_only=True):
    """A scorecard in force that names the script."""

    basis: Basis
    covers: Mapping[str, tuple[Criterion, ...]]


def adherence(
    desk: Desk,
    acting: Acting,
    name: str,
    *,
    since: date | None = None,
    where: str = "",
    good: Sequence[str] = GOOD,
    shelf: Library | None = None,
    progress: Progress = quietly,
) -> Adherence:
    """What became of every line of a published version on the calls that this person may ask about.

    A line is due on calls that a scorecard in force judges and that begin while the version is
    used; docs/scripts.md, "Is it used", says what counts as said.

    Args:
        desk: where.
        acting: who asks.
        name: `ID` for the newest version, or `ID@VERSION`.
        since: look at calls from this day on, in the desk's zone; None: since it is used.
        where: a filter; only calls that meet it.
        good: dispositions that count as ending well.
        shelf: the library, where it is read already.
        progress: called with calls looked at and calls to look at.

    Raises:
        DeskRefused: nothing of the kind is published (D736), no scorecard in force names the
            script (D738), or this person may not ask.
        BadInput: the filter is not understood.
    """
    actor = may_ask(desk, acting)
    zone = ZoneInfo(desk.settings.time_zone)
    with desk.opened(acting) as db:
        version = version_named(db, name)
        begins, ends = _used(db, version, zone)
        known = [each.script.version for each in scripts.versions(db, version.script.id)]
        if since is not None:
            begins = datetime.combine(since, time(), zone)
        named = _naming(db, version.script.id)
        numbers = scripts.judged_calls(db, [each.basis.number for each in named], begins, ends)
        numbers = _met(desk, acting, numbers, where)
        last = (ends or acting.clock()).astimezone(zone).date()
        mondays = _weeks(begins.astimezone(zone).date(), last)
        counting = Counting(
            version.script, _known(shelf or library(desk), version.script), len(mondays)
        )
        seen = _Seen(desk, actor, bounds_of(mondays, desk.settings.time_zone), good)
        listener = Listener(version.script, desk.settings.assumptions, counting.known)
        looked = 0
        for batch in workbench.batches(db, numbers):
            mine = [(number, call) for number, call in batch if seen.takes(call)]
            covered = _covered(db, named, mine)
            heard = listener.listen(call for _, call in mine)
            for (number, call), ears in zip(mine, heard, strict=True):
                counting.add(ears, covered[number], seen.placed(call))
            looked += len(batch)
            progress(looked, len(numbers))
    adopt, compared = counting.adopt()
    return Adherence(
        script=version.script.id,
        version=version.script.version,
        title=version.script.title,
        since=begins,
        until=ends,
        scorecards=tuple(each.basis.form_id for each in named),
        mondays=mondays,
        calls=counting.calls,
        undated=seen.undated,
        endings=counting.endings,
        good=tuple(good),
        dispositions=tuple(sorted(seen.dispositions)),
        lines=counting.lines(),
        unanswered=counting.unanswered(),
        adopt=adopt,
        compared=compared,
        before=max((each for each in known if each < version.script.version), default=None),
        withheld=counting.calls > 0 and not seen.reads_any,
    )


class _Seen:
    """Which calls are looked at, and where each belongs."""

    def __init__(
        self, desk: Desk, actor: Actor, bounds: Sequence[datetime], good: Sequence[str]
    ) -> None:
        self._desk = desk
        self._actor = actor
        self._bounds = bounds
        self._good = {each.casefold() for each in good}
        self._may: dict[tuple[Subject, Action], bool] = {}
        self.undated = 0
        self.dispositions: set[str] = set()
        self.reads_any = False

    def takes(self, call: Call) -> bool:
        """Whether the call is looked at: it belongs to this person's part, and has a date."""
        if not self._allowed(Action.READ_DELIVERY, call):
            return False
        self.undated += call.started_at is None
        return call.started_at is not None

    def placed(self, call: Call) -> Placed:
        """Where a call that is looked at belongs."""
        settings = self._desk.settings
        person = settings.person_of(call.agent)
        readable = self._allowed(Action.READ_TRANSCRIPT, call)
        self.reads_any |= readable
        ending = (call.disposition or "").strip()
        if ending:
            self.dispositions.add(ending)
        assert call.started_at is not None
        week = bisect_right(self._bounds, call.started_at) - 1
        return Placed(
            agent=person.name if person else call.agent or "",
            team=subject_of(settings, call.agent, call.started_at).team,
            week=min(max(week, 0), len(self._bounds) - 2),
            well=ending.casefold() in self._good if ending else None,
            readable=readable,
        )

    def _allowed(self, action: Action, call: Call) -> bool:
        subject = subject_of(self._desk.settings, call.agent, call.started_at)
        if (subject, action) not in self._may:
            answer = authorize(self._actor, action, subject)
            self._may[subject, action] = isinstance(answer, Allow)
        return self._may[subject, action]


def _used(db: Db, version: Version, zone: ZoneInfo) -> tuple[datetime, datetime | None]:
    """When a version begins to be used, and when it has ended; None: it has not.

    From its publication or its first day on, whichever is later, until its last day is over or the
    next version begins.
    """
    ends = [
        _begins(each, zone)
        for each in scripts.versions(db, version.script.id)
        if each.script.version > version.script.version
    ]
    last = version.script.effective_until
    if last is not None:
        ends.append(datetime.combine(last + timedelta(days=1), time(), zone))
    return _begins(version, zone), min(ends, default=None)


def _begins(version: Version, zone: ZoneInfo) -> datetime:
    first = version.script.effective_from
    return version.at if first is None else max(version.at, datetime.combine(first, time(), zone))


def _naming(db: Db, script: str) -> list[_Named]:
    kept = kept_of(db)
    found = []
    for basis in forms.bases(db, in_force=True):
        form = kept.form(basis.form_sha256)
        if form.script == script:
            found.append(_Named(basis=basis, covers=covering(form, script)))
    if not found:
        message = f"no scorecard in force names the script '{script}'"
        hint = f"add 'script: {script}' to the scorecard of its calls, then coachdesk screen"
        raise DeskRefused(Problem(code="D738", message=message, hint=hint))
    return found


def _met(desk: Desk, acting: Acting, numbers: "array[int]", where: str) -> "array[int]":
    """Those of the calls that a filter means, too."""
    if not where.strip():
        return numbers
    try:
        wanted = set(open_queue(desk, acting, where).numbers)
    except SyntaxFault as fault:
        raise BadInput(unanswerable(fault, where, 0)) from None
    return array("q", (number for number in numbers if number in wanted))


def _weeks(first: date, last: date) -> tuple[date, ...]:
    """The Mondays from the week of the first day to that of the last one."""
    monday = weeks_until(first, 1)[0]
    return weeks_until(last, max(1, (weeks_until(last, 1)[0] - monday).days // 7 + 1))


def _known(shelf: Library, script: Script) -> list[Owned]:
    """Every block of the library's other scripts."""
    return [
        Owned(script=id, block=block)
        for id, each in shelf.scripts.items()
        if id != script.id and not each.errors
        for block in each.script.blocks
    ]


def _covered(
    db: Db, named: Sequence[_Named], calls: Sequence[tuple[int, Call]]
) -> Mapping[int, Mapping[str, list[Judged]]]:
    """Call's number to step or block to what the criteria that cover it say."""
    kept = kept_of(db)
    found: dict[int, dict[str, list[Judged]]] = defaultdict(lambda: defaultdict(list))
    for each in named:
        for number, part, judged in _judged(db, kept, each, dict(calls)):
            found[number][part].append(judged)
    return found


def _judged(
    db: Db, kept: Kept, named: _Named, calls: Mapping[int, Call]
) -> Iterator[tuple[int, str, Judged]]:
    for number, row in workbench.said(db, named.basis.number, calls).items():
        if row is None:
            continue
        answers = {
            answer.criterion: answer
            for answer in kept.scored(named.basis, calls[number], row).evaluation.answers
        }
        for part, criteria in named.covers.items():
            for criterion in criteria:
                yield number, part, (criterion, answers[criterion.id])
